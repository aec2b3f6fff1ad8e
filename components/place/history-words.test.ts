import { describe, expect, it } from "vitest";
import type { HistoryAnswer, HistoryPoint } from "#lib/history/contract.ts";
import { linesOf, MEASURES, pointLabel, summariseHistory } from "./history-words.ts";

const none = { delivered: 0, bounced: 0, complained: 0, opened: 0, clicked: 0, blocked: 0 };
const noRates = { delivery_rate: null, bounce_rate: null, complaint_rate: null, blocked_rate: null, open_rate: null };
const point = (at: string, sent: number): HistoryPoint => ({ at, sent, ...none, ...noRates, score: null });
const measured = (hits: number, of: number) => ({ hits, of, rate: hits / of, lower: 0, upper: 1 });

const history = (given: Partial<HistoryAnswer>): HistoryAnswer => ({
  scope: { kind: "domain", id: null, name: "a.test" },
  range: "30d",
  provider: null,
  step: "day",
  time_zone: "America/Chicago",
  generated_at: "2026-06-10T16:00:00.000Z",
  points: [point("2026-06-09T05:00:00.000Z", 40), point("2026-06-10T05:00:00.000Z", 1_200)],
  totals: {
    sent: 1_240,
    ...none,
    bounce: measured(31, 1_240),
    complaint: measured(0, 1_240),
    block: null,
    open: measured(300, 1_200),
  },
  providers: [],
  lines: {
    bounce_rate: { throttled: 0.02, paused: 0.05 },
    complaint_rate: { throttled: null, paused: 0.005 },
    blocked_rate: null,
    open_rate: { throttled: 0.05, paused: 0.03 },
  },
  ...given,
});

const measure = (key: string) => MEASURES.find((candidate) => candidate.key === key) ?? MEASURES[0];

describe("summariseHistory", () => {
  it("says how much, how well and when most", () => {
    expect(summariseHistory(history({}))).toBe(
      "1,240 messages in 30 days: 2.5 % bounced, 0.00 % complained, 25.0 % of the delivered were opened. Most in one day: 1,200 (Jun 10).",
    );
  });

  it("does not take opens that could not be measured for none", () => {
    const totals = { ...history({}).totals, open: null };
    expect(summariseHistory(history({ totals }))).toContain("opens were not measured");
  });

  it("says so when nothing was sent", () => {
    const totals = { sent: 0, ...none, bounce: null, complaint: null, block: null, open: null };
    expect(summariseHistory(history({ range: "24h", totals }))).toBe("Nothing was sent in 24 hours.");
  });
});

it.each([
  ["30d", "day", "Jun 9"],
  ["24h", "hour", "00:00"],
  ["7d", "hour", "Tue 00:00"],
] as const)("times of %s are in the series' own zone", (range, step, expected) => {
  expect(pointLabel("2026-06-09T05:00:00.000Z", history({ range, step }))).toBe(expected);
});

describe("linesOf", () => {
  it.each([
    ["bounce_rate", ["slows at 2.0 %", "stops at 5.0 %"]],
    ["complaint_rate", ["stops at 0.50 %"]],
    ["blocked_rate", []],
    ["open_rate", ["slows under 5 %", "stops under 3 %"]],
    ["score", ["half speed under 75", "stops under 40"]],
  ])("%s", (key, labels) => {
    expect(linesOf(measure(key), history({}).lines).map((line) => line.label)).toEqual(labels);
  });
});
