import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { metricsPerScope } from "./packed-hour.ts";
import { epochHourOf, startOfEpochHour } from "./policy/booking-hour.ts";
import { rollUp } from "./policy/thresholds.ts";
import { type CountedHour, countHours } from "./repo-counts.ts";
import { findLastRolledHour, type HourRow, listLateHours, lockRollUp, replaceRolledHours } from "./repo-roll-up.ts";
import { reputationMetrics } from "./types.ts";

const hourMs = 3_600_000;
const timeoutMs = 60_000;

/**
 * Hourly counts of closed hours in `reputation_hours`, for scope 0 (the tenant) and every scope (SPEC §2, §10). Counts anew what has not
 * been counted, the last day, and older hours that a late event names; doing it twice changes nothing. Oldest first, a day a
 * transaction: when it is cut off, what is there is whole up to its newest hour. The guard counts by them.
 */
export async function rollUpReputation(
  ctx: EngineContext,
  request: { tenantId: string },
): Promise<{ hours: number; rows: number }> {
  const { tenantId } = request;
  const epochHours = await ctx.forTenant(tenantId, (tx) => hoursToCount(tx, tenantId, ctx.now()), { timeoutMs });
  let rows = 0;
  for (let from = 0; from < epochHours.length; from += rollUp.batchHours) {
    const batch = epochHours.slice(from, from + rollUp.batchHours);
    rows += await ctx.forTenant(tenantId, (tx) => countBatch(tx, tenantId, batch), { timeoutMs });
  }
  return { hours: epochHours.length, rows };
}

/** Closed hours whose counts are missing or may have changed, oldest first. */
async function hoursToCount(tx: Tx, tenantId: string, now: Date): Promise<number[]> {
  const open = epochHourOf(now);
  const floor = open - rollUp.keptHours;
  const last = await findLastRolledHour(tx, tenantId, floor);
  const first = Math.max(floor, Math.min((last ?? floor - 1) + 1, open - rollUp.recountedHours));
  const changedSince = new Date(Math.min(now.getTime() - rollUp.lateHours * hourMs, startOfEpochHour(first).getTime()));
  const range = { floor: startOfEpochHour(floor), before: startOfEpochHour(first), changedSince };
  const late = await listLateHours(tx, tenantId, range);
  return [...late.sort((a, b) => a - b), ...Array.from({ length: open - first }, (_, i) => first + i)];
}

async function countBatch(tx: Tx, tenantId: string, epochHours: number[]): Promise<number> {
  await lockRollUp(tx, tenantId);
  const range = {
    from: startOfEpochHour(Math.min(...epochHours)),
    to: startOfEpochHour(Math.max(...epochHours) + 1),
    epochHours,
  };
  const rows = (await countHours(tx, tenantId, range)).flatMap(toRows);
  await replaceRolledHours(tx, tenantId, epochHours, rows);
  return rows.length;
}

function toRows({ epoch_hour, slots, counts }: CountedHour): HourRow[] {
  const rows = new Map<number, HourRow>();
  slots.forEach((slot, i) => {
    const scope_index = Math.floor(slot / metricsPerScope);
    const metric = reputationMetrics[slot % metricsPerScope];
    const row = rows.get(scope_index) ?? emptyRow(scope_index, epoch_hour);
    if (metric) row[metric] = counts[i] ?? 0;
    rows.set(scope_index, row);
  });
  return [...rows.values()];
}

function emptyRow(scope_index: number, epoch_hour: number): HourRow {
  return {
    scope_index,
    epoch_hour,
    sent: 0,
    delivered: 0,
    bounced: 0,
    complained: 0,
    opened: 0,
    clicked: 0,
    blocked: 0,
  };
}
