import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScoreInput } from "../types.ts";
import { computeEmailScore } from "./compute-email-score.ts";
import { throttleFactors } from "./thresholds.ts";

type Counts = [sent: number, delivered: number, bounced: number, complained: number, opened: number];

function input([sent, delivered, bounced, complained, opened]: Counts, more: Partial<ScoreInput> = {}): ScoreInput {
  return { sent, delivered, bounced, complained, opened, clicked: 0, ...more };
}

function verdict(given: ScoreInput, options?: { openTracking?: boolean }) {
  const { score, status, throttle, metrics } = computeEmailScore(given, options);
  return [score, status, throttle, metrics.decided_by];
}

describe("step 2: fewer than 50 sends", () => {
  it.each<{ name: string; counts: Counts; expected: unknown[] }>([
    { name: "1 send, bounced", counts: [1, 0, 1, 0, 0], expected: [100, "warmup", "normal", "warmup"] },
    { name: "19 with complaints", counts: [19, 19, 0, 19, 0], expected: [100, "warmup", "normal", "warmup"] },
    { name: "20 with 15 % bounces", counts: [20, 17, 3, 0, 0], expected: [100, "warmup", "normal", "warmup"] },
    { name: "20 with 20 %", counts: [20, 16, 4, 0, 0], expected: [25, "critical", "paused", "warmup_bounce_rate"] },
    {
      name: "49 with 8 bounces and a complaint",
      counts: [49, 40, 8, 1, 0],
      expected: [25, "critical", "paused", "warmup_complaint_rate"],
    },
    {
      name: "bounces named before complaints",
      counts: [20, 16, 4, 4, 0],
      expected: [25, "critical", "paused", "warmup_bounce_rate"],
    },
    { name: "50 are judged by score", counts: [50, 50, 0, 0, 5], expected: [100, "excellent", "normal", "score"] },
  ])("$name", ({ counts, expected }) => expect(verdict(input(counts))).toEqual(expected));

  it("knows no pause by score, delivery or opens", () => {
    expect(verdict(input([49, 1, 0, 0, 0], { blocked: 48 }))).toEqual([100, "warmup", "normal", "warmup"]);
  });
});

describe("step 5: the sum", () => {
  it.each<{ name: string; counts: Counts; expected: unknown[] }>([
    { name: "nothing wrong", counts: [100, 100, 0, 0, 10], expected: [100, "excellent", "normal", "score"] },
    { name: "never over 100", counts: [100, 100, 0, 0, 100], expected: [100, "excellent", "normal", "score"] },
    { name: "10 % bounces of 50 cost 25", counts: [50, 48, 5, 0, 5], expected: [75, "good", "normal", "score"] },
    { name: "10 % of 200 cost 50", counts: [200, 180, 20, 0, 20], expected: [40, "poor", "critical", "score"] },
    {
      name: "95 % delivered cost nothing",
      counts: [100, 95, 0, 0, 9],
      expected: [100, "excellent", "normal", "score"],
    },
    { name: "94 % cost 2", counts: [100, 94, 0, 0, 9], expected: [98, "excellent", "normal", "score"] },
    { name: "90 % cost 10", counts: [100, 90, 0, 0, 9], expected: [90, "excellent", "normal", "score"] },
    { name: "0.1 % complaints cost 20", counts: [1000, 1000, 0, 1, 100], expected: [80, "good", "normal", "score"] },
    { name: "0.2 % cost 40", counts: [1000, 1000, 0, 2, 100], expected: [60, "warning", "reduced", "score"] },
    { name: "0.4 % cost 80", counts: [1000, 1000, 0, 4, 100], expected: [20, "critical", "paused", "score"] },
  ])("$name", ({ counts, expected }) => expect(verdict(input(counts))).toEqual(expected));

  it.each([
    { opened: 900, expected: [85, "good", "normal", "score"] },
    { opened: 250, expected: [85, "good", "normal", "score"] },
    { opened: 200, expected: [82.5, "good", "normal", "score"] },
    { opened: 150, expected: [80, "good", "normal", "score"] },
    { opened: 80, expected: [80, "good", "normal", "score"] },
    { opened: 79, expected: [70, "warning", "reduced", "score"] },
    { opened: 50, expected: [70, "warning", "reduced", "score"] },
    { opened: 49, expected: [55, "warning", "reduced", "open_rate_low"] },
    { opened: 30, expected: [55, "warning", "reduced", "open_rate_low"] },
    { opened: 29, expected: [30, "critical", "paused", "open_rate"] },
    { opened: 0, expected: [60, "warning", "reduced", "score"] },
  ])("80 points and $opened opens of 1,000", ({ opened, expected }) => {
    expect(verdict(input([1000, 1000, 0, 1, opened]))).toEqual(expected);
    expect(verdict(input([1000, 1000, 0, 1, opened]), { openTracking: false })[0]).toBe(80);
  });
});

