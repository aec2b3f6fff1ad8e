import type { EngineContext } from "#lib/engine/context.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import type { DeliveryOutcome } from "#lib/mail/types.ts";
import { beginReputationBooking, finishReputationBooking } from "#lib/reputation/book-counts.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { storableText } from "#lib/shared/storable-text.ts";
import { endClaim } from "./end-claim.ts";
import { refusalVerdict } from "./policy/refusal-verdict.ts";
import { countProviderRefusals, markAddressBad, postponeNextSend } from "./repo-hand-over.ts";
import { countAsSent, lockOutreach, type SettledRow, settleSending } from "./repo-ledger.ts";
import { settleUnknownAsSent } from "./settle-send.ts";
import type { HandOverResult, Refusal, Sending } from "./types.ts";

const maxDetailLength = 500;

/**
 * Last step of a send: writes down what the hand-over came to (SPEC §7). Accepted or unknown moves the sequence on; a certain refusal
 * gives the capacity back. Said twice, it counts once.
 */
export async function recordSendOutcome(
  ctx: EngineContext,
  sending: Sending,
  outcome: DeliveryOutcome,
): Promise<HandOverResult> {
  if (outcome.kind === "refused") return recordRefusal(ctx, sending, outcome);
  return recordSent(ctx, sending, outcome);
}

type Taken = Exclude<DeliveryOutcome, Refusal>;

async function recordSent(ctx: EngineContext, { claim }: Sending, outcome: Taken): Promise<HandOverResult> {
  const { tenantId, outreachId, outreachEmailId } = claim;
  const isSent = outcome.kind === "accepted";
  const now = ctx.now();
  const booked = await ctx.forTenant(tenantId, async (tx) => {
    await lockOutreach(tx, tenantId, [outreachId]);
    const row = await settleSending(tx, claim, {
      claimId: claim.claimId,
      status: isSent ? "sent" : "unknown",
      providerMessageId: isSent ? outcome.providerMessageId : null,
      reason: isSent ? null : "outcome_unknown",
      detail: storableText(isSent ? outcome.response : outcome.detail, maxDetailLength),
      now,
    });
    if (row === null) {
      // Too late: the reconciler has taken it for unknown. That it was accepted is still worth knowing.
      if (isSent) await settleUnknownAsSent(tx, { tenantId, outreachEmailIds: [outreachEmailId], now });
      return null;
    }
    await countAsSent(tx, tenantId, [outreachEmailId], now);
    await recomputeNextSend(tx, { tenantId, outreachIds: [outreachId], now });
    const epochHour = epochHourOf(row.sent_at);
    const ticket = isSent ? await beginReputationBooking(tx, { tenantId, epochHours: [epochHour] }) : null;
    return { ticket, changes: [{ epochHour, scopes: scopesOf(row), metric: "sent" as const, count: 1 }] };
  });
  if (booked?.ticket) await finishReputationBooking(ctx, booked.ticket, booked.changes);
  return booked ? { kind: isSent ? "sent" : "unknown" } : { kind: "gone" };
}

function scopesOf(row: SettledRow): number[] {
  return [0, row.mailbox_scope, row.domain_scope, row.connection_scope].filter((scope) => scope !== null);
}

async function recordRefusal(ctx: EngineContext, sending: Sending, refusal: Refusal): Promise<HandOverResult> {
  const { claim, transport } = sending;
  const now = ctx.now();
  const verdict = await ctx.forTenant(claim.tenantId, async (tx) => {
    const judged = refusalVerdict(refusal, await countProviderRefusals(tx, claim));
    const { status, reason } = judged;
    const detail = storableText(`${refusal.code} ${refusal.detail}`, maxDetailLength);
    const isEnded = await endClaim(tx, claim, { from: ["sending"], status, reason, detail, now }, async () => {
      if (judged.isBadAddress) await markAddressBad(tx, claim, now);
    });
    if (isEnded && judged.waitMs > 0) await postponeNextSend(tx, claim, new Date(now.getTime() + judged.waitMs));
    return isEnded ? judged : null;
  });
  if (verdict?.stopsConnection) await stopConnection(ctx, claim.tenantId, transport.connectionId, refusal.detail);
  return verdict ? { kind: verdict.status, reason: verdict.reason } : { kind: "gone" };
}

/** The account breaker (SPEC §7: 401): hammering on with wrong credentials gets an account locked. */
async function stopConnection(ctx: EngineContext, tenantId: string, connectionId: string, detail: string) {
  await pauseScope(ctx, {
    tenantId,
    scopeKind: "connection",
    scopeId: connectionId,
    actor: systemActor("send-email"),
    reason: storableText(`The provider refused the credentials: ${detail}`, maxDetailLength),
  });
}
