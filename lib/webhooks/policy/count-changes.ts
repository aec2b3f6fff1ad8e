import type { CountChange } from "#lib/reputation/book-counts.ts";
import { countedHour } from "#lib/reputation/policy/booking-hour.ts";
import { reputationMetrics } from "#lib/reputation/types.ts";
import type { LedgerMessage } from "../types.ts";
import type { MessagePlan } from "./plan-message.ts";

/**
 * What plans change in the reputation counters, within the window at `now`; older hours are history (SPEC §3). A count that moves is
 * taken from one hour and added to another; within an hour nothing changes. Times are those that are stored.
 */
export function countChanges(plans: readonly MessagePlan[], now: Date): CountChange[] {
  const hourOf = (atMs: number | null) => (atMs === null ? null : countedHour(new Date(atMs), now));
  return plans.flatMap(({ message, counts }) => {
    const scopes = scopesOf(message);
    return counts.flatMap(({ metric, fromMs, toMs }) => {
      const name = reputationMetrics[metric];
      const [from, to] = [hourOf(fromMs), hourOf(toMs)];
      if (name === undefined || from === to) return [];
      const change = (epochHour: number | null, count: number) =>
        epochHour === null ? [] : [{ epochHour, scopes, metric: name, count }];
      return [...change(from, -1), ...change(to, 1)];
    });
  });
}

/** Scope 0 is the tenant as a whole. */
function scopesOf(message: LedgerMessage): number[] {
  return [0, message.mailboxScope, message.domainScope, message.connectionScope].filter((scope) => scope !== null);
}
