import { expect, test } from "vitest";
import { readBackupTime } from "./arguments.ts";

const now = new Date("2026-11-21T00:00:00Z");

test.each([
  { args: ["--backup-at", "2026-11-20T03:00:00Z"], expected: "2026-11-20T03:00:00.000Z" },
  { args: ["--backup-at", "2026-11-20T03:00:00-06:00"], expected: "2026-11-20T09:00:00.000Z" },
])("$args", ({ args, expected }) => expect(readBackupTime(args, now).toISOString()).toBe(expected));

test.each([[[]], [["--backup-at", "yesterday"]], [["--backup-at", "2026-11-20T03:00:00"]], [["--since", "x"]]])(
  "%j is refused with the usage",
  (args) => expect(() => readBackupTime(args)).toThrow(/usage: npm run restore:guard/),
);

test("a time that has not been is refused", () => {
  expect(() => readBackupTime(["--backup-at", "2026-12-20T03:00:00Z"], now)).toThrow(/has not been yet/);
});
