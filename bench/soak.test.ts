import { describe, expect, it } from "vitest";
import { createRandom } from "#prisma/seed/random.ts";
import { planDisturbances } from "./disturbances.ts";
import { slopePerMinute } from "./slope.ts";

describe("planDisturbances", () => {
  const plan = (seed: string) => planDisturbances(createRandom(seed), 900_000, { first: 90_000, last: 400_000 });

  it.each(["1", "2", "a"])("keeps both ends quiet, in order, with every kind (seed %s)", (seed) => {
    const times = plan(seed).map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(90_000);
    expect(Math.max(...times)).toBeLessThan(500_000);
    const kinds = plan(seed).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "app killed")).toHaveLength(4);
    expect(new Set(kinds).size).toBe(3);
  });

  it("is the same for the same seed only", () => {
    expect(plan("1")).toEqual(plan("1"));
    expect(plan("1")).not.toEqual(plan("2"));
  });

  it("refuses quiet parts that leave no time", () => {
    expect(() => planDisturbances(createRandom("1"), 100, { first: 60, last: 60 })).toThrow("no time");
  });
});

describe("slopePerMinute", () => {
  const samples = (values: number[]) => values.map((value, index) => ({ atMs: index * 5_000, value }));
  it.each<[string, number[], number]>([
    ["level", [300, 300, 300], 0],
    ["one more every five seconds", [1, 2, 3, 4], 12],
    ["falling", [40, 30, 20], -120],
    ["up and down", [300, 310, 300, 310, 300], 0],
  ])("%s", (_name, values, slope) => expect(slopePerMinute(samples(values))).toBeCloseTo(slope));

  it("says nothing about one moment", () => expect(slopePerMinute(samples([300]))).toBeNaN());
});
