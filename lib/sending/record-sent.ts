import type { EngineContext } from "#lib/engine/context.ts";
import { sharedWork } from "#lib/engine/shared-work.ts";
import type { DeliveryOutcome } from "#lib/mail/types.ts";
import { beginReputationBooking, finishReputationBooking } from "#lib/reputation/book-counts.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { decideNextSends } from "#lib/sequencing/recompute-next-send.ts";
import { writeNextSends } from "#lib/sequencing/repo-facts.ts";
import { storableText } from "#lib/shared/storable-text.ts";
import { countAsSent, lockOutreach, type SettledRow, type Settlement, settleSending } from "./repo-ledger.ts";
import { recordLane } from "./send-lane.ts";
import { settleUnknownAsSent } from "./settle-send.ts";
import { maxDetailLength } from "./thresholds.ts";
import type { Claim, HandOverResult, Refusal } from "./types.ts";

/** A hand-over that happened, or may have happened. */
type Taken = Exclude<DeliveryOutcome, Refusal>;
type Handed = { claim: Claim; outcome: Taken };

/**
 * Writes down that a message was accepted, or that nobody knows: the sequence moves on. Messages of a tenant whose turn comes together
 * share the transaction and the booking.
 */
export async function recordSent(ctx: EngineContext, claim: Claim, outcome: Taken): Promise<HandOverResult> {
  const { isSettled, booked } = await settleInTurn(ctx, claim.tenantId, { claim, outcome });
  await booked;
  if (isSettled) return { kind: outcome.kind === "accepted" ? "sent" : "unknown" };
  if (outcome.kind === "accepted") await settleLate(ctx, claim);
  return { kind: "gone" };
}

/** `booked`: the counters have moved; the next turn need not wait for it */
type Settled = { isSettled: boolean; booked: Promise<void> };

const settleInTurn = sharedWork<Handed, Settled>(settleTogether, recordLane);

async function settleTogether(ctx: EngineContext, tenantId: string, handed: Handed[]): Promise<Settled[]> {
  const now = ctx.now();
  const { settled, ticket } = await ctx.forTenant(tenantId, async (tx) => {
    const outreachIds = handed.map(({ claim }) => claim.outreachId);
    const [, rows] = await Promise.all([
      lockOutreach(tx, tenantId, outreachIds),
      settleSending(tx, tenantId, handed.map(settlementOf), now),
    ]);
    const ids = rows.map((row) => row.id);
    const [, writes] = await Promise.all([
      countAsSent(tx, tenantId, ids, now),
      decideNextSends(tx, { tenantId, outreachIds: rows.map((row) => row.outreach_id), now }, (row) => row),
    ]);
    const epochHours = rows.filter(hasLeft).map((row) => epochHourOf(row.sent_at));
    const [, booking] = await Promise.all([
      writeNextSends(tx, tenantId, writes, now),
      epochHours.length > 0 ? beginReputationBooking(tx, { tenantId, epochHours }) : null,
    ]);
    return { settled: rows, ticket: booking };
  });
  const counts = settled.filter(hasLeft).map(countOf);
  const booked = ticket ? finishReputationBooking(ctx, ticket, counts) : Promise.resolve();
  const ids = new Set(settled.map((row) => row.id));
  return handed.map(({ claim }) => ({ isSettled: ids.has(claim.outreachEmailId), booked }));
}

function settlementOf({ claim, outcome }: Handed): Settlement {
  const isSent = outcome.kind === "accepted";
  return {
    outreachEmailId: claim.outreachEmailId,
    claimId: claim.claimId,
    status: isSent ? "sent" : "unknown",
    providerMessageId: isSent ? outcome.providerMessageId : null,
    reason: isSent ? null : "outcome_unknown",
    detail: storableText(isSent ? outcome.response : outcome.detail, maxDetailLength),
  };
}

/** What the provider took counts as sent, whatever it did with it. */
const hasLeft = ({ status }: SettledRow) => status !== "unknown";

function countOf(row: SettledRow) {
  const scopes = [0, row.mailbox_scope, row.domain_scope, row.connection_scope].filter((scope) => scope !== null);
  return { epochHour: epochHourOf(row.sent_at), scopes, metric: "sent" as const, count: 1 };
}

/** Too late: the reconciler has taken it for unknown. That it was accepted is still worth knowing. */
async function settleLate(ctx: EngineContext, { tenantId, outreachId, outreachEmailId }: Claim): Promise<void> {
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    await lockOutreach(tx, tenantId, [outreachId]);
    await settleUnknownAsSent(tx, { tenantId, outreachEmailIds: [outreachEmailId], now });
  });
}
