import { describe, expect, it } from "vitest";
import { formatCount, formatPartOf, formatPlural, formatRate, formatRateOf, formatScore } from "./number.ts";

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
  it("is no more than the whole, and calls none a part that is more", () => {
    expect(formatRateOf(2, 1)).toBe("100.0 % (2 against 1, capped)");
    expect(formatRateOf(1, 0)).toBe("1 against 0");
  });
});

describe("formatPartOf", () => {
  it.each([
    [6, 1_200, "6 of 1,200"],
    [1, 1, "1 of 1"],
    [0, 0, "0 of 0"],
    [2, 1, "2 against 1, capped"],
    [3, 0, "3 against 0"],
  ])("%d of %d → %s", (part, total, expected) => expect(formatPartOf(part, total)).toBe(expected));
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
