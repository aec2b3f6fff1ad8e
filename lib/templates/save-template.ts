import { changedFields } from "#lib/audit/changed-fields.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { CreateTemplateBody, TemplateView, UpdateTemplateBody } from "./contract.ts";
import { getTemplate } from "./list-templates.ts";
import { insertTemplate, lockTemplate, updateTemplateRow } from "./repo.ts";
import { templateConflict } from "./template-conflict.ts";

type Change = { tenantId: string; actor: Actor; requestId?: string };

/** Makes a template. @throws AppError conflict when the name is taken */
export async function createTemplate(
  ctx: EngineContext,
  request: Change & { body: CreateTemplateBody },
): Promise<TemplateView> {
  const { body, ...change } = request;
  const save = ctx.forTenant(change.tenantId, async (tx) => {
    const { id } = await insertTemplate(tx, change.tenantId, body);
    const target = { targetKind: "template", targetId: id };
    await writeAudit(tx, { ...change, action: "template.created", ...target, after: body });
    return id;
  });
  const id = await save.catch(refuseTakenName);
  return getTemplate(ctx, { tenantId: change.tenantId, id });
}

/**
 * Changes a template that is still as it was read; messages written from now on have the new text.
 * @throws AppError not_found; version_conflict with `current` and the `changes` missed; conflict when it is archived or the name is taken
 */
export async function updateTemplate(
  ctx: EngineContext,
  request: Change & { id: string; body: UpdateTemplateBody },
): Promise<TemplateView> {
  const { id, body, ...change } = request;
  const { tenantId } = change;
  const { version, ...fields } = body;
  const save = ctx.forTenant(tenantId, async (tx) => {
    const before = await lockTemplate(tx, tenantId, id);
    if (!before) throw notFound("template");
    if (before.archived_at) throw new AppError("conflict", "An archived template stays as it is.");
    if (before.version !== version) return false;
    const changed = changedFields({ ...before }, fields);
    if (!changed) return true;
    await updateTemplateRow(tx, tenantId, id, version, fields);
    await writeAudit(tx, { ...change, action: "template.changed", targetKind: "template", targetId: id, ...changed });
    return true;
  });
  const isSaved = await save.catch(refuseTakenName);
  const current = await getTemplate(ctx, { tenantId, id });
  if (!isSaved) throw await templateConflict(ctx, { tenantId, current, edited: version });
  return current;
}

function refuseTakenName(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  const message = "belongs to another template already";
  throw new AppError("conflict", `name: ${message}`, { errors: [{ field: "name", message }] });
}
