import { describe, expect, it } from "vitest";
import { cycleRows, forecastRows, summariseCycles, summariseForecast } from "./count-rows.ts";

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
  it("does not divide by zero", () => expect(summariseCycles(cycleRows({}))).toBe("There are no prospects yet."));
});

describe("forecast", () => {
  const rows = forecastRows([
    { day: "2026-11-22", count: 143 },
    { day: "2026-11-23", count: 0 },
    { day: "2026-11-24", count: 200 },
  ]);
  it("names calendar days whatever the reader's zone", () => expect(rows[0]?.label).toBe("Nov 22, 2026"));
  it("says how many and when most", () => {
    expect(summariseForecast(rows)).toBe(
      "The cooldown of 343 prospects ends in the next 3 days, most on Nov 24, 2026 (200).",
    );
  });
  it("says when there is nobody", () => {
    expect(summariseForecast(forecastRows([{ day: "2026-11-22", count: 0 }]))).toContain("Nobody");
  });
});
