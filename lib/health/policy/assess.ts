import type { HealthReason } from "#lib/shared/reasons.ts";
import type { HealthScopeKind } from "../types.ts";
import { breaker, lines, watchShare, windowHours } from "./thresholds.ts";
import { wilsonLower } from "./wilson.ts";

export type WindowName = keyof typeof windowHours;

/** Messages handed over in a window, and what became of them since. */
export type GuardCounts = { sent: number; bounced: number; complained: number; blocked: number };

export type GuardWindows = Readonly<Record<WindowName, GuardCounts>>;

export type Verdict = "healthy" | "watch" | "throttled" | "paused";

/** What a verdict rests on; stored as evidence: snake_case. Rates are fractions 0…1, five decimals. */
type Evidence = GuardCounts & {
  window: WindowName;
  measure: Measure | "score";
  /** of the measure; null for a score */
  lower_bound: number | null;
  /** the line that the bound reached */
  line: number | null;
  score?: number;
  decided_by?: string;
};

export type Assessment =
  | { verdict: "healthy"; reason: null; evidence: null }
  | { verdict: Exclude<Verdict, "healthy">; reason: HealthReason; evidence: Evidence };

/** A score pause that stands in the chooser (SPEC §3), with the counts it rests on. */
export type StandingScore = { score: number; decidedBy: string; counts: GuardCounts };

type Measure = keyof typeof lines;
type Line = { verdict: Exclude<Verdict, "healthy">; at: number; atLeast: number };

export const windowNames = Object.keys(windowHours) as WindowName[];
// Complaints first: where two measures say the same, the one that is harder to get out of is the reason.
const measures = Object.keys(lines) as Measure[];
const healthy: Assessment = { verdict: "healthy", reason: null, evidence: null };

export const severity: Readonly<Record<Verdict, number>> = { healthy: 0, watch: 1, throttled: 2, paused: 3 };

const reasons: Readonly<Record<Measure, HealthReason>> = {
  complained: "complaint_rate",
  bounced: "bounce_rate",
  blocked: "blocked_rate",
};

/**
 * What a scope's own counts say of it: the worst verdict of any window and measure (SPEC §4). A connection is judged by the account
 * breaker alone. `score`: a score pause that stands, which pauses mailbox and domain.
 */
export function assessScope(kind: HealthScopeKind, windows: GuardWindows, score: StandingScore | null): Assessment {
  if (kind === "connection") return assessAccount(windows["24h"]);
  let worst: Assessment = healthy;
  for (const window of windowNames) {
    for (const measure of measures) {
      const found = assessMeasure(window, measure, windows[window], linesOf(measure), reasons[measure]);
      if (severity[found.verdict] > severity[worst.verdict]) worst = found;
    }
  }
  return worst.verdict !== "paused" && score ? byScore(score) : worst;
}

function assessAccount(counts: GuardCounts): Assessment {
  const judge = (measure: "complained" | "bounced", reason: HealthReason) => {
    const { paused, atLeast } = breaker[measure];
    return assessMeasure("24h", measure, counts, [{ verdict: "paused", at: paused, atLeast }], reason);
  };
  const complaints = judge("complained", "account_complaints");
  return complaints.verdict === "paused" ? complaints : judge("bounced", "account_bounces");
}

/** Worst line first. */
function linesOf(measure: Measure): Line[] {
  const { paused, throttled, atLeast } = lines[measure];
  return [
    { verdict: "paused", at: paused, atLeast },
    { verdict: "throttled", at: throttled, atLeast: 1 },
    { verdict: "watch", at: throttled * watchShare, atLeast: 1 },
  ];
}

function assessMeasure(
  window: WindowName,
  measure: Measure,
  counts: GuardCounts,
  by: readonly Line[],
  reason: HealthReason,
): Assessment {
  const hits = counts[measure];
  const bound = wilsonLower(hits, counts.sent);
  const line = by.find(({ at, atLeast }) => bound >= at && hits >= atLeast);
  if (!line) return healthy;
  const evidence = { window, measure, ...counts, lower_bound: round(bound), line: line.at };
  return { verdict: line.verdict, reason, evidence };
}

function byScore({ score, decidedBy, counts }: StandingScore): Assessment {
  const isComplaint = decidedBy.endsWith("complaint_rate");
  const evidence: Evidence = {
    window: "24h",
    measure: isComplaint ? "complained" : "score",
    ...counts,
    lower_bound: null,
    line: null,
    score,
    decided_by: decidedBy,
  };
  return { verdict: "paused", reason: "low_score", evidence };
}

function round(rate: number): number {
  return Math.round(rate * 100_000) / 100_000;
}
