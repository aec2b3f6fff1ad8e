import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { reportTrouble } from "#lib/health/report-trouble.ts";
import { beginBooking, finishBooking, type PendingBooking } from "./book-plans.ts";
import { matchMessages } from "./match-messages.ts";
import { planMatches } from "./plan-matches.ts";
import { troubledScopes } from "./policy/troubled-scopes.ts";
import { readEvent } from "./read-sendgrid-post.ts";
import { assignEvents, type ParkedRow, selectParked } from "./repo-parked.ts";
import { toRows } from "./store-events.ts";
import { takeEffects } from "./take-effects.ts";
import { parkedBatch, parkedTriesDays } from "./thresholds.ts";
import type { IncomingEvent } from "./types.ts";

type Position = { receivedAt: Date; id: string };
type Batch = { seen: number; matched: number; last: Position | null; booking: PendingBooking; troubled: number[] };

const firstId = "00000000-0000-0000-0000-000000000000";

/**
 * Tries events again whose message was not known when they came; those that now find it take effect as if they had just come (SPEC
 * §8). Works in batches with a transaction each; what still matches nothing waits for the next run, for three days.
 */
export async function matchParkedEvents(
  ctx: EngineContext,
  request: { tenantId: string },
): Promise<{ tried: number; matched: number }> {
  const since = new Date(ctx.now().getTime() - parkedTriesDays * 86_400_000);
  let position: Position | null = { receivedAt: since, id: firstId };
  const counts = { tried: 0, matched: 0 };
  while (position !== null) {
    const after: Position = position;
    const batch = await retryOnConflict(() =>
      ctx.forTenant(request.tenantId, (tx) => matchBatch(tx, { tenantId: request.tenantId, now: ctx.now() }, after)),
    );
    await finishBooking(ctx, batch.booking);
    await reportTrouble(ctx, request.tenantId, batch.troubled);
    counts.tried += batch.seen;
    counts.matched += batch.matched;
    position = batch.last;
  }
  return counts;
}

async function matchBatch(tx: Tx, scope: { tenantId: string; now: Date }, after: Position): Promise<Batch> {
  const { tenantId, now } = scope;
  const rows = await selectParked(tx, tenantId, after, parkedBatch);
  const idOf = new Map(rows.map((row) => [row.fingerprint, row.id]));
  const events = rows.flatMap((row) => asIncoming(tenantId, row, now));
  const unique = [...new Map(events.map((event) => [event.fingerprint, event])).values()];
  const planned = await planMatches(tx, tenantId, await matchMessages(tx, tenantId, unique));
  const assigned = planned.flatMap(toRows).flatMap((row) => {
    const id = idOf.get(row.event.fingerprint);
    return id === undefined ? [] : [{ ...row, id }];
  });
  await assignEvents(tx, tenantId, assigned);
  await takeEffects(tx, scope, planned);
  const plans = planned.map((match) => match.plan);
  const last = rows.at(-1);
  return {
    seen: rows.length,
    matched: assigned.length,
    last: rows.length === parkedBatch && last ? { receivedAt: last.received_at, id: last.id } : null,
    booking: await beginBooking(tx, scope, plans),
    troubled: troubledScopes(plans),
  };
}

/** The event as it came; identity and time are the stored ones. */
function asIncoming(tenantId: string, row: ParkedRow, now: Date): IncomingEvent[] {
  const read = readEvent(tenantId, row.payload, now);
  if (!("event" in read)) return [];
  return [{ ...read.event, fingerprint: row.fingerprint, occurredAt: row.occurred_at }];
}
