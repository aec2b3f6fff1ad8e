import { describe, expect, it } from "vitest";
import { type BenchReport, isMet, median, of, race, toMarkdown } from "./harness.ts";

describe("race", () => {
  it("runs every contender in every round, each round beginning with another, and times none of the first", async () => {
    const order: string[] = [];
    const contender = (name: string) => ({
      name,
      prepare: async () => order.push(`prepare ${name}`),
      run: async () => order.push(name),
    });
    const measured = await race([contender("a"), contender("b")], 3);
    expect(order.filter((step) => step.length === 1).join("")).toBe("abba" + "abba");
    expect(order.slice(0, 2)).toEqual(["prepare a", "a"]);
    expect(of(measured, "a").times).toHaveLength(3);
    expect(() => of(measured, "c")).toThrow("nothing was measured as c");
  });

  it("refuses fewer than three rounds", async () => {
    await expect(race([], 2)).rejects.toThrow("at least 3");
  });
});

it("takes the middle of the times", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).toEqual([2, 2.5, 7]);
});

it("says of each goal whether it was met", () => {
  expect(isMet({ name: "faster", value: 100, atLeast: 100 })).toBe(true);
  expect(isMet({ name: "smaller", value: 1.3, atLeast: 1.2, isCeiling: true })).toBe(false);
  const report: BenchReport = {
    id: "P0",
    title: "a test",
    sizes: ["2 rows"],
    measured: [{ name: "ours", times: [1, 2, 3], medianMs: 2, perSecond: 1_500 }],
    verdicts: [{ name: "ours : theirs", value: 8.25, atLeast: 8, aim: 15 }],
  };
  const text = toMarkdown(report);
  expect(text).toContain("| ours : theirs | **8.25 ×** | ≥ 8 × | ≥ 15 × | met |");
  expect(text).toContain("| ours | 2.00 | 1.00–3.00 | 1,500 | 3 |");
});
