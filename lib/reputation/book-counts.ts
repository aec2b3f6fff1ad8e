import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { addCounts, type HourChange } from "./counter-store.ts";
import { slotOf } from "./packed-hour.ts";
import { deleteOperationMarks, ensureGeneration, failOperationMarks, insertFailedMarks, insertMarks } from "./repo.ts";
import { metricIndex, type ReputationMetric } from "./types.ts";

export type BookingTicket = { tenantId: string; operationId: string; generation: number; epochHours: number[] };

/** `count` messages more in one hour (fewer, when it is negative), on every scope named: pass 0, the tenant as a whole, too. */
export type CountChange = { epochHour: number; scopes: readonly number[]; metric: ReputationMetric; count: number };

/**
 * First half of a booking, inside the transaction that stores the events or the send: marks the hours dirty and holds the generation
 * until the commit. Call it as the last statement, so that nobody waits for row locks while holding it. `epochHours`: every hour
 * that the changes will name (policy/booking-hour.ts).
 */
export async function beginReputationBooking(
  tx: Tx,
  booking: { tenantId: string; epochHours: Iterable<number> },
): Promise<BookingTicket> {
  const { tenantId } = booking;
  const epochHours = [...new Set(booking.epochHours)];
  const operationId = crypto.randomUUID();
  const mark = { tenantId, operationId, epochHours };
  let generation = await insertMarks(tx, mark);
  if (generation === null) {
    await ensureGeneration(tx, tenantId);
    generation = await insertMarks(tx, mark);
  }
  if (generation === null) throw new Error("the tenant has no reputation generation");
  return { ...mark, generation };
}

/**
 * Second half, after the commit: adds the counts in one round trip and takes the marks away. When Redis is away, was flushed or does
 * not answer in time, the marks stay as failed and the hours are recounted from Postgres before the next read. Never throws.
 */
export async function finishReputationBooking(
  ctx: EngineContext,
  ticket: BookingTicket,
  changes: readonly CountChange[],
): Promise<void> {
  const { tenantId, operationId } = ticket;
  try {
    const unmarked = changes.map((change) => change.epochHour).filter((hour) => !ticket.epochHours.includes(hour));
    if (unmarked.length > 0) {
      ctx.log.error({ tenantId, unmarked }, "a booking names hours that it had not marked: they are recounted");
      await ctx.forTenant(tenantId, (tx) => insertFailedMarks(tx, tenantId, [...new Set(unmarked)]));
    }
    const isAdded = await addCounts(ctx.redis, ticket, sumByHour(changes), ctx.now()).catch((error: unknown) => {
      ctx.log.warn({ err: error, tenantId }, "reputation counters were not written; the hours will be recounted");
      return false;
    });
    const settle = isAdded ? deleteOperationMarks : failOperationMarks;
    await ctx.forTenant(tenantId, (tx) => settle(tx, tenantId, operationId));
  } catch (error) {
    // The marks are still there: after 5 seconds a reader takes them for failed.
    ctx.log.warn({ err: error, tenantId }, "marks of a reputation booking were left behind");
  }
}

/** For changes whose size is not known: the hours are recounted before the next read. Inside the transaction that makes the change. */
export async function markHoursForRecount(
  tx: Tx,
  mark: { tenantId: string; epochHours: Iterable<number> },
): Promise<void> {
  await insertFailedMarks(tx, mark.tenantId, [...new Set(mark.epochHours)]);
}

/** One sum per hour and slot, however many changes name it. */
export function sumByHour(changes: readonly CountChange[]): HourChange[] {
  const hours = new Map<number, Map<number, number>>();
  for (const { epochHour, scopes, metric, count } of changes) {
    const index = metricIndex[metric];
    let counts = hours.get(epochHour);
    if (!counts) {
      counts = new Map();
      hours.set(epochHour, counts);
    }
    for (const scope of scopes) {
      const slot = slotOf(scope, index);
      counts.set(slot, (counts.get(slot) ?? 0) + count);
    }
  }
  return [...hours].map(([epochHour, counts]) => ({ epochHour, counts }));
}
