import { describe, expect, it } from "vitest";
import { sparklinePath } from "./sparkline.ts";

const size = { width: 102, height: 22 };

describe("sparklinePath", () => {
  it("needs two values", () => {
    expect(sparklinePath([], size)).toBe("");
    expect(sparklinePath([3], size)).toBe("");
  });

  it("spans the box from zero to the largest value", () => {
    expect(sparklinePath([0, 5, 10], size)).toBe("M1 21L51 11L101 1");
  });

  it("keeps a flat zero line on the floor", () => {
    expect(sparklinePath([0, 0], size)).toBe("M1 21L101 21");
  });

  it("cuts values at a given range", () => {
    expect(sparklinePath([-10, 200], size, { min: 0, max: 100 })).toBe("M1 21L101 1");
  });
});
