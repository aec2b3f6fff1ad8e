import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { ReplyOutcome } from "./contract-change.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";
import { stopRefusal } from "./policy/refusals.ts";
import { type LockedProspect, lockProspect, updateOutreach } from "./repo-change.ts";
import { writeSteering } from "./write-steering.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; reason?: string; requestId?: string };
type Outreach = LockedProspect["outreach"];
type Change = {
  action: string;
  cancelledBy: string;
  data: Partial<Pick<Outreach, "status" | "hold_reason" | "next_send_at" | "last_email_replied_at">>;
};

/**
 * Stops the sequence of a prospect until a person returns it; what is queued is cancelled.
 * @throws AppError not_found; conflict when it is in no sequence
 */
export async function stopProspect(ctx: EngineContext, request: Request): Promise<ProspectDetail> {
  await haltSequence(ctx, request);
  return getProspect(ctx, request);
}

/** As stopProspect, for callers that do not need the prospect. */
export function haltSequence(ctx: EngineContext, request: Request): Promise<void> {
  return change(ctx, request, (outreach) => {
    const refusal = stopRefusal(outreach);
    if (refusal) throw new AppError("conflict", refusal);
    const data = { hold_reason: "manual_stop", next_send_at: null };
    return { action: "prospect.stopped", cancelledBy: "status_changed", data };
  });
}

/**
 * Notes a reply that came another way than by mail. As every human reply it ends the sequence at once (SPEC §8).
 * @throws AppError not_found
 */
export async function markReplied(
  ctx: EngineContext,
  request: Request & { outcome: ReplyOutcome },
): Promise<ProspectDetail> {
  const now = ctx.now();
  await change(ctx, request, () => {
    const status =
      request.outcome === "unchanged" ? {} : { status: request.outcome, hold_reason: null, next_send_at: null };
    const data = { last_email_replied_at: now, ...status };
    return { action: "prospect.replied", cancelledBy: "replied", data };
  });
  return getProspect(ctx, request);
}

async function change(
  ctx: EngineContext,
  { tenantId, actor, prospectId, reason, requestId }: Request,
  decide: (outreach: Outreach) => Change,
): Promise<void> {
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx: Tx) => {
    const found = await lockProspect(tx, tenantId, prospectId);
    if (!found) throw notFound("prospect");
    const { action, cancelledBy, data } = decide(found.outreach);
    const outreachIds = [found.outreach.id];
    await cancelOpenSends(tx, { tenantId, outreachIds, reason: cancelledBy, now });
    await updateOutreach(tx, found.outreach.id, { ...data, updated_at: now });
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    await writeSteering(tx, found.outreach, { tenantId, actor, prospectId, requestId, reason, action });
  });
}
