import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeEmailScore } from "#lib/reputation/policy/compute-email-score.ts";
import type { BucketCounts } from "../types.ts";
import { addCounts, noCounts, scoreAtHour, scoreOfDay } from "./series.ts";

const counts = (given: Partial<BucketCounts>): BucketCounts => ({ ...noCounts(), ...given });
const anyCounts = fc.record({
  sent: fc.nat(200),
  delivered: fc.nat(200),
  bounced: fc.nat(20),
  complained: fc.nat(3),
  opened: fc.nat(60),
  clicked: fc.nat(9),
  blocked: fc.nat(9),
  untracked: fc.nat(1),
});

describe("scoreAtHour", () => {
  it("looks at the hour and the 24 before it, and at nothing else", () => {
    const hours = new Map([
      [75, counts({ sent: 400, delivered: 300, bounced: 100 })],
      [76, counts({ sent: 100, delivered: 98, bounced: 2, opened: 30 })],
    ]);
    expect(scoreAtHour(hours, 100)).toBe(95);
    expect(scoreAtHour(hours, 101)).toBeNull();
    expect(scoreAtHour(hours, 75)).toBe(0);
  });

  it("gives grace to what was fresh then, as the live score did", () => {
    const hours = new Map([
      [50, counts({ sent: 100, delivered: 98, bounced: 2, opened: 30 })],
      [60, counts({ sent: 100, delivered: 0 })],
    ]);
    expect(scoreAtHour(hours, 60)).toBe(95);
    expect(scoreAtHour(hours, 63)).toBeLessThan(60);
  });

  it("is the score of the sums for any hours", () => {
    const hours = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), anyCounts), { maxLength: 12 });
    fc.assert(
      fc.property(hours, (list) => {
        const map = new Map(list);
        const within = (from: number, to: number) =>
          addCounts(...[...map].filter(([hour]) => hour >= from && hour <= to).map(([, c]) => c));
        const [total, matured] = [within(6, 30), within(6, 28)];
        const expected = computeEmailScore({ ...total, matured }, { openTracking: total.untracked === 0 }).score;
        expect(scoreAtHour(map, 30)).toBe(total.sent === 0 ? null : expected);
      }),
    );
  });
});

it("a day without opens to measure is not punished for having none", () => {
  const day = counts({ sent: 60, delivered: 57, bounced: 3 });
  expect(scoreOfDay(day)).toBe(65);
  expect(scoreOfDay({ ...day, untracked: 60 })).toBe(85);
  expect(scoreOfDay(noCounts())).toBeNull();
});
