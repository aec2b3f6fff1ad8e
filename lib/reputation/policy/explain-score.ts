import type { DecidingRule, MaturedCounts, ReputationStatus, ScoreInput, Throttle } from "../types.ts";
import { computeEmailScore, judge, scoreTerms } from "./compute-email-score.ts";
import { judgeRates, type Rates } from "./judge-rates.ts";
import { scoring } from "./thresholds.ts";

type ScoreTerm = {
  /** `bounds`: the score stays within 0 and 100; `rule`: the rule that decided set it */
  code: "bounces" | "complaints" | "undelivered" | "opens" | "bounds" | "rule";
  /** what it adds to the score, or takes from it */
  points: number;
  /** the rate as it was judged, a fraction; null where it is not about one */
  rate: number | null;
  /** the counts of that rate, or those that the rule of few sends goes by; settled ones are of hours that ended an hour ago or more */
  sample: Sample | null;
};

type Sample = { part: number; of: number; is_settled: boolean };

export type ScoreExplanation = {
  start: 100;
  terms: ScoreTerm[];
  score: number;
  status: ReputationStatus;
  throttle: Throttle;
  decided_by: DecidingRule;
  sent: number;
  /** further messages, delivered and opened as now and without trouble, that bring back full speed; null: none needed, or not enough */
  clean_sends_needed: number | null;
};

const mostCleanSends = 20_000;

/** The arithmetic of a score: 100 and its terms add up to what `computeEmailScore` answers for the same counts (SPEC §3). */
export function explainScore(input: ScoreInput, options: { openTracking?: boolean } = {}): ScoreExplanation {
  const { score, status, throttle, metrics } = computeEmailScore(input, options);
  return {
    start: 100,
    terms: termsOf(input, options.openTracking ?? true),
    score,
    status,
    throttle,
    decided_by: metrics.decided_by,
    sent: input.sent,
    clean_sends_needed: throttle === "normal" ? null : cleanSendsNeeded(input, options),
  };
}

function termsOf(input: ScoreInput, openTracking: boolean): ScoreTerm[] {
  const rates = judgeRates(input, openTracking);
  const verdict = judge(input, rates);
  if (input.sent < scoring.warmupSends)
    return withoutNothing([
      { code: "rule", points: verdict.score - 100, rate: null, sample: sampleOfRule(input, verdict.decidedBy) },
    ]);
  const points = scoreTerms(input, rates);
  const sum = 100 + points.bounces + points.complaints + points.undelivered + points.opens;
  const bounded = Math.min(100, Math.max(0, sum));
  return withoutNothing([
    { code: "bounces", points: points.bounces, rate: rates.bounceRate, sample: sampleOf(input, rates, "bounced") },
    {
      code: "complaints",
      points: points.complaints,
      rate: rates.complaintRate,
      sample: sampleOf(input, rates, "complained"),
    },
    {
      code: "undelivered",
      points: points.undelivered,
      rate: rates.deliveryRate,
      sample: sampleOf(input, rates, "delivered"),
    },
    {
      code: "opens",
      points: points.opens,
      rate: rates.openRate,
      sample: { part: input.opened, of: rates.delivered, is_settled: false },
    },
    { code: "bounds", points: bounded - sum, rate: null, sample: null },
    { code: "rule", points: verdict.score - bounded, rate: null, sample: null },
  ]);
}

/** The counts a rate was made from. */
function sampleOf(input: ScoreInput, { settled, delivered }: Rates, metric: keyof MaturedCounts): Sample {
  const judged = settled?.[metric] ?? null;
  if (settled && judged !== null) return { part: judged, of: settled.sent, is_settled: true };
  return { part: metric === "delivered" ? delivered : input[metric], of: input.sent, is_settled: false };
}

/** With few sends only gross trouble counts, on the counts as they are. */
function sampleOfRule(input: ScoreInput, rule: DecidingRule): Sample | null {
  if (rule === "warmup_bounce_rate") return { part: input.bounced, of: input.sent, is_settled: false };
  if (rule === "warmup_complaint_rate") return { part: input.complained, of: input.sent, is_settled: false };
  return null;
}

/** Terms of nothing say nothing; what binary fractions leave over (1e-9 and less) is nothing. */
function withoutNothing(terms: ScoreTerm[]): ScoreTerm[] {
  return terms.filter((term) => Math.abs(term.points) > 1e-6);
}

/** The smallest number found by doubling and halving: with more clean messages every rate only falls. */
function cleanSendsNeeded(input: ScoreInput, options: { openTracking?: boolean }): number | null {
  const isFree = (more: number) => computeEmailScore(withClean(input, more), options).throttle === "normal";
  let high = 1;
  while (!isFree(high)) {
    high *= 2;
    if (high > mostCleanSends) return null;
  }
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isFree(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function withClean(input: ScoreInput, more: number): ScoreInput {
  const openRate = input.delivered > 0 ? input.opened / input.delivered : 0;
  const { matured } = input;
  return {
    ...input,
    sent: input.sent + more,
    delivered: input.delivered + more,
    opened: input.opened + Math.floor(more * openRate),
    matured: matured && { ...matured, sent: matured.sent + more, delivered: matured.delivered + more },
  };
}
