import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { formatMonthDay } from "#lib/format/time.ts";
import { startOfDay } from "#lib/send-queue/policy/start-of-day.ts";
import { dayMs } from "#lib/shared/zone-clock.ts";
import type { MessageCounts } from "./contract.ts";
import { wholeHours } from "./policy/activity.ts";
import {
  listRecentChanges,
  listRecentMoves,
  listRecentRuns,
  listRecentSignals,
  listRecentUnsubscribes,
} from "./repo-activity.ts";
import type { ActivityFacts, DaySent } from "./types.ts";

/** Rows of each kind that are read: many are told together. */
const mostRead = 1_000;
/** Jobs whose every run is looked at; of the others only failures are told. */
const toldJobs = ["run-recontact"];

/** What happened in the last week, but for replies and what was sent. */
export async function readActivity(ctx: EngineContext, tx: Tx, tenantId: string): Promise<Omit<ActivityFacts, "days">> {
  const weekAgo = new Date(ctx.now().getTime() - 7 * dayMs);
  const signals = await listRecentSignals(tx, tenantId, weekAgo, mostRead);
  const unsubscribes = await listRecentUnsubscribes(tx, tenantId, weekAgo, mostRead);
  return {
    signals: [...wholeHours(signals, mostRead), ...unsubscribes],
    runs: await listRecentRuns(tx, tenantId, toldJobs, mostRead),
    moves: wholeHours(await listRecentMoves(tx, tenantId, weekAgo, mostRead), mostRead),
    changes: wholeHours(await listRecentChanges(tx, tenantId, weekAgo, mostRead), mostRead),
  };
}

/** The last days, oldest first, today last, with when each ended and what it is called. */
export function toldDays(days: readonly (MessageCounts & { day: string })[], zone: string, now: Date): DaySent[] {
  return days.map(({ day, ...counts }, index) => {
    const ago = days.length - 1 - index;
    const at = ago === 0 ? now : new Date(startOfDay(zone, now, ago - 1).getTime() - 1);
    return { ...counts, at, label: ago === 0 ? "Today so far" : formatMonthDay(Date.parse(`${day}T12:00:00Z`), "UTC") };
  });
}
