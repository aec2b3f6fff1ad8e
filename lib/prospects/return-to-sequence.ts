import { type CampaignStep, finalStepOf } from "#lib/campaigns/policy/campaign-steps.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { emailKey } from "#lib/shared/email-key.ts";
import { isSuppressed } from "#lib/suppressions/find-suppressed.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";
import { type ReturnFacts, returnPlan } from "./policy/return-plan.ts";
import {
  findCampaign,
  hasBounced,
  isStepSpent,
  type LockedProspect,
  lockProspect,
  updateOutreach,
} from "./repo-change.ts";
import { writeSteering } from "./write-steering.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; reason: string; requestId?: string };

/**
 * Returns a prospect to the sequence by a person's decision (SPEC §2): at its next step, or at the start of a new cycle when this one
 * has none left. Every guard stays in force; nothing is sent by this itself.
 * @throws AppError not_found; conflict saying why it cannot be
 */
export async function returnToSequence(ctx: EngineContext, request: Request): Promise<ProspectDetail> {
  const { tenantId, prospectId, actor, reason, requestId } = request;
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    const found = await lockProspect(tx, tenantId, prospectId);
    if (!found) throw notFound("prospect");
    const settings = await loadSettings(tx, tenantId);
    const plan = returnPlan(await factsOf(tx, tenantId, found, settings), settings.recontact_cooldown_days, now);
    if (plan.kind === "refused") throw new AppError("conflict", plan.detail);
    const { outreach } = found;
    const change = plan.kind === "new_cycle" ? await newCycle(tx, tenantId, outreach, now) : goOn(outreach);
    const always = { generation_failures: 0, last_email_replied_at: null, last_decision: undefined, updated_at: now };
    await updateOutreach(tx, outreach.id, { ...always, ...change, next_send_at: now, hold_reason: null });
    await recomputeNextSend(tx, { tenantId, outreachIds: [outreach.id], now });
    const action = "prospect.returned";
    await writeSteering(tx, outreach, { tenantId, actor, prospectId, requestId, reason, action });
  });
  return getProspect(ctx, { tenantId, prospectId });
}

type Outreach = LockedProspect["outreach"];

function goOn(outreach: Outreach) {
  return { status: outreach.outreach_sequence_step > 0 ? "contacted" : "cold" };
}

/** As re-contact does it (SPEC §9); a campaign that is over lets go of the prospect. */
async function newCycle(tx: Tx, tenantId: string, outreach: Outreach, now: Date) {
  const campaign = outreach.campaign_id ? await findCampaign(tx, tenantId, outreach.campaign_id) : null;
  const isOver = campaign?.status === "completed" || campaign?.status === "archived";
  return {
    status: "cold",
    outreach_sequence_step: 0,
    re_contact_cycle: outreach.re_contact_cycle + 1,
    cycle_reset_at: now,
    last_email_opened_at: null,
    last_email_clicked_at: null,
    email_open_count: 0,
    ...(isOver ? { campaign_id: null } : {}),
  };
}

async function factsOf(tx: Tx, tenantId: string, found: LockedProspect, settings: Settings): Promise<ReturnFacts> {
  const { prospect, outreach } = found;
  const key = prospect.email === null ? null : emailKey(prospect.email);
  const campaign = outreach.campaign_id ? await findCampaign(tx, tenantId, outreach.campaign_id) : null;
  const steps = (campaign?.steps ?? []) as CampaignStep[];
  const step = outreach.outreach_sequence_step;
  return {
    status: outreach.status,
    holdReason: outreach.hold_reason,
    step,
    finalStep: finalStepOf(campaign && { status: "active", steps }, settings.max_sequence_steps),
    lastEmailSentAt: outreach.last_email_sent_at,
    isNextStepSpent: await isStepSpent(tx, tenantId, outreach.id, outreach.re_contact_cycle, step + 1),
    hasEmail: prospect.email_key !== null,
    isUnsubscribed: outreach.email_unsubscribed,
    isSuppressed: key !== null && (await isSuppressed(tx, key)),
    isAddressBounced: prospect.email !== null && (await hasBounced(tx, tenantId, outreach.id, prospect.email)),
  };
}
