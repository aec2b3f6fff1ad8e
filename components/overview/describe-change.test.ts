import { describe, expect, it } from "vitest";
import { describeChange, describeRateChange } from "./describe-change.ts";

describe("describeChange", () => {
  it.each([
    [125, 100, "+25 %"],
    [90, 100, "−10 %"],
    [0, 100, "−100 %"],
    [7, 7, "unchanged"],
    [0, 0, "unchanged"],
    [3, 0, "new"],
  ])("%d after %d → %s", (now, before, expected) => expect(describeChange(now, before)).toBe(expected));
});

describe("describeRateChange", () => {
  it.each([
    [0.031, 0.027, 1, "+0.4 points"],
    [0.02, 0.03, 1, "−1.0 points"],
    [0.0012, 0.0007, 2, "+0.05 points"],
    [0.0304, 0.0301, 1, "unchanged"],
    [0, 0, 1, "unchanged"],
    [0.1, null, 1, "–"],
    [null, 0.1, 1, "–"],
  ])("%s after %s → %s", (now, before, digits, expected) =>
    expect(describeRateChange(now, before, digits)).toBe(expected),
  );
});
