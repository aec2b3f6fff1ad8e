import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import {
  type BookingTicket,
  beginReputationBooking,
  type CountChange,
  finishReputationBooking,
} from "#lib/reputation/book-counts.ts";
import { countChanges } from "./policy/count-changes.ts";
import type { MessagePlan } from "./policy/plan-message.ts";

export type PendingBooking = { ticket: BookingTicket; changes: CountChange[] } | null;

/** Prepares the counters' part of these plans: the last thing in the transaction that stores them. */
export async function beginBooking(
  tx: Tx,
  scope: { tenantId: string; now: Date },
  plans: MessagePlan[],
): Promise<PendingBooking> {
  const { tenantId, now } = scope;
  const changes = countChanges(plans, now);
  if (changes.length === 0) return null;
  const epochHours = changes.map((change) => change.epochHour);
  return { ticket: await beginReputationBooking(tx, { tenantId, epochHours }), changes };
}

/** The rest, after the commit. Never throws: what is not written now is counted from Postgres later. */
export async function finishBooking(ctx: EngineContext, booking: PendingBooking): Promise<void> {
  if (booking) await finishReputationBooking(ctx, booking.ticket, booking.changes);
}
