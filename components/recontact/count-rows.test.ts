import { describe, expect, it } from "vitest";
import { compareForecasts, cycleRows, forecastRows, summariseCycles, summariseForecast } from "./count-rows.ts";

describe("cycleRows", () => {
  it("orders cycles as numbers and fills the gaps", () => {
    expect(cycleRows({ "10": 1, "2": 5 }).map((row) => row.count)).toEqual([0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1]);
  });
  it("names the first pass", () => {
    expect(cycleRows({ "0": 7, "1": 2 })).toEqual([
      { key: "0", label: "First pass", count: 7 },
      { key: "1", label: "Cycle 1", count: 2 },
    ]);
  });
  it("has a first pass even when nobody is in it", () => expect(cycleRows({})).toHaveLength(1));
});

describe("summariseCycles", () => {
  it("counts those who came back", () => {
    expect(summariseCycles(cycleRows({ "0": 75, "1": 20, "2": 5 }))).toBe(
      "75 of 100 prospects are in their first pass; 25 (25.0 %) came back at least once.",
    );
  });
  it("does not divide by zero", () => expect(summariseCycles(cycleRows({}))).toBe("No prospects yet."));
});

describe("forecast", () => {
  const day = (date: string, returning: number, waiting = 0) => ({ day: date, ready: returning, returning, waiting });
  const forecastOf = (...days: ReturnType<typeof day>[]) => ({
    days,
    total_returning: days.reduce((sum, { returning }) => sum + returning, 0),
  });
  const present = forecastOf(day("2026-11-22", 143), day("2026-11-23", 0), day("2026-11-24", 200));
  const nobody = forecastOf(day("2026-11-22", 0, 7));

  it("names calendar days whatever the reader's zone", () => {
    expect(forecastRows(present, null)[0]).toMatchObject({
      label: "Nov 22, 2026",
      tick: "Nov 22",
      returning: 143,
      tried: null,
    });
  });
  it("puts what is tried beside what is stored, day by day", () => {
    const tried = forecastOf(day("2026-11-23", 4));
    expect(forecastRows(present, tried).map((row) => row.tried)).toEqual([0, 4, 0]);
  });
  it("says how many and when most", () => {
    expect(summariseForecast(forecastRows(present, null))).toBe(
      "343 prospects return in the next 3 days, most on Nov 24, 2026 (200).",
    );
  });
  it("says when there is nobody, and who still waits", () => {
    expect(summariseForecast(forecastRows(nobody, null))).toBe(
      "Nobody returns in the next day. 7 prospects still wait after that.",
    );
  });
  it.each([
    [
      forecastOf(day("2026-11-22", 343)),
      "343 prospects return in 1 day: the same number as with the current settings.",
    ],
    [forecastOf(day("2026-11-22", 344)), "344 prospects return in 1 day: 1 more than with the current settings."],
    [forecastOf(day("2026-11-22", 1)), "1 prospect returns in 1 day: 342 fewer than with the current settings."],
  ])("compares", (tried, sentence) => {
    expect(compareForecasts(present, tried)).toBe(`With the edited settings ${sentence}`);
  });
});
