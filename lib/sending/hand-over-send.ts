import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { DeliveryOutcome } from "#lib/mail/types.ts";
import { metrics } from "#lib/metrics/metrics.ts";
import { beginHandOver } from "./begin-hand-over.ts";
import { endClaim } from "./end-claim.ts";
import { isBadAddress } from "./policy/pre-send.ts";
import { recordSendOutcome } from "./record-send-outcome.ts";
import { markAddressBad } from "./repo-hand-over.ts";
import { recordRetriesMs } from "./thresholds.ts";
import type { Claim, HandOverResult, Sending, StopVerdict } from "./types.ts";

/**
 * Third step of a send: last check, hand-over, outcome (SPEC §7). Called again for the same claim it hands nothing over twice: the first
 * call has moved the row on, and a row left in `sending` by a crash becomes `unknown`, never sent again.
 */
export async function handOverSend(ctx: EngineContext, claim: Claim): Promise<HandOverResult> {
  const result = await handOver(ctx, claim);
  metrics().sends.inc({ outcome: result.kind, reason: "reason" in result ? result.reason : "" });
  return result;
}

async function handOver(ctx: EngineContext, claim: Claim): Promise<HandOverResult> {
  const begun = await retryOnConflict(() => beginHandOver(ctx, claim));
  if (begun.kind === "gone") return begun;
  if (begun.kind === "stop") return retryOnConflict(() => stopSend(ctx, claim, begun));
  const outcome = await deliverSend(ctx, begun.sending);
  return recordSurely(() => recordSendOutcome(ctx, begun.sending, outcome));
}

/** What the provider said is worth a few tries: a lost record makes the message `unknown`. Recording twice counts once. */
async function recordSurely(record: () => Promise<HandOverResult>): Promise<HandOverResult> {
  for (const waitMs of recordRetriesMs) {
    try {
      return await record();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return record();
}

/** The hand-over itself. A port that throws against its contract may have sent: unknown. */
export async function deliverSend(ctx: EngineContext, { transport, message }: Sending): Promise<DeliveryOutcome> {
  try {
    return await ctx.mail.deliver(transport, message);
  } catch (error) {
    return { kind: "unknown", detail: (error as Error).message };
  }
}

/** In a transaction of its own: the check held sender rows, which must not be held while waiting for capacity. */
async function stopSend(ctx: EngineContext, claim: Claim, { status, reason }: StopVerdict): Promise<HandOverResult> {
  const now = ctx.now();
  const isEnded = await ctx.forTenant(claim.tenantId, (tx) =>
    endClaim(tx, claim, { from: ["claimed"], status, reason, now }, async () => {
      if (isBadAddress(reason)) await markAddressBad(tx, claim, now);
    }),
  );
  return isEnded ? { kind: status, reason } : { kind: "gone" };
}
