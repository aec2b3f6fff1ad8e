import { describe, expect, it } from "vitest";
import { createRandom } from "#prisma/seed/random.ts";
import { planDisturbances } from "./disturbances.ts";
import { soakTimes } from "./quiet-times.ts";
import { slopePerMinute } from "./slope.ts";

describe("planDisturbances", () => {
  const minuteMs = 60_000;
  const lengths = [3, 15, 60].map((minutes) => minutes * minuteMs);
  const seeds = ["1", "2", "3", "7", "42", "a"];
  const plan = (seed: string, lengthMs = 15 * minuteMs) =>
    planDisturbances(createRandom(`soak ${seed}`), lengthMs, soakTimes(lengthMs).quiet);

  it.each(seeds)("keeps both ends quiet, in order, with every kind (seed %s)", (seed) => {
    const times = plan(seed).map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(2.5 * minuteMs);
    const kinds = plan(seed).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "app killed")).toHaveLength(4);
    expect(new Set(kinds).size).toBe(3);
  });

  it.each(seeds)("kills the app and cuts lines in the second half too, however long it is (seed %s)", (seed) => {
    for (const lengthMs of lengths) {
      const late = plan(seed, lengthMs).filter(({ atMs }) => atMs >= lengthMs / 2);
      expect(late.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["app killed", "database lines cut"]));
    }
  });

  it.each(seeds)("leaves the last process time to settle and to be measured (seed %s)", (seed) => {
    for (const lengthMs of lengths) {
      const { settleMs, slopeMs } = soakTimes(lengthMs);
      const lastKill = plan(seed, lengthMs).findLast(({ kind }) => kind === "app killed")?.atMs ?? 0;
      expect(lengthMs - lastKill).toBeGreaterThan(settleMs + slopeMs);
    }
    expect(soakTimes(15 * minuteMs)).toMatchObject({ settleMs: 2 * minuteMs, slopeMs: 3 * minuteMs });
  });

  it("orders differently for another seed, and is the same for the same", () => {
    expect(plan("1")).toEqual(plan("1"));
    expect(plan("1")).not.toEqual(plan("2"));
    const lastKinds = seeds.map((seed) => plan(seed).at(-1)?.kind);
    expect(new Set(lastKinds)).toEqual(new Set(["app killed", "database lines cut"]));
  });

  it.each([
    ["no time for disturbances", { first: 60, last: 60 }],
    ["no time for a kill and a cut in the second half", { first: 10, last: 45 }],
  ])("refuses quiet parts that leave %s", (message, quiet) => {
    expect(() => planDisturbances(createRandom("1"), 100, quiet)).toThrow(message);
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
