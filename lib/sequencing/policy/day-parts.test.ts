import { describe, expect, it } from "vitest";
import { audienceOf, bestDayPart } from "./day-parts.ts";

describe("bestDayPart", () => {
  it.each<[string, number[], number[], [number, number] | null]>([
    ["29 engagements are too few", [0, 100, 0, 0, 0], [0, 29, 0, 0, 0], null],
    ["30 are enough", [0, 100, 0, 0, 0], [0, 30, 0, 0, 0], [9, 12]],
    ["nothing is known", [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], null],
    ["the rate counts, not how many were sent", [0, 1_000, 0, 200, 0], [0, 200, 0, 80, 0], [15, 18]],
    ["three of three prove less than a hundred of two hundred", [3, 200, 0, 0, 0], [3, 130, 0, 0, 0], [9, 12]],
    ["of equal parts the earlier", [0, 0, 100, 0, 100], [0, 0, 40, 0, 40], [12, 15]],
    ["the evening", [100, 100, 100, 100, 100], [10, 10, 10, 10, 11], [18, 21]],
  ])("%s", (_, sent, engaged, expected) => {
    const best = bestDayPart({ sent, engaged });
    expect(best && [best.from, best.until]).toEqual(expected);
  });

  it("tells the counts it goes by", () => {
    expect(bestDayPart({ sent: [0, 640, 300, 0, 0], engaged: [0, 212, 60, 0, 0] })).toEqual({
      from: 9,
      until: 12,
      engaged: 212,
      sent: 640,
    });
  });
});

it.each([
  [" HVAC ", "tx", "hvac tx"],
  ["Garage doors", "TX", "garage doors tx"],
  [null, "TX", null],
  ["hvac", " ", null],
])("the audience of %j in %j is %j", (trade, state, expected) => {
  expect(audienceOf(trade, state)).toBe(expected);
});
