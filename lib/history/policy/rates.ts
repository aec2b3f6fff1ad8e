import { rateLines } from "#lib/health/policy/rate-lines.ts";
import { breaker } from "#lib/health/policy/thresholds.ts";
import { wilsonLower, wilsonUpper } from "#lib/health/policy/wilson.ts";
import type { ScopeKind } from "#lib/reputation/types.ts";
import type { HistoryAnswer, HistoryPoint, HistorySums, Measured } from "../contract.ts";
import type { BucketCounts } from "../types.ts";

type Rates = Pick<HistoryPoint, "delivery_rate" | "bounce_rate" | "complaint_rate" | "blocked_rate" | "open_rate">;

/**
 * Rates of an hour or day, four decimals. What happens is counted when it happens, so an hour can see more bounces than messages; the
 * rate is then 1.
 */
export function ratesOf(counts: BucketCounts): Rates {
  return {
    delivery_rate: share(counts.delivered, counts.sent),
    bounce_rate: share(counts.bounced, counts.sent),
    complaint_rate: share(counts.complained, counts.sent),
    blocked_rate: share(counts.blocked, counts.sent),
    open_rate: counts.untracked > 0 ? null : share(counts.opened, counts.delivered),
  };
}

/** Counts of a whole range with how far each rate can be believed. */
export function sumsOf({ untracked, ...counts }: BucketCounts): HistorySums {
  return {
    ...counts,
    bounce: measure(counts.bounced, counts.sent),
    complaint: measure(counts.complained, counts.sent),
    block: measure(counts.blocked, counts.sent),
    open: untracked > 0 ? null : measure(counts.opened, counts.delivered),
  };
}

/** A share of a sample with its bounds; null without a sample. */
export function measure(hits: number, of: number): Measured | null {
  const rate = share(hits, of);
  if (rate === null) return null;
  return { hits, of, rate, lower: fourDecimals(wilsonLower(hits, of)), upper: fourDecimals(wilsonUpper(hits, of)) };
}

/** Where a rate has consequences: the guard's lines on its lower bound, the score's on the open rate itself (SPEC §3, §4). */
export function linesOf(kind: ScopeKind): HistoryAnswer["lines"] {
  if (kind === "global") return { bounce_rate: null, complaint_rate: null, blocked_rate: null, open_rate: null };
  if (kind === "connection") {
    const only = (paused: number) => ({ throttled: null, paused });
    const { bounced, complained } = breaker;
    return {
      bounce_rate: only(bounced.paused),
      complaint_rate: only(complained.paused),
      blocked_rate: null,
      open_rate: null,
    };
  }
  return rateLines;
}

function share(part: number, total: number): number | null {
  return total > 0 ? fourDecimals(Math.min(1, part / total)) : null;
}

function fourDecimals(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
