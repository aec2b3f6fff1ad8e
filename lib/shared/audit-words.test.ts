import { expect, it } from "vitest";
import { actionText, targetHref } from "./audit-words.ts";

it.each([
  { action: "settings.changed", expected: "Settings changed" },
  { action: "api_key.revoked", expected: "API key revoked" },
  { action: "connection.webhook_key_added", expected: "Connection webhook key added" },
  { action: "password.reset", expected: "Password reset" },
])("$action is said as $expected", ({ action, expected }) => {
  expect(actionText(action)).toBe(expected);
});

it("leads to the thing where it has a page", () => {
  expect(targetHref({ target_kind: "mailbox", target_id: "m1" })).toBe("/mailboxes/m1");
  expect(targetHref({ target_kind: "alert", target_id: "a1" })).toBe("/alerts?alert=a1");
  expect(targetHref({ target_kind: "mailbox", target_id: null })).toBeNull();
  expect(targetHref({ target_kind: "tenant", target_id: "t1" })).toBeNull();
});
