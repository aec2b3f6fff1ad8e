import { changedFields } from "#lib/audit/changed-fields.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField, notFound } from "#lib/errors/app-error.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { campaignConflict } from "./campaign-conflict.ts";
import type { CampaignView, CreateCampaignBody, UpdateCampaignBody } from "./contract.ts";
import { getCampaign } from "./list-campaigns.ts";
import { findCampaign, holdUsableTemplates, insertCampaign, updateCampaignRow } from "./repo.ts";

type Change = { tenantId: string; actor: Actor; requestId?: string };

/**
 * Makes a draft. @throws AppError conflict when the name is taken; validation_failed for a template that is not there
 */
export async function createCampaign(ctx: EngineContext, request: Change & { body: CreateCampaignBody }) {
  const { body, ...change } = request;
  const save = ctx.forTenant(change.tenantId, async (tx) => {
    await requireTemplates(tx, change.tenantId, body.steps);
    const { id } = await insertCampaign(tx, change.tenantId, body);
    const target = { targetKind: "campaign", targetId: id };
    await writeAudit(tx, { ...change, action: "campaign.created", ...target, after: body });
    return id;
  });
  const id = await save.catch(refuseTakenName);
  return getCampaign(ctx, { tenantId: change.tenantId, id });
}

/**
 * Changes a campaign that is still as it was read; next sends are worked out anew by the job.
 * @throws AppError not_found; version_conflict with `current` and the `changes` missed; conflict when it is archived or the name is taken; validation_failed
 */
export async function updateCampaign(
  ctx: EngineContext,
  request: Change & { id: string; body: UpdateCampaignBody },
): Promise<CampaignView> {
  const { id, body, ...change } = request;
  const { tenantId } = change;
  const { version, ...fields } = body;
  const save = ctx.forTenant(tenantId, async (tx) => {
    const before = await findCampaign(tx, tenantId, id);
    if (!before) throw notFound("campaign");
    if (before.status === "archived") throw new AppError("conflict", "An archived campaign stays as it is.");
    if (before.version !== version) return false;
    const changed = changedFields({ ...before }, fields);
    if (!changed) return true;
    await requireTemplates(tx, tenantId, fields.steps ?? []);
    if (!(await updateCampaignRow(tx, tenantId, id, version, fields))) return false;
    await writeAudit(tx, { ...change, action: "campaign.changed", targetKind: "campaign", targetId: id, ...changed });
    return true;
  });
  const isSaved = await save.catch(refuseTakenName);
  const current = await getCampaign(ctx, { tenantId, id });
  if (!isSaved) throw await campaignConflict(ctx, { tenantId, current, edited: version });
  await announceChange(ctx, tenantId);
  return current;
}

function refuseTakenName(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  const message = "belongs to another campaign already";
  throw new AppError("conflict", `name: ${message}`, { errors: [{ field: "name", message }] });
}

async function requireTemplates(tx: Tx, tenantId: string, steps: readonly { template_id?: string }[]): Promise<void> {
  const ids = [...new Set(steps.flatMap((step) => step.template_id ?? []))];
  const usable = new Set(await holdUsableTemplates(tx, tenantId, ids));
  const missing = steps.findIndex((step) => step.template_id && !usable.has(step.template_id));
  if (missing >= 0) throw invalidField(`steps.${missing}.template_id`, "is no template that can be used");
}
