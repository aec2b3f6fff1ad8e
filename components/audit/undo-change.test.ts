import { expect, it } from "vitest";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { isUndoable, undoOf } from "./undo-change.ts";

const current = { version: 7, recontact_cooldown_days: 60, daily_email_limit: 500 } as VersionedSettings;
const line = { before: { recontact_cooldown_days: 90 }, after: { recontact_cooldown_days: 60 } };

it("a change that still stands is taken back on the version it was judged on", () => {
  expect(undoOf(line, current, "too early")).toEqual({
    kind: "patch",
    patch: { recontact_cooldown_days: 90, version: 7, reason: "too early" },
  });
});

it("what somebody has changed since is named, with what it holds now", () => {
  expect(undoOf(line, { ...current, recontact_cooldown_days: 75 }, "x")).toEqual({
    kind: "changed_since",
    fields: [{ name: "recontact_cooldown_days", now: 75 }],
  });
});

it("a setting that is no more cannot be brought back", () => {
  const retired = { before: { old_switch: true }, after: {} };
  expect(undoOf(retired, current, "x")).toEqual({ kind: "impossible" });
});

it.each([
  { name: "a change of settings", item: { action: "settings.changed", ...line }, expected: true },
  { name: "a change of something else", item: { action: "mailbox.changed", ...line }, expected: false },
  {
    name: "a line without its former side",
    item: { action: "settings.changed", ...line, before: null },
    expected: false,
  },
  {
    name: "a change that was undone",
    item: { action: "settings.changed", ...line, undone: { by: "ann@x.test", at: "2026-06-10T08:00:00Z" } },
    expected: false,
  },
])("$name can be undone: $expected", ({ item, expected }) => {
  expect(isUndoable({ undone: null, ...item })).toBe(expected);
});
