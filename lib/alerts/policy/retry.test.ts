import { describe, expect, it } from "vitest";
import { noon } from "../testing/alert-facts.ts";
import { nextAttemptAt, readRetryAfter } from "./retry.ts";

const minutes = (at: Date | null) => at && (at.getTime() - noon.getTime()) / 60_000;

describe("nextAttemptAt", () => {
  it("waits longer each time, a day in all, and then gives up", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => minutes(nextAttemptAt(attempts, null, noon)));
    expect(waits).toEqual([1, 5, 30, 120, 300, 480, 480, null]);
    expect(waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 60).toBeCloseTo(23.6, 1);
  });

  it.each([
    { name: "more time is asked for", seconds: 600, expected: 10 },
    { name: "less than it would be anyway", seconds: 5, expected: 1 },
    { name: "more than a day", seconds: 10 * 86_400, expected: 24 * 60 },
  ])("$name", ({ seconds, expected }) => expect(minutes(nextAttemptAt(1, seconds * 1000, noon))).toBe(expected));
});

describe("readRetryAfter", () => {
  it.each([
    ["120", 120_000],
    ["Wed, 10 Jun 2026 16:01:00 GMT", 60_000],
    ["Wed, 10 Jun 2026 15:00:00 GMT", 0],
    ["soon", null],
    ["", null],
    [undefined, null],
  ])("%s → %s", (header, expected) => expect(readRetryAfter(header, noon)).toBe(expected));
});
