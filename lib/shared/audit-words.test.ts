import { expect, it } from "vitest";
import { actionsSaid, actionText, targetHref } from "./audit-words.ts";

it.each([
  { action: "settings.changed", expected: "Settings changed" },
  { action: "api_key.revoked", expected: "API key revoked" },
  { action: "connection.webhook_key_added", expected: "Connection webhook key added" },
  { action: "password.reset", expected: "Password reset" },
  { action: "prospect.undone", expected: "Change of a prospect undone" },
  { action: "alert.snooze_ended", expected: "Snooze of an alert ended" },
])("$action is said as $expected", ({ action, expected }) => {
  expect(actionText(action)).toBe(expected);
});

it("finds the actions that have words of their own by these", () => {
  expect(actionsSaid("UNDONE")).toEqual(["prospect.undone"]);
  expect(actionsSaid("two-factor")).toEqual(["two_factor.disabled", "two_factor.enabled"]);
  expect(actionsSaid("settings")).toEqual([]);
});

it("leads to the thing where it has a page", () => {
  expect(targetHref({ target_kind: "mailbox", target_id: "m1" })).toBe("/mailboxes/m1");
  expect(targetHref({ target_kind: "alert", target_id: "a1" })).toBe("/alerts?alert=a1");
  expect(targetHref({ target_kind: "mailbox", target_id: null })).toBeNull();
  expect(targetHref({ target_kind: "tenant", target_id: "t1" })).toBeNull();
});
