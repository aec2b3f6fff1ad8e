import { computeEmailScore } from "#lib/reputation/policy/compute-email-score.ts";
import { closedHours, maturedAfterHours } from "#lib/reputation/policy/thresholds.ts";
import { type MaturedCounts, reputationMetrics } from "#lib/reputation/types.ts";
import type { BucketCounts } from "../types.ts";

const counters = [...reputationMetrics, "untracked"] as const;

/** Counts by bucket (an epoch hour or a day); buckets without a row are zero. */
export type Buckets = ReadonlyMap<number, BucketCounts>;

export function noCounts(): BucketCounts {
  return { sent: 0, delivered: 0, bounced: 0, complained: 0, opened: 0, clicked: 0, blocked: 0, untracked: 0 };
}

export function addCounts(...all: readonly BucketCounts[]): BucketCounts {
  const sum = noCounts();
  for (const counts of all) for (const name of counters) sum[name] += counts[name];
  return sum;
}

/**
 * The score as it stood at the end of an hour: on that hour and the 24 before, with grace for what was fresh then (SPEC §3). null when
 * nothing was sent in them.
 */
export function scoreAtHour(hours: Buckets, epochHour: number): number | null {
  const ages = Array.from({ length: closedHours + 1 }, (_, age) => age);
  const countsOf = (age: number) => hours.get(epochHour - age) ?? noCounts();
  const total = addCounts(...ages.map(countsOf));
  return scoreOf(total, addCounts(...ages.filter((age) => age >= maturedAfterHours).map(countsOf)));
}

/** The score of a whole day; null when nothing was sent on it. */
export function scoreOfDay(counts: BucketCounts): number | null {
  return scoreOf(counts, undefined);
}

function scoreOf(counts: BucketCounts, matured: MaturedCounts | undefined): number | null {
  if (counts.sent === 0) return null;
  return computeEmailScore({ ...counts, matured }, { openTracking: counts.untracked === 0 }).score;
}
