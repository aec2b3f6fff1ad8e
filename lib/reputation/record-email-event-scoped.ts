import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { beginReputationBooking, finishReputationBooking, markHoursForRecount } from "./book-counts.ts";
import { bookingHour, effectiveTime } from "./policy/booking-hour.ts";
import { resolveScopes } from "./resolve-scopes.ts";
import type { MessageScopes, ReputationMetric, SenderIdentity } from "./types.ts";

export type ScopedEvent = SenderIdentity & {
  tenantId: string;
  occurredAt: Date;
  /** default 1 */
  count?: number;
  /**
   * Stores the rows the counts stand for, in the booking's transaction, with these scopes and this time. Without it the rows are
   * there already, and instead of adding, the hour is counted anew from them before the next read.
   */
  store?: (tx: Tx, booking: { scopes: MessageScopes; occurredAt: Date }) => Promise<unknown>;
};

/**
 * Books one kind of event on the tenant, its sending domain, mailbox and connection, in one round trip to Redis (SPEC §3). A time
 * more than 10 minutes ahead means now. False when it is older than the window: it was stored, and moves no counter.
 */
export async function recordEmailEventScoped(
  ctx: EngineContext,
  eventType: ReputationMetric,
  event: ScopedEvent,
): Promise<boolean> {
  const { tenantId, count = 1, store } = event;
  const now = ctx.now();
  const epochHour = bookingHour(event.occurredAt, now);
  const booked = await ctx.forTenant(tenantId, async (tx) => {
    const [scopes] = (await resolveScopes(tx, tenantId, [event])) as [MessageScopes];
    await store?.(tx, { scopes, occurredAt: effectiveTime(event.occurredAt, now) });
    if (epochHour === null) return null;
    if (!store) return markHoursForRecount(tx, { tenantId, epochHours: [epochHour] }).then(() => null);
    return { scopes, ticket: await beginReputationBooking(tx, { tenantId, epochHours: [epochHour] }) };
  });
  if (epochHour === null) {
    ctx.log.info({ tenantId, eventType, occurredAt: event.occurredAt }, "event is older than the reputation window");
    return false;
  }
  if (booked) {
    const { mailboxScope, domainScope, connectionScope } = booked.scopes;
    const scopes = [0, mailboxScope, domainScope, connectionScope];
    await finishReputationBooking(ctx, booked.ticket, [{ epochHour, scopes, metric: eventType, count }]);
  }
  return true;
}
