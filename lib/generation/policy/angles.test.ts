import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { angleForCycle, angleLabels } from "./angles.ts";
import { seasonOf } from "./season.ts";
import { tradeWords } from "./trades.ts";

describe("angleForCycle", () => {
  it.each([
    [0, "introduction"],
    [1, "industry_trends"],
    [2, "competitor_insight"],
    [3, "seasonal_opportunity"],
    [4, "case_study"],
    [5, "industry_trends"],
    [12, "case_study"],
  ])("cycle %i: %s", (cycle, angle) => {
    expect(angleForCycle(cycle)).toBe(angle);
  });

  it("takes another angle than the cycle before, and all four before it takes one again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 32_000 }), (cycle) => {
        const four = [0, 1, 2, 3].map((n) => angleForCycle(cycle + n));
        expect(new Set(four).size).toBe(4);
        expect(four).not.toContain("introduction");
        expect(angleForCycle(cycle + 4)).toBe(four[0]);
      }),
    );
  });

  it("has words for each", () => {
    const labels = [0, 1, 2, 3, 4].map((cycle) => angleLabels[angleForCycle(cycle)]);
    expect(labels).toEqual([
      "introduction",
      "industry trends",
      "competitor insight",
      "seasonal opportunity",
      "case study",
    ]);
  });
});

describe("seasonOf", () => {
  it.each([
    ["2026-02-28T23:59:59Z", "winter"],
    ["2026-03-01T00:00:00Z", "spring"],
    ["2026-05-31T23:59:59Z", "spring"],
    ["2026-06-01T00:00:00Z", "summer"],
    ["2026-08-31T23:59:59Z", "summer"],
    ["2026-09-01T00:00:00Z", "fall"],
    ["2026-11-30T23:59:59Z", "fall"],
    ["2026-12-01T00:00:00Z", "winter"],
    ["2028-02-29T12:00:00Z", "winter"],
  ])("%s is %s", (at, season) => {
    expect(seasonOf(new Date(at))).toBe(season);
  });
});

it("knows another kind of work for every season of every trade", () => {
  for (const trade of ["hvac", "plumbing", "roofing", "electrical", "solar", null]) {
    expect(new Set(Object.values(tradeWords(trade).seasonal)).size).toBe(4);
  }
});
