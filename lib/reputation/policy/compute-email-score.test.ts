import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScoreInput } from "../types.ts";
import { computeEmailScore } from "./compute-email-score.ts";

type Counts = [sent: number, delivered: number, bounced: number, complained: number, opened: number];

function counts([sent, delivered, bounced, complained, opened]: Counts, more: Partial<ScoreInput> = {}): ScoreInput {
  return { sent, delivered, bounced, complained, opened, clicked: 0, ...more };
}

function verdict(input: ScoreInput, options?: { openTracking?: boolean }) {
  const { score, status, throttle, metrics } = computeEmailScore(input, options);
  return [score, status, throttle, metrics.decided_by];
}

describe("the worked values of SPEC §3", () => {
  const cases: { counts: Counts; expected: unknown[] }[] = [
    { counts: [100, 98, 2, 0, 30], expected: [95, "excellent", "normal", "score"] },
    { counts: [40, 33, 7, 0, 9], expected: [100, "warmup", "normal", "warmup"] },
    { counts: [40, 32, 8, 0, 5], expected: [25, "critical", "paused", "warmup_bounce_rate"] },
    { counts: [60, 0, 3, 0, 0], expected: [65, "warning", "reduced", "score"] },
    { counts: [400, 398, 2, 2, 100], expected: [2.5, "critical", "paused", "complaint_rate"] },
    { counts: [1000, 960, 20, 1, 60], expected: [60, "warning", "reduced", "score"] },
    { counts: [100, 97, 3, 0, 1], expected: [30, "critical", "paused", "open_rate"] },
    { counts: [500, 440, 60, 0, 90], expected: [40, "poor", "critical", "soft_recovery"] },
    { counts: [80, 70, 8, 0, 20], expected: [50, "poor", "critical", "score"] },
  ];
  it.each(cases)("$counts", ({ counts: given, expected }) => {
    expect(verdict(counts(given))).toEqual(expected);
  });

  it("pauses 100 sends of two hours ago, all delivered, with 30 bounces just now", () => {
    const matured = { sent: 100, delivered: 100, bounced: 0, complained: 0 };
    expect(verdict(counts([100, 100, 30, 0, 0], { matured })).slice(1)).toEqual(["critical", "paused", "bounce_rate"]);
  });
});

describe("each rule at its line", () => {
  const cases: { name: string; input: ScoreInput; expected: unknown[] }[] = [
    { name: "nothing sent", input: counts([0, 0, 4, 1, 2]), expected: [100, "no_data", "normal", "no_data"] },
    { name: "19 sends, all bounced", input: counts([19, 0, 19, 0, 0]), expected: [100, "warmup", "normal", "warmup"] },
    {
      name: "20 sends, one complaint",
      input: counts([20, 20, 0, 1, 0]),
      expected: [25, "critical", "paused", "warmup_complaint_rate"],
    },
    { name: "49 sends still warm up", input: counts([49, 10, 8, 0, 0]), expected: [100, "warmup", "normal", "warmup"] },
    { name: "score 90 exactly", input: counts([100, 98, 2, 0, 12]), expected: [90, "excellent", "normal", "score"] },
    { name: "score 75 exactly", input: counts([100, 95, 5, 0, 12]), expected: [75, "good", "normal", "score"] },
    {
      name: "complaints at 0.5 %",
      input: counts([200, 200, 0, 1, 60]),
      expected: [5, "critical", "paused", "complaint_rate"],
    },
    {
      name: "bounces at 18 % before open rate",
      input: counts([100, 82, 18, 0, 1]),
      expected: [0, "critical", "paused", "bounce_rate"],
    },
    {
      name: "12 % bounces of a small sample",
      input: counts([50, 48, 6, 0, 24]),
      expected: [45, "poor", "critical", "bounce_rate_elevated"],
    },
    {
      name: "opens at 4 % of 100",
      input: counts([100, 100, 0, 0, 4]),
      expected: [55, "warning", "reduced", "open_rate_low"],
    },
    { name: "opens at 4 % of 75", input: counts([75, 75, 0, 0, 3]), expected: [80, "good", "normal", "score"] },
    {
      name: "no open at all is no guardrail",
      input: counts([200, 200, 0, 0, 0]),
      expected: [80, "good", "normal", "score"],
    },
    {
      name: "soft recovery ends at 13 % bounces",
      input: counts([100, 80, 13, 0, 20]),
      expected: [10, "critical", "paused", "score"],
    },
    {
      name: "blocked mail is no soft recovery",
      input: counts([100, 40, 2, 0, 10], { blocked: 58 }),
      expected: [0, "critical", "paused", "score"],
    },
  ];
  it.each(cases)("$name", ({ input, expected }) => {
    expect(verdict(input)).toEqual(expected);
  });
});

