import { expect, it } from "vitest";
import { emptyCounts, fillDays, sumCounts } from "./sum-counts.ts";

const day = (name: string, sent: number) => ({ ...emptyCounts, day: name, sent });

it("fills days without mail with zeros, oldest first, across months and leap days", () => {
  const days = fillDays([day("2028-02-29", 5), day("2028-03-02", 7)], "2028-03-02", 4);
  expect(days.map((d) => [d.day, d.sent])).toEqual([
    ["2028-02-28", 0],
    ["2028-02-29", 5],
    ["2028-03-01", 0],
    ["2028-03-02", 7],
  ]);
});

it("leaves out what lies before the first day shown", () => {
  expect(sumCounts(fillDays([day("2026-01-01", 100)], "2026-06-10", 30))).toEqual(emptyCounts);
});

it("sums every count", () => {
  expect(
    sumCounts([
      { ...emptyCounts, sent: 1, bounced: 2 },
      { ...emptyCounts, sent: 3, opened: 4 },
    ]),
  ).toEqual({ ...emptyCounts, sent: 4, bounced: 2, opened: 4 });
});
