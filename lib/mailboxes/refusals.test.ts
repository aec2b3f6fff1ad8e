import { expect, it } from "vitest";
import { inUse, taken, versionConflict } from "./refusals.ts";
import { readWarmupStart } from "./warmup-start.ts";

it.each([
  [{ mailboxes: 2, unsettled_messages: 0 }, "This connection is in use: 2 mailboxes."],
  [{ mailboxes: 0, unsettled_messages: 7 }, "This connection is in use: 7 unsettled messages."],
  [{ mailboxes: 1, unsettled_messages: 1 }, "This connection is in use: 1 mailboxes, 1 unsettled messages."],
])("in use %j: %s", (counts, message) => {
  expect(inUse("connection", counts)).toMatchObject({ code: "in_use", message, details: { extra: { counts } } });
});

it("a conflict of versions carries what is stored now", () => {
  const current = { id: "m1", version: 4 };
  const error = versionConflict("mailbox", current);
  expect(error).toMatchObject({ code: "version_conflict", details: { extra: { current } } });
  expect(error.message).toContain("mailbox");
});

it("a taken value names its field", () => {
  expect(taken("name", "is taken")).toMatchObject({
    code: "conflict",
    details: { errors: [{ field: "name", message: "is taken" }] },
  });
});

it.each([
  ["not told", null, null],
  ["this very moment", "2026-06-10T16:00:00Z", "2026-06-10T16:00:00.000Z"],
  ["in another zone", "2026-06-10T18:00:00+02:00", "2026-06-10T16:00:00.000Z"],
])("a warm-up that began %s", (_name, text, expected) => {
  expect(readWarmupStart(text, new Date("2026-06-10T16:00:00Z"))?.toISOString() ?? null).toBe(expected);
});

it("a warm-up cannot begin in a second from now", () => {
  expect(() => readWarmupStart("2026-06-10T16:00:01Z", new Date("2026-06-10T16:00:00Z"))).toThrow(
    expect.objectContaining({
      code: "validation_failed",
      details: { errors: [expect.objectContaining({ field: "warmup_started_at" })] },
    }),
  );
});
