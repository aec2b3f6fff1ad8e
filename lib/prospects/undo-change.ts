import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";
import { undoPlan } from "./policy/undo-plan.ts";
import { lockProspect, updateOutreach } from "./repo-change.ts";
import { findLastSteering } from "./repo-undo.ts";
import { toSteeringAct } from "./to-steering-act.ts";
import { writeSteering } from "./write-steering.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; requestId?: string };

/**
 * Takes back the last stop, noted reply, return or status that a person set of a prospect, while nothing has come after it. What was cancelled then is planned anew.
 * @throws AppError not_found; conflict saying why it is not undone
 */
export async function undoChange(ctx: EngineContext, request: Request): Promise<ProspectDetail> {
  const { tenantId, actor, prospectId, requestId } = request;
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    const found = await lockProspect(tx, tenantId, prospectId);
    if (!found) throw notFound("prospect");
    const { outreach } = found;
    const line = await findLastSteering(tx, tenantId, prospectId);
    const facts = {
      status: outreach.status,
      holdReason: outreach.hold_reason,
      lastEmailSentAt: outreach.last_email_sent_at,
      lastEmailRepliedAt: outreach.last_email_replied_at,
    };
    const plan = undoPlan(line && toSteeringAct(line), facts, now);
    if (plan.kind === "refused") throw new AppError("conflict", plan.detail);
    const { status, holdReason: hold_reason, lastEmailRepliedAt: last_email_replied_at } = plan;
    const outreachIds = [outreach.id];
    await cancelOpenSends(tx, { tenantId, outreachIds, reason: "status_changed", now });
    const isWaiting = status === "cold" || status === "contacted";
    const next_send_at = isWaiting && hold_reason === null ? now : null;
    const change = { status, hold_reason, last_email_replied_at, next_send_at };
    await updateOutreach(tx, outreach.id, { ...change, updated_at: now });
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    const action = "prospect.undone";
    await writeSteering(tx, outreach, { tenantId, actor, prospectId, requestId, action, undone: line?.action });
  });
  return getProspect(ctx, { tenantId, prospectId });
}
