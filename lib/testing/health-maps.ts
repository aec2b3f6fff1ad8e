import { computeEmailScore } from "#lib/reputation/policy/compute-email-score.ts";
import type { HealthMaps, Reputation, ReputationCounts } from "#lib/reputation/types.ts";

/** Health as it is read at `now` of a tenant of whom nothing is counted but what `change` says. */
export function healthMaps(now: Date, change: Partial<HealthMaps> = {}): HealthMaps {
  const none = { domains: new Map(), mailboxes: new Map(), connections: new Map() };
  return { global: judged({}), ...none, readAt: now, isStale: false, ...change };
}

/** The verdict on counts; what is not said is 0. */
export function judged(counts: Partial<ReputationCounts>): Reputation {
  return computeEmailScore({ sent: 0, delivered: 0, bounced: 0, complained: 0, opened: 0, clicked: 0, ...counts });
}
