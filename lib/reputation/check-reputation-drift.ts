import type { EngineContext } from "#lib/engine/context.ts";
import { metrics } from "#lib/metrics/metrics.ts";
import { markHoursForRecount } from "./book-counts.ts";
import { CountersUnavailable, readHours } from "./counter-store.ts";
import { packHour, unpackHour } from "./packed-hour.ts";
import { epochHourOf, startOfEpochHour, windowHoursAt } from "./policy/booking-hour.ts";
import { driftAttempts } from "./policy/thresholds.ts";
import { listMarks, readStoredGeneration } from "./repo.ts";
import { countHours } from "./repo-counts.ts";
import { tellOfDrift } from "./tell-of-drift.ts";

/** `busy`: hours that were being written whenever they were looked at. `unreadable`: Redis was away, or holds no counters now. */
export type DriftCounts = {
  compared: number;
  busy: number;
  drifted_hours: number;
  drifted_counters: number;
  unreadable: number;
};

/** Counters that differ, by hour; an hour that agrees has 0, one that could not be compared is missing. */
type Comparison = ReadonlyMap<number, number>;

/**
 * Compares the counters in Redis with Postgres, hour by hour, without holding anybody up (GOALS: rebuilt without drift). Hours that
 * differ are marked and so recounted before the next read; that there were any is a fault to look into: it is
 * logged as an error and an alert until a comparison finds none.
 */
export async function checkReputationDrift(
  ctx: EngineContext,
  { tenantId }: { tenantId: string },
): Promise<DriftCounts> {
  const now = ctx.now();
  const all = [epochHourOf(now) + 1, ...windowHoursAt(now)];
  const found = new Map<number, number>();
  for (let attempt = 1; attempt <= driftAttempts && found.size < all.length; attempt += 1) {
    const open = all.filter((hour) => !found.has(hour));
    const comparison = await compare(ctx, tenantId, open);
    if (comparison === null) break;
    for (const [hour, differing] of comparison) found.set(hour, differing);
  }
  const drifted = [...found].filter(([, differing]) => differing > 0);
  if (drifted.length > 0) await repair(ctx, tenantId, new Map(drifted));
  metrics().driftChecks.inc({ result: resultOf(found.size, drifted.length) });
  const counts = {
    compared: found.size,
    busy: found.size === 0 ? 0 : all.length - found.size,
    drifted_hours: drifted.length,
    drifted_counters: drifted.reduce((sum, [, differing]) => sum + differing, 0),
    unreadable: found.size === 0 ? all.length : 0,
  };
  await tellOfDrift(ctx, tenantId, counts);
  return counts;
}

function resultOf(compared: number, drifted: number): "unreadable" | "drift" | "clean" {
  if (compared === 0) return "unreadable";
  return drifted > 0 ? "drift" : "clean";
}

/**
 * Redis, Postgres, marks, Redis, in this order: a booking that Postgres counted still bears its mark, or is in Redis by the second
 * look, which then finds the hour changed. Null when Redis cannot be asked or holds another generation's counters.
 */
async function compare(ctx: EngineContext, tenantId: string, hours: readonly number[]): Promise<Comparison | null> {
  try {
    const before = await readHours(ctx.redis, tenantId, hours, { generation: null, versions: new Map() });
    const truth = await countInPostgres(ctx, tenantId, hours);
    const { generation, marked } = await ctx.forTenant(tenantId, async (tx) => ({
      generation: await readStoredGeneration(tx, tenantId),
      marked: new Set((await listMarks(tx, tenantId)).map((mark) => mark.epoch_hour)),
    }));
    const versions = new Map(before.hours.map(({ epochHour, version }) => [epochHour, version]));
    const after = await readHours(ctx.redis, tenantId, hours, { generation: before.generation, versions });
    if (before.generation === null || before.generation !== generation || after.generation !== generation) return null;
    const still = after.hours.filter(
      ({ epochHour, version }) => version !== "lost" && version === versions.get(epochHour) && !marked.has(epochHour),
    );
    const counted = new Map(before.hours.map(({ epochHour, counts }) => [epochHour, counts]));
    return new Map(still.map(({ epochHour }) => [epochHour, differing(counted.get(epochHour), truth.get(epochHour))]));
  } catch (error) {
    if (error instanceof CountersUnavailable) return null;
    throw error;
  }
}

async function countInPostgres(
  ctx: EngineContext,
  tenantId: string,
  hours: readonly number[],
): Promise<Map<number, Uint32Array>> {
  const range = { from: startOfEpochHour(Math.min(...hours)), to: startOfEpochHour(Math.max(...hours) + 1) };
  const rows = await ctx.forTenant(tenantId, (tx) => countHours(tx, tenantId, { ...range, epochHours: [...hours] }), {
    timeoutMs: 120_000,
  });
  return new Map(rows.map(({ epoch_hour, slots, counts }) => [epoch_hour, unpackHour(packHour(slots, counts))]));
}

/** Slots that say something else; a slot past the end is 0. */
function differing(a: Uint32Array | null | undefined, b: Uint32Array | undefined): number {
  const length = Math.max(a?.length ?? 0, b?.length ?? 0);
  let count = 0;
  for (let slot = 0; slot < length; slot += 1) if ((a?.[slot] ?? 0) !== (b?.[slot] ?? 0)) count += 1;
  return count;
}

async function repair(ctx: EngineContext, tenantId: string, drifted: Comparison): Promise<void> {
  ctx.log.error({ tenantId, drifted: [...drifted] }, "reputation counters had drifted; the hours will be recounted");
  for (const counters of drifted.values()) metrics().driftedCounters.inc(counters);
  await ctx.forTenant(tenantId, (tx) => markHoursForRecount(tx, { tenantId, epochHours: drifted.keys() }));
}
