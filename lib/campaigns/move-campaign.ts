import { writeAudit } from "#lib/audit/write-audit.ts";
import { closeSendGate } from "#lib/db/send-gate.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { campaignConflict } from "./campaign-conflict.ts";
import type { CampaignView } from "./contract.ts";
import { getCampaign } from "./list-campaigns.ts";
import { isSilent, mayMove } from "./policy/campaign-moves.ts";
import { findCampaign, findOpenOutreach, updateCampaignRow } from "./repo.ts";

type Request = {
  tenantId: string;
  actor: Actor;
  id: string;
  version: number;
  status: CampaignView["status"];
  requestId?: string;
};

/**
 * Starts, pauses, resumes, completes or archives a campaign (SPEC §6). When it falls silent what it has queued is cancelled in the same
 * transaction; the job then holds the rest of its prospects. The last check before a hand-over knows the campaign's status too, and waits
 * for a change of it.
 * @throws AppError not_found; version_conflict with `current` and the `changes` missed; conflict for a move that there is not
 */
export async function moveCampaign(ctx: EngineContext, request: Request): Promise<CampaignView> {
  const { tenantId, actor, id, version, status, requestId } = request;
  const now = ctx.now();
  const isMoved = await ctx.forTenant(tenantId, async (tx) => {
    if (isSilent(status)) await closeSendGate(tx, tenantId);
    const before = await findCampaign(tx, tenantId, id);
    if (!before) throw notFound("campaign");
    if (before.version !== version) return false;
    const from = before.status as CampaignView["status"];
    if (!mayMove(from, status)) throw new AppError("conflict", `A campaign that is ${from} does not become ${status}.`);
    if (!(await updateCampaignRow(tx, tenantId, id, version, { status }))) return false;
    const outreachIds = isSilent(status) ? await findOpenOutreach(tx, tenantId, id) : [];
    const reason = status === "paused" ? "campaign_paused" : "sequence_moved_on";
    const cancelled = await cancelOpenSends(tx, { tenantId, outreachIds, reason, now });
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    await writeAudit(tx, {
      tenantId,
      actor,
      requestId,
      action: "campaign.moved",
      targetKind: "campaign",
      targetId: id,
      before: { status: from },
      after: { status, cancelled_sends: cancelled },
    });
    return true;
  });
  const current = await getCampaign(ctx, { tenantId, id });
  if (!isMoved) throw await campaignConflict(ctx, { tenantId, current, edited: version });
  await announceChange(ctx, tenantId);
  return current;
}
