import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ForecastInput, forecastReturns } from "./forecast.ts";

const base: ForecastInput = {
  firstDay: "2026-02-27",
  days: 4,
  ready: [
    { day: "2026-02-27", count: 10 },
    { day: "2026-03-01", count: 5 },
  ],
  release: null,
  releasedOnFirstDay: 0,
  isEnabled: true,
};

const returning = (change: Partial<ForecastInput>) =>
  forecastReturns({ ...base, ...change }).map((day) => day.returning);

describe("forecastReturns", () => {
  it("names the days across the end of a month", () => {
    expect(forecastReturns(base).map(({ day }) => day)).toEqual([
      "2026-02-27",
      "2026-02-28",
      "2026-03-01",
      "2026-03-02",
    ]);
  });

  it.each([
    { name: "without a limit everybody returns at once", change: {}, expected: [10, 0, 5, 0] },
    { name: "a release spreads them, oldest first", change: { release: 4 }, expected: [4, 4, 4, 3] },
    {
      name: "what was released that day already counts",
      change: { release: 4, releasedOnFirstDay: 3 },
      expected: [1, 4, 4, 4],
    },
    {
      name: "a release that was lowered below what is used",
      change: { release: 4, releasedOnFirstDay: 9 },
      expected: [0, 4, 4, 4],
    },
    { name: "a release of none", change: { release: 0 }, expected: [0, 0, 0, 0] },
    { name: "switched off", change: { isEnabled: false }, expected: [0, 0, 0, 0] },
  ])("$name", ({ change, expected }) => expect(returning(change)).toEqual(expected));

  it("counts days before the first run with it, and leaves out those after the last", () => {
    const ready = [
      { day: "2026-02-26", count: 1 },
      { day: "2026-02-27", count: 2 },
      { day: "2026-03-03", count: 9 },
    ];
    expect(returning({ ready })).toEqual([3, 0, 0, 0]);
  });

  it("loses nobody: who was ready has returned or waits, and no day is over its release", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 4 });
    const limit = fc.option(fc.integer({ min: 0, max: 40 }), { nil: null });
    fc.assert(
      fc.property(counts, limit, fc.integer({ min: 0, max: 40 }), (ready, release, releasedOnFirstDay) => {
        const days = ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"];
        const rows = ready.map((count, index) => ({ day: days[index] ?? "", count }));
        const forecast = forecastReturns({ ...base, ready: rows, release, releasedOnFirstDay });
        const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
        expect(sum(forecast.map((day) => day.returning)) + (forecast.at(-1)?.waiting ?? 0)).toBe(sum(ready));
        for (const day of forecast) expect(day.returning).toBeLessThanOrEqual(release ?? Number.POSITIVE_INFINITY);
      }),
    );
  });
});
