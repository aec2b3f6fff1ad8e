import type { EngineContext } from "#lib/engine/context.ts";
import { metricsPerScope } from "./packed-hour.ts";
import { epochHourOf, startOfEpochHour } from "./policy/booking-hour.ts";
import { rollUp } from "./policy/thresholds.ts";
import { type CountedHour, countHours } from "./repo-counts.ts";
import { findLastRolledHour, type HourRow, listLateHours, lockRollUp, replaceRolledHours } from "./repo-roll-up.ts";
import { reputationMetrics } from "./types.ts";

const hourMs = 3_600_000;

/**
 * Hourly counts of closed hours in `reputation_hours`, for scope 0 (the tenant) and every scope (SPEC §2, §10). Counts anew what has not
 * been counted, the last day, and older hours that a late event names; doing it twice changes nothing. The guard counts by them.
 */
export async function rollUpReputation(
  ctx: EngineContext,
  request: { tenantId: string },
): Promise<{ hours: number; rows: number }> {
  const { tenantId } = request;
  const now = ctx.now();
  const open = epochHourOf(now);
  const floor = open - rollUp.keptHours;
  return ctx.forTenant(
    tenantId,
    async (tx) => {
      await lockRollUp(tx, tenantId);
      const last = await findLastRolledHour(tx, tenantId, floor);
      const first = Math.max(floor, Math.min((last ?? floor - 1) + 1, open - rollUp.recountedHours));
      const changedSince = new Date(
        Math.min(now.getTime() - rollUp.lateHours * hourMs, startOfEpochHour(first).getTime()),
      );
      const late = await listLateHours(tx, tenantId, {
        floor: startOfEpochHour(floor),
        before: startOfEpochHour(first),
        changedSince,
      });
      const epochHours = [...late, ...Array.from({ length: open - first }, (_, i) => first + i)];
      if (epochHours.length === 0) return { hours: 0, rows: 0 };
      const from = startOfEpochHour(Math.min(...epochHours));
      const counted = await countHours(tx, tenantId, { from, to: startOfEpochHour(open), epochHours });
      const rows = counted.flatMap(toRows);
      await replaceRolledHours(tx, tenantId, epochHours, rows);
      return { hours: epochHours.length, rows: rows.length };
    },
    { timeoutMs: 120_000 },
  );
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