describe("delivery", () => {
  it("is inferred when no notices come, and not when mail was blocked", () => {
    expect(computeEmailScore(counts([60, 0, 3, 0, 6])).metrics).toMatchObject({
      delivered: 57,
      delivered_inferred: true,
      delivery_rate: 0.95,
      open_rate: 0.1053,
    });
    expect(computeEmailScore(counts([60, 0, 3, 0, 6], { blocked: 1 })).metrics).toMatchObject({
      delivered: 0,
      delivered_inferred: false,
      delivery_rate: 0,
      open_rate: null,
    });
    expect(computeEmailScore(counts([60, 0, 60, 0, 0])).metrics.delivered_inferred).toBe(false);
  });

  it("rests on matured hours from 20 sends on, at most 1", () => {
    const fresh = counts([100, 30, 0, 0, 10], { matured: { sent: 20, delivered: 25, bounced: 0, complained: 0 } });
    expect(computeEmailScore(fresh).metrics).toMatchObject({ delivery_rate: 1, delivery_grace_applied: true });
    const few = counts([100, 30, 0, 0, 10], { matured: { sent: 19, delivered: 19, bounced: 19, complained: 19 } });
    expect(computeEmailScore(few).metrics).toMatchObject({
      delivery_rate: 0.3,
      delivery_grace_applied: false,
      bounce_rate: 0,
    });
  });

  it("takes bounces and complaints at the worse of raw and matured", () => {
    const matured = { sent: 50, delivered: 40, bounced: 10, complained: 0 };
    expect(computeEmailScore(counts([200, 180, 12, 1, 60], { matured })).metrics).toMatchObject({
      bounce_rate: 0.2,
      complaint_rate: 0.005,
    });
  });
});

describe("open tracking off", () => {
  it("leaves opens out of score and guardrails", () => {
    expect(verdict(counts([100, 97, 3, 0, 1]), { openTracking: false })).toEqual([85, "good", "normal", "score"]);
    expect(computeEmailScore(counts([100, 97, 3, 0, 1]), { openTracking: false }).metrics.open_rate).toBeNull();
  });
});

describe("properties", () => {
  const count = fc.nat({ max: 3_000 });
  const anyInput = fc.record({
    sent: count,
    delivered: count,
    bounced: count,
    complained: fc.nat({ max: 40 }),
    opened: count,
    clicked: count,
    blocked: count,
    matured: fc.option(fc.record({ sent: count, delivered: count, bounced: count, complained: fc.nat({ max: 40 }) }), {
      nil: undefined,
    }),
  });
  const severity = ["normal", "reduced", "critical", "paused"];

  it("is total: score within 0…100 to one decimal, rates within 0…1", () => {
    fc.assert(
      fc.property(anyInput, fc.boolean(), (input, openTracking) => {
        const { score, metrics } = computeEmailScore(input, { openTracking });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(Math.abs(score * 10 - Math.round(score * 10))).toBeLessThan(1e-9);
        for (const rate of [metrics.delivery_rate, metrics.bounce_rate, metrics.complaint_rate, metrics.open_rate]) {
          if (rate !== null) expect(rate >= 0 && rate <= 1).toBe(true);
        }
      }),
    );
  });

  it("never gets better by one more complaint, or by more bounces from the pausing rate on", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const before = computeEmailScore(input);
        const after = computeEmailScore({ ...input, complained: input.complained + 1 });
        expect(severity.indexOf(after.throttle)).toBeGreaterThanOrEqual(severity.indexOf(before.throttle));
        expect(after.score).toBeLessThanOrEqual(before.score);
        if (input.sent >= 20 && input.bounced / input.sent >= 0.18) expect(before.throttle).toBe("paused");
      }),
    );
  });

  it("a throttle never contradicts its status", () => {
    const allowed: Record<string, string[]> = {
      no_data: ["normal"],
      warmup: ["normal"],
      excellent: ["normal"],
      good: ["normal"],
      warning: ["reduced"],
      poor: ["critical"],
      critical: ["paused"],
    };
    fc.assert(
      fc.property(anyInput, (input) => {
        const { status, throttle } = computeEmailScore(input);
        expect(allowed[status]).toContain(throttle);
      }),
    );
  });
});
