import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MaturedCounts, ScoreInput } from "../types.ts";
import { judgeRates } from "./judge-rates.ts";

const nothing: ScoreInput = { sent: 0, delivered: 0, bounced: 0, complained: 0, opened: 0, clicked: 0 };

function rates(input: Partial<ScoreInput>, openTracking = true) {
  return judgeRates({ ...nothing, ...input }, openTracking);
}

describe("deliveries nobody reported", () => {
  it.each([
    { name: "60 sent, 3 bounced", input: { sent: 60, bounced: 3 }, expected: [57, true] },
    { name: "all bounced", input: { sent: 60, bounced: 60 }, expected: [0, false] },
    { name: "all bounced and one opened", input: { sent: 60, bounced: 60, opened: 1 }, expected: [0, true] },
    { name: "more bounces than sends, one opened", input: { sent: 2, bounced: 5, opened: 1 }, expected: [0, true] },
    { name: "one delivery reported", input: { sent: 60, delivered: 1, bounced: 3 }, expected: [1, false] },
    { name: "something blocked", input: { sent: 60, bounced: 3, blocked: 1 }, expected: [0, false] },
    { name: "nothing sent", input: { opened: 3 }, expected: [0, false] },
  ])("$name", ({ input, expected }) => {
    const { delivered, isDeliveredInferred } = rates(input);
    expect([delivered, isDeliveredInferred]).toEqual(expected);
  });
});

describe("hours that ended at least 60 minutes ago", () => {
  const fresh = { sent: 200, delivered: 50, bounced: 2, complained: 0, opened: 5 };
  const matured = (change: Partial<MaturedCounts>): ScoreInput => ({
    ...nothing,
    ...fresh,
    matured: { sent: 100, delivered: 97, bounced: 1, complained: 0, ...change },
  });

  it.each([
    { name: "say how much is delivered", input: matured({}), expected: [0.97, 0.01, 0, true] },
    { name: "never more than all", input: matured({ delivered: 130 }), expected: [1, 0.01, 0, true] },
    { name: "count from 20 sends on", input: matured({ sent: 20, delivered: 10 }), expected: [0.5, 0.05, 0, true] },
    { name: "do not count below", input: matured({ sent: 19, bounced: 19 }), expected: [0.25, 0.01, 0, false] },
    { name: "show more bounces", input: matured({ bounced: 7 }), expected: [0.97, 0.07, 0, true] },
    { name: "show more complaints", input: matured({ complained: 2 }), expected: [0.97, 0.01, 0.02, true] },
    { name: "hide none", input: { ...matured({}), bounced: 40, complained: 4 }, expected: [0.97, 0.2, 0.02, true] },
  ])("$name", ({ input, expected }) => {
    const { deliveryRate, bounceRate, complaintRate, isGraceApplied } = judgeRates(input, true);
    expect([deliveryRate, bounceRate, complaintRate, isGraceApplied]).toEqual(expected);
  });

  it.each([
    {
      name: "of delivery alone",
      input: matured({}),
      expected: { sent: 100, delivered: 97, bounced: null, complained: null },
    },
    {
      name: "of bounces",
      input: matured({ bounced: 3 }),
      expected: { sent: 100, delivered: 97, bounced: 3, complained: null },
    },
    {
      name: "of complaints",
      input: matured({ complained: 2 }),
      expected: { sent: 100, delivered: 97, bounced: null, complained: 2 },
    },
    {
      name: "of bounces, deliveries inferred",
      input: { ...matured({ delivered: 0, bounced: 3 }), delivered: 0 },
      expected: { sent: 100, delivered: null, bounced: 3, complained: null },
    },
    {
      name: "of complaints, deliveries inferred",
      input: { ...matured({ delivered: 0, complained: 2 }), delivered: 0 },
      expected: { sent: 100, delivered: null, bounced: null, complained: 2 },
    },
    { name: "of nothing, deliveries inferred", input: { ...matured({ delivered: 0 }), delivered: 0 }, expected: null },
    { name: "of nothing, being too few", input: matured({ sent: 19, bounced: 19 }), expected: null },
  ])("are the counts $name", ({ input, expected }) => {
    expect(judgeRates(input, true).settled).toEqual(expected);
  });

  it("give no grace where deliveries are inferred", () => {
    const input = { ...matured({ delivered: 0 }), delivered: 0 };
    expect(judgeRates(input, true)).toMatchObject({ delivered: 198, deliveryRate: 0.99, isGraceApplied: false });
  });
});

describe("opens", () => {
  it.each([
    { name: "of what was delivered", input: { sent: 100, delivered: 80, opened: 20 }, tracking: true, expected: 0.25 },
    { name: "of what must have been", input: { sent: 100, bounced: 20, opened: 20 }, tracking: true, expected: 0.25 },
    { name: "at most all", input: { sent: 100, delivered: 10, opened: 20 }, tracking: true, expected: 1 },
    { name: "not of nothing", input: { sent: 9, bounced: 9, blocked: 1, opened: 2 }, tracking: true, expected: null },
    { name: "not when not measured", input: { sent: 100, delivered: 80, opened: 20 }, tracking: false, expected: null },
  ])("$name: $expected", ({ input, tracking, expected }) => {
    expect(rates(input, tracking).openRate).toBe(expected);
  });
});

it("knows rates of 0 where nothing was sent, whatever came back", () => {
  expect(rates({ bounced: 3, complained: 2, delivered: 4, opened: 1 }, false)).toMatchObject({
    deliveryRate: 0,
    bounceRate: 0,
    complaintRate: 0,
    openRate: null,
  });
  expect(rates({})).toMatchObject({ deliveryRate: 0, bounceRate: 0, complaintRate: 0, openRate: null });
});

it("keeps every rate within 0…1, and trouble no better for looking at matured hours", () => {
  const count = fc.nat({ max: 500 });
  const maturedCounts = fc.record({ sent: count, delivered: count, bounced: count, complained: count });
  const input = fc.record({ sent: count, delivered: count, bounced: count, complained: count, opened: count });
  const check = (given: Omit<ScoreInput, "clicked">, matured: MaturedCounts) => {
    const raw = rates(given);
    const both = rates({ ...given, matured });
    for (const rate of [both.deliveryRate, both.bounceRate, both.complaintRate, both.openRate ?? 0]) {
      expect(rate >= 0 && rate <= 1).toBe(true);
    }
    expect(both.bounceRate).toBeGreaterThanOrEqual(raw.bounceRate);
    expect(both.complaintRate).toBeGreaterThanOrEqual(raw.complaintRate);
    expect([both.delivered, both.openRate]).toEqual([raw.delivered, raw.openRate]);
    const judged = both.settled?.bounced ?? null;
    const of = judged === null ? given : matured;
    expect(both.bounceRate).toBe(of.sent > 0 ? Math.min(1, of.bounced / of.sent) : 0);
  };
  fc.assert(fc.property(input, maturedCounts, check));
});
