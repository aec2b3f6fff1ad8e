import { describe, expect, it } from "vitest";
import { formatCount, formatPlural, formatRate, formatRateOf, formatScore } from "./number.ts";

describe("formatCount", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [12345, "12,345"],
    [2800000, "2,800,000"],
  ])("%d → %s", (value, expected) => expect(formatCount(value)).toBe(expected));
});

describe("formatRate", () => {
  it.each([
    [0, 1, "0.0 %"],
    [0.0312, 1, "3.1 %"],
    [0.0312, 2, "3.12 %"],
    [1, 0, "100 %"],
  ])("%d with %d decimals → %s", (rate, digits, expected) => expect(formatRate(rate, digits)).toBe(expected));

  it.each([[null], [undefined], [Number.NaN]])("says nothing about %s", (rate) => expect(formatRate(rate)).toBe("–"));
});

describe("formatRateOf", () => {
  it("names the sample", () => expect(formatRateOf(6, 200)).toBe("3.0 % (6 of 200)"));
  it("does not divide by zero", () => expect(formatRateOf(0, 0)).toBe("no data"));
});

describe("formatScore", () => {
  it.each([
    [95, "95"],
    [2.5, "2.5"],
    [99.96, "100"],
    [64.04, "64"],
    [-0.01, "0"],
  ])("%d → %s", (score, expected) => expect(formatScore(score)).toBe(expected));
});

describe("formatPlural", () => {
  it.each([
    [0, "0 mailboxes"],
    [1, "1 mailbox"],
    [1200, "1,200 mailboxes"],
  ])("%d → %s", (count, expected) => expect(formatPlural(count, "mailbox", "mailboxes")).toBe(expected));
  it("adds an s by default", () => expect(formatPlural(2, "domain")).toBe("2 domains"));
});
