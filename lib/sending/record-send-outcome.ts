import type { EngineContext } from "#lib/engine/context.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import type { DeliveryOutcome } from "#lib/mail/types.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { storableText } from "#lib/shared/storable-text.ts";
import { endClaim } from "./end-claim.ts";
import { refusalVerdict } from "./policy/refusal-verdict.ts";
import { recordSent } from "./record-sent.ts";
import { countProviderRefusals, markAddressBad, postponeNextSend } from "./repo-hand-over.ts";
import { maxDetailLength } from "./thresholds.ts";
import type { HandOverResult, Refusal, Sending } from "./types.ts";

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
  return recordSent(ctx, sending.claim, outcome);
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
