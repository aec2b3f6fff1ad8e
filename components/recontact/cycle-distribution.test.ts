import { describe, expect, it } from "vitest";
import { cycleRows, summariseCycles } from "./cycle-distribution.ts";

describe("cycleRows", () => {
  it("orders cycles as numbers and fills the gaps", () => {
    expect(cycleRows({ "10": 1, "2": 5 }).map((row) => row.prospects)).toEqual([0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1]);
  });
  it("names the first pass", () => {
    expect(cycleRows({ "0": 7, "1": 2 })).toEqual([
      { cycle: 0, label: "First pass", prospects: 7 },
      { cycle: 1, label: "Cycle 1", prospects: 2 },
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
