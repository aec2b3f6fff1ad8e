import fc from "fast-check";
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

it("makes nothing of nothing", () => {
  expect([sumCounts([]), fillDays([], "2026-06-10", 0)]).toEqual([emptyCounts, []]);
});

it("keeps every count of the days shown and loses none, in whatever order they come", () => {
  const anyDay = fc.record({ offset: fc.integer({ min: 0, max: 59 }), sent: fc.nat(500), bounced: fc.nat(500) });
  const today = Date.parse("2026-03-20T00:00:00Z");
  fc.assert(
    fc.property(fc.uniqueArray(anyDay, { selector: (one) => one.offset }), (made) => {
      const given = made.map(({ offset, ...counts }) => ({
        ...emptyCounts,
        ...counts,
        day: new Date(today - offset * 86_400_000).toISOString().slice(0, 10),
      }));
      const filled = fillDays(given, "2026-03-20", 60);
      expect(filled.map((one) => one.day)).toEqual([...filled.map((one) => one.day)].sort());
      expect([filled.length, filled.at(-1)?.day]).toEqual([60, "2026-03-20"]);
      expect(sumCounts(filled)).toEqual(sumCounts(given));
    }),
  );
});
