import { expect, it } from "vitest";
import { actionText, fieldChanges, fieldText, targetHref, valueText } from "./audit-words.ts";

it.each([
  { action: "settings.changed", expected: "Settings changed" },
  { action: "api_key.revoked", expected: "API key revoked" },
  { action: "connection.webhook_key_added", expected: "Connection webhook key added" },
  { action: "password.reset", expected: "Password reset" },
])("$action is said as $expected", ({ action, expected }) => {
  expect(actionText(action)).toBe(expected);
});

it.each([
  { value: true, expected: "on" },
  { value: null, expected: "none" },
  { value: "", expected: "none" },
  { value: 0, expected: "0" },
  { value: ["hvac", "solar"], expected: "hvac, solar" },
  { value: [], expected: "none" },
  { value: [{ step: 1 }], expected: '[{"step":1}]' },
])("$value is read as $expected", ({ value, expected }) => {
  expect(valueText(value)).toBe(expected);
});

it("settings are called what their form calls them", () => {
  expect(fieldText("settings", "send_timezone")).toBe("Send time zone");
  expect(fieldText("mailbox", "daily_limit")).toBe("Daily limit");
});

it("every field of either side is there once", () => {
  expect(fieldChanges({ before: { a: 1, b: 2 }, after: { b: 3, c: 4 } })).toEqual([
    { name: "a", before: 1, after: undefined },
    { name: "b", before: 2, after: 3 },
    { name: "c", before: undefined, after: 4 },
  ]);
});

it("leads to the thing where it has a page", () => {
  expect(targetHref({ target_kind: "mailbox", target_id: "m1" })).toBe("/mailboxes/m1");
  expect(targetHref({ target_kind: "mailbox", target_id: null })).toBeNull();
  expect(targetHref({ target_kind: "tenant", target_id: "t1" })).toBeNull();
});