describe("step 6: the status at its lines", () => {
  it.each<{ counts: Counts; expected: unknown[] }>([
    { counts: [120, 110, 8, 0, 9], expected: [60, "warning", "reduced", "score"] },
    { counts: [300, 275, 20, 0, 22], expected: [60, "warning", "reduced", "score"] },
    { counts: [600, 592, 8, 1, 59], expected: [60, "warning", "reduced", "score"] },
    { counts: [600, 592, 8, 1, 0], expected: [40, "poor", "critical", "score"] },
  ])("$counts is exactly on a line, though the machine's fractions are not", ({ counts, expected }) => {
    expect(verdict(input(counts))).toEqual(expected);
  });

  it("agrees with whole-number arithmetic", () => {
    const lines = { 90: "excellent", 75: "good", 60: "warning", 40: "poor", 0: "critical" } as const;
    const sends = fc.integer({ min: 50, max: 1_200 });
    const counts = sends.chain((sent) =>
      fc.tuple(fc.constant(sent), fc.nat({ max: sent }), fc.nat({ max: Math.floor(sent / 6) }), fc.nat({ max: 3 })),
    );
    const check = ([sent, delivered, bounced, complained]: [number, number, number, number]) => {
      const given = input([sent, delivered, bounced, complained, 1], { blocked: 1 });
      const { status, metrics } = computeEmailScore(given, { openTracking: false });
      if (metrics.decided_by !== "score") return;
      const bounces = sent >= 100 ? 500 * bounced : 5 * bounced * sent;
      const scoreTimesSent = 100 * sent - bounces - 20_000 * complained - Math.max(0, 190 * sent - 200 * delivered);
      const line = ([90, 75, 60, 40] as const).find((at) => scoreTimesSent >= at * sent) ?? 0;
      expect(status).toBe(lines[line]);
    };
    fc.assert(fc.property(counts, check), { numRuns: 2_000 });
  });
});

describe("step 7: guardrails, the first that fits", () => {
  it.each<{ name: string; counts: Counts; expected: unknown[] }>([
    {
      name: "complaints before bounces",
      counts: [1000, 700, 300, 5, 0],
      expected: [0, "critical", "paused", "complaint_rate"],
    },
    { name: "18 % bounces of 50", counts: [50, 48, 9, 0, 24], expected: [30, "critical", "paused", "bounce_rate"] },
    { name: "17.9 % bounces", counts: [1000, 950, 179, 0, 95], expected: [10.5, "critical", "paused", "score"] },
    { name: "12 % bounces, reduced already", counts: [50, 48, 6, 0, 5], expected: [70, "warning", "reduced", "score"] },
    { name: "11.8 % bounces, normal", counts: [51, 49, 6, 0, 24], expected: [75, "good", "normal", "score"] },
    { name: "2 % opens of 50", counts: [50, 50, 0, 0, 1], expected: [30, "critical", "paused", "open_rate"] },
    { name: "4 % opens of 99", counts: [99, 99, 0, 0, 4], expected: [80, "good", "normal", "score"] },
    {
      name: "4 % opens, critical already",
      counts: [1000, 1000, 0, 2, 40],
      expected: [40, "poor", "critical", "score"],
    },
    { name: "no opens, critical already", counts: [1000, 1000, 0, 2, 0], expected: [40, "poor", "critical", "score"] },
  ])("$name", ({ counts, expected }) => expect(verdict(input(counts))).toEqual(expected));
});

