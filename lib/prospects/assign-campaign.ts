import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField, notFound } from "#lib/errors/app-error.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { campaignRefusal } from "./policy/refusals.ts";
import { findCampaign, lockProspect, updateOutreach } from "./repo-change.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; campaignId: string; requestId?: string };

const ended = new Set(["completed", "archived"]);

/**
 * Puts a prospect into a campaign before its first message of a cycle (SPEC §6); what is queued is planned anew under it.
 * @throws AppError not_found; validation_failed for a campaign that is none or over; conflict once a cycle has begun
 */
export async function assignCampaign(ctx: EngineContext, request: Request): Promise<void> {
  const { tenantId, actor, prospectId, campaignId, requestId } = request;
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    const found = await lockProspect(tx, tenantId, prospectId);
    if (!found) throw notFound("prospect");
    const { outreach } = found;
    await requireOpenCampaign(tx, tenantId, campaignId);
    if (outreach.campaign_id === campaignId) return;
    const refusal = campaignRefusal(outreach);
    if (refusal) throw new AppError("conflict", refusal);
    const outreachIds = [outreach.id];
    await cancelOpenSends(tx, { tenantId, outreachIds, reason: "status_changed", now });
    await updateOutreach(tx, outreach.id, { campaign_id: campaignId, updated_at: now });
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    const target = { targetKind: "prospect", targetId: prospectId };
    const change = { before: { campaign_id: outreach.campaign_id }, after: { campaign_id: campaignId } };
    await writeAudit(tx, { tenantId, actor, requestId, action: "prospect.campaign_assigned", ...target, ...change });
  });
}

/** @throws AppError validation_failed for a campaign that is none or over */
export async function requireOpenCampaign(tx: Tx, tenantId: string, campaignId: string): Promise<void> {
  const campaign = await findCampaign(tx, tenantId, campaignId);
  if (!campaign) throw invalidField("campaign_id", "is no campaign of this tenant");
  if (ended.has(campaign.status)) throw invalidField("campaign_id", `is ${campaign.status}: nobody can join it`);
}
