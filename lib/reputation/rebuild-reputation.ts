import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { metrics } from "#lib/metrics/metrics.ts";
import { readGeneration, replaceHours } from "./counter-store.ts";
import { packHour } from "./packed-hour.ts";
import { epochHourOf, startOfEpochHour, windowHoursAt } from "./policy/booking-hour.ts";
import { closeRecount, ensureGeneration, listMarks, lockGeneration } from "./repo.ts";
import { countHours } from "./repo-counts.ts";

const lockAttempts = 8;
const lockNotAvailable = "55P03";

export type Rebuilt = { kind: "intact" } | { kind: "recounted" | "rebuilt"; hours: number };

/**
 * Makes the counters in Redis what Postgres says, bit for bit: every hour when Redis holds none, an older generation's, or when
 * `isForced`; otherwise the marked hours alone. Writers wait meanwhile, and what they had still to add under the old generation is
 * refused, because it has been counted here. Two at once: the second finds everything intact.
 * @throws CountersUnavailable when Redis cannot be reached; nothing has changed then
 */
export async function rebuildReputation(
  ctx: EngineContext,
  tenantId: string,
  options: { isForced?: boolean } = {},
): Promise<Rebuilt> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const work = (tx: Tx) => rebuild(ctx, tx, tenantId, options.isForced ?? false);
      const rebuilt = await ctx.forTenant(tenantId, work, { timeoutMs: 120_000 });
      metrics().reputationRebuilds.inc({ kind: rebuilt.kind });
      return rebuilt;
    } catch (error) {
      if (attempt === lockAttempts || !isLockTimeout(error)) throw error;
      await sleep(randomInt(20, 100));
    }
  }
}

async function rebuild(ctx: EngineContext, tx: Tx, tenantId: string, isForced: boolean): Promise<Rebuilt> {
  await ensureGeneration(tx, tenantId);
  const generation = await lockGeneration(tx, tenantId);
  const now = ctx.now();
  const marks = await listMarks(tx, tenantId);
  const isWhole = isForced || (await readGeneration(ctx.redis, tenantId)) !== generation;
  if (!isWhole && marks.length === 0) return { kind: "intact" };
  // An event up to 10 minutes ahead is counted in the hour after the open one.
  const all = [epochHourOf(now) + 1, ...windowHoursAt(now)];
  const marked = new Set(marks.map((mark) => mark.epoch_hour));
  const hours = isWhole ? all : all.filter((hour) => marked.has(hour));
  const target = { tenantId, generation: nextGeneration(generation) };
  await replaceHours(ctx.redis, target, await countPacked(tx, tenantId, hours), { isWhole, now });
  await closeRecount(
    tx,
    tenantId,
    target.generation,
    marks.map((mark) => mark.id),
  );
  ctx.log.info({ tenantId, isWhole, hours: hours.length }, "reputation counters were counted anew");
  return { kind: isWhole ? "rebuilt" : "recounted", hours: hours.length };
}

/**
 * Drawn, not counted up: a write to Redis whose transaction was rolled back may still arrive later, and must not carry a number that
 * is in use again.
 */
function nextGeneration(current: number): number {
  const drawn = randomInt(1, 2 ** 31 - 1);
  return drawn === current ? current - 1 || 1 : drawn;
}

async function countPacked(tx: Tx, tenantId: string, epochHours: number[]): Promise<Map<number, Buffer>> {
  const packed = new Map<number, Buffer>(epochHours.map((hour) => [hour, Buffer.alloc(0)]));
  if (epochHours.length === 0) return packed;
  const range = {
    from: startOfEpochHour(Math.min(...epochHours)),
    to: startOfEpochHour(Math.max(...epochHours) + 1),
    epochHours,
  };
  for (const { epoch_hour, slots, counts } of await countHours(tx, tenantId, range)) {
    packed.set(epoch_hour, packHour(slots, counts));
  }
  return packed;
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === lockNotAvailable;
}
