import { describe, expect, it } from "vitest";
import { freshnessTone } from "./freshness.ts";

describe("freshnessTone", () => {
  it.each([
    { name: "just loaded", ageMs: 0, failed: false, expected: "neutral" },
    { name: "two intervals", ageMs: 20_000, failed: false, expected: "neutral" },
    { name: "a little more", ageMs: 20_001, failed: false, expected: "warn" },
    { name: "refresh failed", ageMs: 1_000, failed: true, expected: "warn" },
    { name: "five intervals", ageMs: 50_001, failed: false, expected: "bad" },
    { name: "old and failed", ageMs: 60_000, failed: true, expected: "bad" },
  ])("$name → $expected", ({ ageMs, failed, expected }) => expect(freshnessTone(ageMs, 10_000, failed)).toBe(expected));
});