describe("step 8: soft recovery", () => {
  const blocked = (count: number): ScoreInput => input([1000, 600, 0, 0, 60], { blocked: count });
  it.each<{ name: string; given: ScoreInput; expected: unknown[] }>([
    {
      name: "12.9 % bounces",
      given: input([1000, 871, 129, 0, 87]),
      expected: [40, "poor", "critical", "soft_recovery"],
    },
    { name: "13 % bounces", given: input([1000, 870, 130, 0, 87]), expected: [19, "critical", "paused", "score"] },
    { name: "a complaint", given: input([1000, 880, 120, 1, 88]), expected: [6, "critical", "paused", "score"] },
    { name: "9.9 % blocked", given: blocked(99), expected: [40, "poor", "critical", "soft_recovery"] },
    { name: "10 % blocked", given: blocked(100), expected: [30, "critical", "paused", "score"] },
    {
      name: "paused by a guardrail",
      given: input([1000, 1000, 0, 0, 20]),
      expected: [30, "critical", "paused", "open_rate"],
    },
    { name: "slow already", given: input([200, 180, 20, 0, 20]), expected: [40, "poor", "critical", "score"] },
  ])("$name", ({ given, expected }) => expect(verdict(given)).toEqual(expected));
});

describe("step 9: what is told", () => {
  it("gives the score to one decimal and rates to four", () => {
    expect(computeEmailScore(input([300, 298, 2, 0, 30]))).toMatchObject({
      score: 96.7,
      metrics: { delivery_rate: 0.9933, bounce_rate: 0.0067, complaint_rate: 0, open_rate: 0.1007 },
    });
    expect(computeEmailScore(input([800, 797, 3, 0, 100])).metrics.bounce_rate).toBe(0.0038);
  });

  it("carries the counts as given, and no rates of nothing", () => {
    const counts = { sent: 0, delivered: 3, bounced: 1, complained: 2, opened: 4, clicked: 5, blocked: 6 };
    expect(computeEmailScore(counts).metrics).toEqual({
      ...counts,
      delivery_rate: null,
      bounce_rate: null,
      complaint_rate: null,
      open_rate: null,
      settled: null,
      delivered_inferred: false,
      delivery_grace_applied: false,
      open_tracking: true,
      decided_by: "no_data",
      rests_on_opens: false,
    });
  });

  it.each<{ name: string; counts: Counts; expected: boolean }>([
    { name: "open rate alone", counts: [100, 97, 3, 0, 1], expected: true },
    { name: "bounces too", counts: [100, 80, 20, 0, 1], expected: false },
    { name: "complaints too", counts: [200, 200, 0, 1, 2], expected: false },
    { name: "slow, and not paused", counts: [1000, 960, 20, 1, 30], expected: false },
  ])("a pause for $name rests on opens: $expected", ({ counts, expected }) => {
    expect(computeEmailScore(input(counts)).metrics.rests_on_opens).toBe(expected);
  });

  it("does not look at clicks, nor at opens that are not measured", () => {
    const count = fc.nat({ max: 400 });
    const counts = fc.tuple(count, count, count, fc.nat({ max: 3 })) satisfies fc.Arbitrary<number[]>;
    const check = ([sent, delivered, bounced, complained]: number[], opened: number, clicked: number) => {
      const base = input([sent ?? 0, (delivered ?? 0) + 1, bounced ?? 0, complained ?? 0, 9]);
      expect(verdict({ ...base, clicked })).toEqual(verdict(base));
      const off = { openTracking: false };
      expect(verdict({ ...base, opened }, off)).toEqual(verdict(base, off));
    };
    fc.assert(fc.property(counts, count, count, check));
  });
});

it("leaves all, half, a quarter or nothing of a daily cap", () => {
  expect(throttleFactors).toEqual({ normal: 1, reduced: 0.5, critical: 0.25, paused: 0 });
});
