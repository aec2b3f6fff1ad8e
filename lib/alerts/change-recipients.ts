import { z } from "zod";
import { changedFields } from "#lib/audit/changed-fields.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { Actor } from "#lib/shared/actor.ts";
import type { CreateRecipientBody, RecipientView, UpdateRecipientBody } from "./contract-delivery.ts";
import { dropDeliveries } from "./repo-deliveries.ts";
import {
  deleteRecipient,
  findRecipient,
  insertRecipient,
  type RecipientRow,
  selectRecipients,
  updateRecipient,
} from "./repo-recipients.ts";

type Change = { tenantId: string; actor: Actor; requestId?: string };
type ChangeOf = Change & { id: string };

const targetKind = "alert_recipient";

/** Who gets alerts by email, newest first, and whether the platform can mail at all. */
export async function listRecipients(
  ctx: EngineContext,
  { tenantId, limit, cursor }: { tenantId: string; limit: number; cursor?: string },
): Promise<Page<RecipientView> & { is_email_on: boolean }> {
  const before = decodeCursor(cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await ctx.forTenant(tenantId, (tx) => selectRecipients(tx, tenantId, { before, limit: limit + 1 }));
  return { ...toPage(rows, limit, (row) => [row.id], toView), is_email_on: ctx.config.alertMail !== null };
}

/** Adds an address that gets alerts by email. @throws AppError conflict when it is there already */
export async function addRecipient(
  ctx: EngineContext,
  { body, ...change }: Change & { body: CreateRecipientBody },
): Promise<RecipientView> {
  const { tenantId } = change;
  const data = { ...body, email: body.email.toLowerCase(), tenant_id: tenantId, created_at: ctx.now() };
  const added = ctx.forTenant(tenantId, async (tx) => {
    const row = await insertRecipient(tx, data);
    const target = { targetKind, targetId: row.id };
    await writeAudit(tx, { ...change, action: "alert_recipient.added", ...target, after: recordOf(row) });
    return toView(row);
  });
  return added.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    const message = "gets alerts already: change what it gets";
    throw new AppError("conflict", `email: ${message}`, { errors: [{ field: "email", message }] });
  });
}

/** Changes which alerts somebody gets. @throws AppError not_found */
export async function changeRecipient(
  ctx: EngineContext,
  { id, body, ...change }: ChangeOf & { body: UpdateRecipientBody },
): Promise<RecipientView> {
  const { tenantId } = change;
  return ctx.forTenant(tenantId, async (tx) => {
    const before = await findRecipient(tx, tenantId, id);
    if (before === null) throw notFound("alert recipient");
    const after = await updateRecipient(tx, tenantId, id, body);
    const changed = changedFields(recordOf(before), recordOf(after));
    const target = { targetKind, targetId: id };
    if (changed) await writeAudit(tx, { ...change, action: "alert_recipient.changed", ...target, ...changed });
    return toView(after);
  });
}

/** Removes an address: nothing that waits for it is mailed any more. @throws AppError not_found */
export async function removeRecipient(ctx: EngineContext, { id, ...change }: ChangeOf): Promise<void> {
  const { tenantId } = change;
  await ctx.forTenant(tenantId, async (tx) => {
    const before = await findRecipient(tx, tenantId, id);
    if (before === null) throw notFound("alert recipient");
    await dropDeliveries(tx, tenantId, id, "The recipient was removed.");
    await deleteRecipient(tx, tenantId, id);
    const target = { targetKind, targetId: id };
    await writeAudit(tx, { ...change, action: "alert_recipient.removed", ...target, before: recordOf(before) });
  });
}

const recordOf = ({ email, min_severity, kinds, digest_hour }: RecipientRow) => ({
  email,
  min_severity,
  kinds,
  digest_hour,
});

function toView({ id, email, min_severity, kinds, digest_hour, created_at }: RecipientRow): RecipientView {
  const severity = min_severity as RecipientView["min_severity"];
  return { id, email, min_severity: severity, kinds, digest_hour, created_at: created_at.toISOString() };
}
