import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeEmailScore } from "#lib/reputation/policy/compute-email-score.ts";
import type { Reputation } from "#lib/reputation/types.ts";
import { startsWarmUp, type WarmUpFacts, warmUp } from "./warm-up.ts";

const today = 20_000;
const started = (daysAgo: number): WarmUpFacts => ({
  startedDay: today - daysAgo,
  lastReservedDay: today,
  day: today,
  reputation: null,
});
const reputation = (sent: number, bounced: number, complained = 0) =>
  computeEmailScore({
    sent,
    delivered: sent - bounced,
    bounced,
    complained,
    opened: Math.round(sent * 0.3),
    clicked: 0,
  });

describe("warmUp", () => {
  it.each([
    [0, 10],
    [2, 10],
    [3, 25],
    [5, 25],
    [6, 50],
    [9, 50],
    [10, 80],
    [14, 80],
    [15, 120],
    [19, 120],
    [20, null],
    [400, null],
  ])("day %i: %s a day", (day, cap) => {
    expect(warmUp(started(day)).cap).toBe(cap);
  });

  it.each([
    ["never reserved", { ...started(0), startedDay: null, lastReservedDay: null }, 10, 0],
    ["30 idle days are no break", { ...started(60), lastReservedDay: today - 30 }, null, null],
    ["31 idle days: again from the start", { ...started(60), lastReservedDay: today - 31 }, 10, 0],
    ["excellent on 50 sends", { ...started(3), reputation: reputation(50, 0) }, 37, 3],
    ["excellent on too few sends", { ...started(3), reputation: reputation(49, 0) }, 25, 3],
    ["2 % bounces are not excellent", { ...started(3), reputation: reputation(100, 2) }, 25, 3],
    ["more than 5 % bounces", { ...started(3), reputation: reputation(100, 6) }, 12, 3],
    ["one bounce of ten", { ...started(0), reputation: reputation(10, 1) }, 5, 0],
    ["score under 75", { ...started(15), reputation: reputation(1000, 10, 2) }, 60, 15],
    ["over: no reputation brings it back", { ...started(20), reputation: reputation(100, 6) }, null, null],
  ])("%s", (_name, facts, cap, dayOfWarmUp) => {
    expect(warmUp(facts)).toMatchObject({ cap, dayOfWarmUp });
  });

  it.each<{ name: string; score: number; status: Reputation["status"]; sent: number; bounceRate: number; cap: number }>(
    [
      { name: "a score of 75 is not poor", score: 75, status: "good", sent: 400, bounceRate: 0.01, cap: 120 },
      { name: "74.9 is", score: 74.9, status: "warning", sent: 400, bounceRate: 0.01, cap: 60 },
      { name: "5 % bounces are not too many", score: 80, status: "good", sent: 400, bounceRate: 0.05, cap: 120 },
      { name: "5.01 % are", score: 80, status: "good", sent: 400, bounceRate: 0.0501, cap: 60 },
      { name: "good on 50 sends is not excellent", score: 89, status: "good", sent: 50, bounceRate: 0, cap: 120 },
      { name: "excellent on 50 sends is more", score: 90, status: "excellent", sent: 50, bounceRate: 0.0199, cap: 180 },
      { name: "excellent on 49 is not", score: 100, status: "excellent", sent: 49, bounceRate: 0, cap: 120 },
      { name: "nor with 2 % bounces", score: 90, status: "excellent", sent: 50, bounceRate: 0.02, cap: 120 },
    ],
  )("on day 15, $name", ({ score, status, sent, bounceRate, cap }) => {
    const known = reputation(400, 0);
    const judged = { score, status, metrics: { ...known.metrics, sent, bounce_rate: bounceRate } };
    expect(warmUp({ ...started(15), reputation: judged }).cap).toBe(cap);
  });

  it("never falls from one day to the next while the reputation stays", () => {
    fc.assert(
      fc.property(fc.nat({ max: 18 }), fc.constantFrom(null, reputation(50, 0), reputation(100, 6)), (day, known) => {
        const cap = (daysAgo: number) =>
          warmUp({ ...started(daysAgo), reputation: known }).cap ?? Number.POSITIVE_INFINITY;
        expect(cap(day + 1)).toBeGreaterThanOrEqual(cap(day));
      }),
    );
  });

  it("says when the next reservation starts a warm-up", () => {
    expect(startsWarmUp({ ...started(0), startedDay: null, lastReservedDay: null })).toBe(true);
    expect(startsWarmUp({ ...started(60), lastReservedDay: today - 31 })).toBe(true);
    expect(startsWarmUp(started(5))).toBe(false);
    expect(startsWarmUp({ ...started(5), lastReservedDay: null })).toBe(false);
  });
});
