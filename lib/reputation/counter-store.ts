import type { Redis } from "ioredis";
import { applyScript, readScript } from "./counter-scripts.ts";
import { unpackHour } from "./packed-hour.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import { closedHours } from "./policy/thresholds.ts";
import { runScript } from "./redis-script.ts";

const keptHours = closedHours + 2;
const maxCountersPerGroup = 1_000;

/** Redis could not be asked, or answered too late. */
export class CountersUnavailable extends Error {}

/** Counts to add to one hour, or to take away where they are negative, by slot. */
export type HourChange = { epochHour: number; counts: ReadonlyMap<number, number> };

/** One hour as read: `counts` null = the caller's copy is still right, or (version '') nothing was counted. */
export type HourReading = { epochHour: number; version: string; counts: Uint32Array | null };

export function headKey(tenantId: string): string {
  return `${hourPrefix(tenantId)}generation`;
}

export function hourKey(tenantId: string, epochHour: number): string {
  return `${hourPrefix(tenantId)}${epochHour}`;
}

function hourPrefix(tenantId: string): string {
  return `email:reputation:${tenantId}:`;
}

/** Seconds until an hour string may go: 26 hours after its hour began, by the caller's clock. */
function lifetimeSeconds(epochHour: number, now: Date): number {
  return Math.ceil((epochHour + keptHours) * 3_600 - now.getTime() / 1_000);
}

async function reachable<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw new CountersUnavailable("the reputation counters cannot be reached", { cause: error });
  });
}

/** The generation the counters belong to; null when Redis holds none. */
export async function readGeneration(redis: Redis, tenantId: string): Promise<number | null> {
  const value = await reachable(redis.hget(headKey(tenantId), "generation"));
  return value === null ? null : Number(value);
}

/**
 * Adds the changes in one round trip, all or nothing. False when the counters belong to another generation (nothing was added).
 * @throws CountersUnavailable when it is not known whether they were added
 */
export async function addCounts(
  redis: Redis,
  target: { tenantId: string; generation: number },
  changes: readonly HourChange[],
  now: Date,
): Promise<boolean> {
  const keys = [headKey(target.tenantId)];
  const args: (string | number)[] = [target.generation, epochHourOf(now) - keptHours, hourPrefix(target.tenantId)];
  for (const { epochHour, counts } of changes) {
    const lifetime = lifetimeSeconds(epochHour, now);
    if (lifetime <= 0) continue;
    for (const commands of [...groupsOf(counts, isMore, "SAT"), ...groupsOf(counts, isFewer, "FAIL")]) {
      keys.push(hourKey(target.tenantId, epochHour));
      args.push(epochHour, lifetime, commands.length, ...commands);
    }
  }
  return (await reachable(runScript(redis, applyScript, keys, args))) === 1;
}

const isMore = (count: number) => count > 0;
const isFewer = (count: number) => count < 0;

/** Arguments of BITFIELD, in groups that a Lua call can take. `overflow`: what becomes of a counter that leaves its range. */
function groupsOf(
  counts: ReadonlyMap<number, number>,
  isWanted: (count: number) => boolean,
  overflow: "SAT" | "FAIL",
): (string | number)[][] {
  const wanted = [...counts].filter(([, count]) => isWanted(count));
  const groups: (string | number)[][] = [];
  for (let from = 0; from < wanted.length; from += maxCountersPerGroup) {
    const group = wanted.slice(from, from + maxCountersPerGroup);
    groups.push(["OVERFLOW", overflow, ...group.flatMap(([slot, count]) => ["INCRBY", "u32", `#${slot}`, count])]);
  }
  return groups;
}

/** Reads hours in one round trip, only those that changed since `known` was read. */
export async function readHours(
  redis: Redis,
  tenantId: string,
  hours: readonly number[],
  known: { generation: number | null; versions: ReadonlyMap<number, string> },
): Promise<{ generation: number | null; hours: HourReading[] }> {
  const keys = [headKey(tenantId), ...hours.map((hour) => hourKey(tenantId, hour))];
  const args = [known.generation ?? "", ...hours.flatMap((hour) => [hour, known.versions.get(hour) ?? ""])];
  const [generation, ...rest] = (await reachable(runScript(redis, readScript, keys, args))) as (Buffer | null)[];
  return {
    generation: generation && generation.length > 0 ? Number(generation.toString()) : null,
    hours: hours.map((epochHour, i) => {
      const packed = rest[2 * i + 1];
      return { epochHour, version: rest[2 * i]?.toString() ?? "", counts: packed ? unpackHour(packed) : null };
    }),
  };
}

/**
 * Replaces hours (an empty string = nothing counted) and names the new generation, in one MULTI. `isWhole`: what other hours there
 * were is forgotten.
 */
export async function replaceHours(
  redis: Redis,
  target: { tenantId: string; generation: number },
  hours: ReadonlyMap<number, Buffer>,
  options: { isWhole: boolean; now: Date },
): Promise<void> {
  const head = headKey(target.tenantId);
  const batch = redis.multi();
  if (options.isWhole) batch.del(head);
  batch.hset(head, "generation", target.generation);
  for (const [epochHour, packed] of hours) {
    const key = hourKey(target.tenantId, epochHour);
    if (packed.length === 0) {
      batch.del(key).hdel(head, String(epochHour));
    } else {
      batch.set(key, packed, "EX", Math.max(1, lifetimeSeconds(epochHour, options.now)));
      batch.hincrby(head, String(epochHour), 1);
    }
  }
  const replies = await reachable(batch.exec());
  const failure = replies?.find(([error]) => error)?.[0];
  if (!replies || failure)
    throw new CountersUnavailable("the reputation counters were not written", { cause: failure });
}
