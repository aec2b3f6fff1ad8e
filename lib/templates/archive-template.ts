import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { TemplateUse, TemplateView } from "./contract.ts";
import { getTemplate, toUse } from "./list-templates.ts";
import { listTemplateUses, lockTemplate, updateTemplateRow } from "./repo.ts";
import { templateConflict } from "./template-conflict.ts";

type Request = { tenantId: string; actor: Actor; id: string; version: number; requestId?: string };

/**
 * Takes a template out of use; again is no error. One that a campaign names stays: without it the campaign would write other texts. The
 * template is locked first, and a campaign being saved holds its templates, so neither overtakes the other.
 * @throws AppError not_found; version_conflict with `current` and the `changes` missed; conflict with the `campaigns` that use it
 */
export async function archiveTemplate(ctx: EngineContext, request: Request): Promise<TemplateView> {
  const { tenantId, id, version, ...change } = request;
  const isDone = await ctx.forTenant(tenantId, async (tx) => {
    const before = await lockTemplate(tx, tenantId, id);
    if (!before) throw notFound("template");
    if (before.archived_at) return true;
    if (before.version !== version) return false;
    const uses = await listTemplateUses(tx, tenantId, [id]);
    if (uses.length > 0) throw usedBy(uses.map(toUse));
    const archived_at = ctx.now();
    await updateTemplateRow(tx, tenantId, id, version, { archived_at });
    const target = { targetKind: "template", targetId: id };
    await writeAudit(tx, { ...change, tenantId, action: "template.archived", ...target, after: { archived_at } });
    return true;
  });
  const current = await getTemplate(ctx, { tenantId, id });
  if (!isDone) throw await templateConflict(ctx, { tenantId, current, edited: version });
  return current;
}

function usedBy(campaigns: TemplateUse[]): AppError {
  const names = campaigns.map(({ name }) => name).join(", ");
  const detail = `These campaigns use the template: ${names}. Give their steps another one, or archive them, first.`;
  return new AppError("conflict", detail, { extra: { campaigns } });
}
