import { describe, expect, it } from "vitest";
import { describeChange } from "./describe-change.ts";

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
