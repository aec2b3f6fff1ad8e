import { bookingHour } from "#lib/reputation/policy/booking-hour.ts";
import { type ReputationMetric, reputationMetrics } from "#lib/reputation/types.ts";
import type { LedgerMessage } from "../types.ts";
import type { MessagePlan } from "./plan-message.ts";

export type PlannedCounts = {
  additions: { epochHour: number; scopes: number[]; metric: ReputationMetric; count: number }[];
  /** hours in which a count was taken away or came from elsewhere: they are counted anew */
  recountHours: number[];
};

/** What plans change in the reputation counters, within the window at `now`; older hours are history (SPEC §3). */
export function countChanges(plans: readonly MessagePlan[], now: Date): PlannedCounts {
  const additions: PlannedCounts["additions"] = [];
  const recountHours = new Set<number>();
  for (const plan of plans) {
    const scopes = scopesOf(plan.message);
    for (const { metric, atMs } of plan.additions) {
      const epochHour = bookingHour(new Date(atMs), now);
      const name = reputationMetrics[metric];
      if (epochHour !== null && name) additions.push({ epochHour, scopes, metric: name, count: 1 });
    }
    for (const atMs of plan.movedAtMs) {
      const epochHour = bookingHour(new Date(atMs), now);
      if (epochHour !== null) recountHours.add(epochHour);
    }
  }
  return { additions, recountHours: [...recountHours] };
}

/** Scope 0 is the tenant as a whole. */
function scopesOf(message: LedgerMessage): number[] {
  return [0, message.mailboxScope, message.domainScope, message.connectionScope].filter((scope) => scope !== null);
}
