import type { DecidingRule, JudgedMetrics, Reputation, ReputationStatus, ScoreInput, Throttle } from "../types.ts";
import { judgeRates, type Rates } from "./judge-rates.ts";
import { scoring } from "./thresholds.ts";

export type Verdict = { score: number; status: ReputationStatus; throttle: Throttle; decidedBy: DecidingRule };

/**
 * Judges what one scope sent in the window: score 0…100 with status, throttle, the rates behind them and the rule that decided
 * (SPEC §3). Pure and total: any non-negative counts give an answer. With `openTracking: false` opens are "not measured".
 */
export function computeEmailScore(input: ScoreInput, options: { openTracking?: boolean } = {}): Reputation {
  const openTracking = options.openTracking ?? true;
  const rates = judgeRates(input, openTracking);
  const verdict = judge(input, rates);
  const restsOnOpens =
    verdict.throttle === "paused" && judge(input, { ...rates, openRate: null }).throttle !== "paused";
  return {
    score: round(verdict.score, 10),
    status: verdict.status,
    throttle: verdict.throttle,
    metrics: toMetrics(input, rates, { openTracking, decidedBy: verdict.decidedBy, restsOnOpens }),
  };
}

/** Score, status and throttle before rounding, and the rule that decided. */
export function judge(input: ScoreInput, rates: Rates): Verdict {
  if (input.sent === 0) return { score: 100, status: "no_data", throttle: "normal", decidedBy: "no_data" };
  if (input.sent < scoring.warmupSends) return judgeWarmup(input);
  const byScore = fromScore(scoreOf(input, rates));
  return guardrail(input, rates, byScore) ?? softRecovery(input, rates, byScore) ?? byScore;
}

function judgeWarmup(input: ScoreInput): Verdict {
  const critical = { score: 25, status: "critical", throttle: "paused" } as const;
  if (input.sent >= scoring.warmupSampleSends) {
    if (input.bounced / input.sent >= scoring.pausingBounceRate)
      return { ...critical, decidedBy: "warmup_bounce_rate" };
    if (input.complained / input.sent >= scoring.pausingComplaintRate) {
      return { ...critical, decidedBy: "warmup_complaint_rate" };
    }
  }
  return { score: 100, status: "warmup", throttle: "normal", decidedBy: "warmup" };
}

export type ScoreTerms = { bounces: number; complaints: number; undelivered: number; opens: number };

/** What each rate adds to 100 points, or takes from them (SPEC §3, step 5). */
export function scoreTerms(input: ScoreInput, rates: Rates): ScoreTerms {
  return {
    bounces: -rates.bounceRate * 500 * Math.min(1, input.sent / 100),
    complaints: -rates.complaintRate * 20_000,
    undelivered: -Math.max(0, scoring.expectedDeliveryRate - rates.deliveryRate) * 200,
    opens: openBonus(rates.openRate),
  };
}

function scoreOf(input: ScoreInput, rates: Rates): number {
  const { bounces, complaints, undelivered, opens } = scoreTerms(input, rates);
  const exact = 100 + bounces + complaints + undelivered + opens;
  // Binary fractions miss a line of the status by 1e-14: 60 must be a warning, and not a 59.99999999999999 that is poor.
  return round(Math.min(100, Math.max(0, exact)), 1e9);
}

function openBonus(openRate: number | null): number {
  if (openRate === null) return 0;
  if (openRate > scoring.goodOpenRate) return Math.min(5, (openRate - scoring.goodOpenRate) * 50);
  if (openRate < scoring.lowOpenRate) return -20;
  return openRate < scoring.modestOpenRate ? -10 : 0;
}

function fromScore(score: number): Verdict {
  const decidedBy = "score";
  if (score >= 90) return { score, status: "excellent", throttle: "normal", decidedBy };
  if (score >= 75) return { score, status: "good", throttle: "normal", decidedBy };
  if (score >= 60) return { score, status: "warning", throttle: "reduced", decidedBy };
  if (score >= 40) return { score, status: "poor", throttle: "critical", decidedBy };
  return { score, status: "critical", throttle: "paused", decidedBy };
}

/** Lines that no score outweighs; the first that fits decides. */
function guardrail(input: ScoreInput, rates: Rates, { score, throttle }: Verdict): Verdict | null {
  const cap = (limit: number) => Math.min(score, limit);
  const paused = { status: "critical", throttle: "paused" } as const;
  if (rates.complaintRate >= scoring.pausingComplaintRate) {
    return { ...paused, score: cap(20), decidedBy: "complaint_rate" };
  }
  if (rates.bounceRate >= scoring.pausingBounceRate) return { ...paused, score: cap(30), decidedBy: "bounce_rate" };
  if (rates.bounceRate >= scoring.elevatedBounceRate && throttle === "normal") {
    return { score: cap(45), status: "poor", throttle: "critical", decidedBy: "bounce_rate_elevated" };
  }
  if (rates.openRate === null || input.opened === 0) return null;
  if (rates.openRate < scoring.pausingOpenRate) return { ...paused, score: cap(30), decidedBy: "open_rate" };
  const isMild = throttle === "normal" || throttle === "reduced";
  if (rates.openRate < scoring.lowOpenRate && input.sent >= scoring.lowOpenRateSends && isMild) {
    return { score: cap(55), status: "warning", throttle: "reduced", decidedBy: "open_rate_low" };
  }
  return null;
}

/** Paused by arithmetic alone, with nothing that complains, bounces or blocks much: slow down instead of stopping. */
function softRecovery(input: ScoreInput, rates: Rates, byScore: Verdict): Verdict | null {
  if (byScore.throttle !== "paused" || rates.complaintRate > 0) return null;
  if (rates.bounceRate >= scoring.recoveryBounceRate) return null;
  if ((input.blocked ?? 0) / input.sent >= scoring.recoveryBlockedRate) return null;
  const score = Math.max(byScore.score, scoring.recoveryScore);
  return { score, status: "poor", throttle: "critical", decidedBy: "soft_recovery" };
}

function toMetrics(
  input: ScoreInput,
  rates: Rates,
  verdict: { openTracking: boolean; decidedBy: DecidingRule; restsOnOpens: boolean },
): JudgedMetrics {
  const isMeasured = input.sent > 0;
  return {
    sent: input.sent,
    delivered: rates.delivered,
    bounced: input.bounced,
    complained: input.complained,
    opened: input.opened,
    clicked: input.clicked,
    blocked: input.blocked ?? 0,
    delivery_rate: isMeasured ? round(rates.deliveryRate, 10_000) : null,
    bounce_rate: isMeasured ? round(rates.bounceRate, 10_000) : null,
    complaint_rate: isMeasured ? round(rates.complaintRate, 10_000) : null,
    open_rate: isMeasured && rates.openRate !== null ? round(rates.openRate, 10_000) : null,
    settled: rates.settled,
    delivered_inferred: rates.isDeliveredInferred,
    delivery_grace_applied: rates.isGraceApplied,
    open_tracking: verdict.openTracking,
    decided_by: verdict.decidedBy,
    rests_on_opens: verdict.restsOnOpens,
  };
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
