import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { epochHourOf, startOfEpochHour } from "./policy/booking-hour.ts";
import { localDaysBetween, localDaysOf } from "./policy/local-days.ts";
import { rollUp } from "./policy/thresholds.ts";
import {
  findFirstFact,
  findRollUpState,
  listLateHours,
  lockRollUp,
  type RollUpState,
  replaceDays,
  replaceHours,
  replaceProviderHours,
  storeRollUpState,
} from "./repo-roll-up.ts";

const hourMs = 3_600_000;
const timeoutMs = 60_000;
/** Days added up in one transaction when a tenant moves to another time zone. */
const batchDays = 31;

/**
 * Counts of closed hours, for scope 0 (the tenant) and every scope, by recipient provider and without, and of the calendar days in
 * `send_timezone` that they make up (SPEC §2, §10). Counts anew what has not been counted, the last day, and older hours that a late
 * event names; doing it twice changes nothing. Oldest first, a day a transaction or `batchHours` of it: when it is cut off, what is there
 * is whole up to its newest hour. The guard counts by the hours, the charts by both.
 */
export async function rollUpReputation(
  ctx: EngineContext,
  request: { tenantId: string; batchHours?: number },
): Promise<{ hours: number; rows: number }> {
  const { tenantId, batchHours = rollUp.batchHours } = request;
  const now = ctx.now();
  const { state, zone, epochHours } = await ctx.forTenant(
    tenantId,
    async (tx) => {
      const { send_timezone: zone } = await loadSettings(tx, tenantId);
      const state = await findRollUpState(tx, tenantId);
      return { state, zone, epochHours: await hoursToCount(tx, tenantId, state, now) };
    },
    { timeoutMs },
  );
  if (state && state.time_zone !== zone) await moveDays(ctx, tenantId, { ...state, time_zone: zone });
  let rows = 0;
  for (const batch of Map.groupBy(epochHours, (hour) => Math.floor(hour / batchHours)).values()) {
    rows += await ctx.forTenant(tenantId, (tx) => countBatch(tx, { tenantId, zone }, batch), { timeoutMs });
  }
  return { hours: epochHours.length, rows };
}

/** Closed hours whose counts are missing or may have changed, oldest first. */
async function hoursToCount(tx: Tx, tenantId: string, state: RollUpState | null, now: Date): Promise<number[]> {
  const open = epochHourOf(now);
  const first = await firstHourToCount(tx, tenantId, state, open);
  if (first === null) return [];
  const floor = Math.min(open - rollUp.guardHours, first);
  const changedSince = new Date(Math.min(now.getTime() - rollUp.lateHours * hourMs, startOfEpochHour(first).getTime()));
  const range = { floor: startOfEpochHour(floor), before: startOfEpochHour(first), changedSince };
  const late = await listLateHours(tx, tenantId, range);
  const due = Array.from({ length: Math.max(0, open - first) }, (_, i) => first + i);
  return [...late.sort((a, b) => a - b), ...due];
}

/** Null when the tenant has never sent anything. */
async function firstHourToCount(tx: Tx, tenantId: string, state: RollUpState | null, open: number) {
  const oldest = open - rollUp.keptHours;
  if (state) return Math.max(oldest, Math.min(state.rolled_to, open - rollUp.recountedHours));
  const firstFact = await findFirstFact(tx, tenantId);
  return firstFact && Math.max(oldest, epochHourOf(firstFact));
}

async function countBatch(
  tx: Tx,
  { tenantId, zone }: { tenantId: string; zone: string },
  epochHours: number[],
): Promise<number> {
  await lockRollUp(tx, tenantId);
  const end = Math.max(...epochHours) + 1;
  const range = { from: startOfEpochHour(Math.min(...epochHours)), to: startOfEpochHour(end), epochHours };
  await replaceProviderHours(tx, tenantId, range);
  const rows = await replaceHours(tx, tenantId, epochHours);
  await replaceDays(tx, tenantId, localDaysOf(zone, epochHours));
  await storeRollUpState(tx, tenantId, { rolled_to: end, time_zone: zone });
  return rows;
}

/** Days in another time zone are other days: they are added up again as far back as there are hours. */
async function moveDays(ctx: EngineContext, tenantId: string, state: RollUpState): Promise<void> {
  const oldest = epochHourOf(ctx.now()) - rollUp.keptHours;
  const [, ...days] = localDaysBetween(state.time_zone, oldest, state.rolled_to);
  for (let from = 0; from < days.length; from += batchDays) {
    const batch = days.slice(from, from + batchDays);
    await ctx.forTenant(
      tenantId,
      async (tx) => {
        await lockRollUp(tx, tenantId);
        await replaceDays(tx, tenantId, batch);
      },
      { timeoutMs },
    );
  }
  await ctx.forTenant(tenantId, (tx) => storeRollUpState(tx, tenantId, state));
}
