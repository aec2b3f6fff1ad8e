import { expect, it } from "vitest";
import { harsherThrottle, staleThrottle } from "./stale-throttle.ts";

const readAt = new Date("2026-06-10T16:00:00Z");

it.each([
  { name: "fresh counters", isStale: false, ageMs: 0, expected: "normal" },
  { name: "a snapshot of now", isStale: true, ageMs: 0, expected: "reduced" },
  { name: "a snapshot of 5 minutes", isStale: true, ageMs: 300_000, expected: "reduced" },
  { name: "a snapshot past 5 minutes", isStale: true, ageMs: 300_001, expected: "paused" },
])("$name allow $expected", ({ isStale, ageMs, expected }) => {
  expect(staleThrottle({ isStale, readAt }, new Date(readAt.getTime() + ageMs))).toBe(expected);
});

it("keeps the harsher throttle whichever comes first", () => {
  const mildestFirst = ["normal", "reduced", "critical", "paused"] as const;
  for (const [at, milder] of mildestFirst.entries()) {
    for (const harsher of mildestFirst.slice(at)) {
      expect([harsherThrottle(milder, harsher), harsherThrottle(harsher, milder)]).toEqual([harsher, harsher]);
    }
  }
});
