import { changedFields } from "#lib/audit/changed-fields.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import type { MailboxView, UpdateMailboxBody } from "./contract-mailbox.ts";
import { getMailbox } from "./list-mailboxes.ts";
import { missedChanges } from "./missed-changes.ts";
import { versionConflict } from "./refusals.ts";
import { lockMailbox, type MailboxFields, type StoredMailbox, updateMailboxRow } from "./repo-mailboxes.ts";
import { requireConnection } from "./require-connection.ts";
import type { Change } from "./types.ts";

type Request = Change & { id: string; body: UpdateMailboxBody };

/**
 * Changes a mailbox that is still as it was read. Its address never changes: that would be another mailbox.
 * @throws AppError not_found, version_conflict with `current` and the `changes` missed, validation_failed
 */
export async function updateMailbox(ctx: EngineContext, { id, body, ...change }: Request): Promise<MailboxView> {
  return saveMailbox(ctx, { id, version: body.version, ...change }, async (tx, before) => {
    const { version: _version, ...fields } = body;
    const changed = changedFields({ ...before }, fields);
    if (!changed) return;
    if (fields.provider_connection_id) await requireConnection(tx, change.tenantId, fields.provider_connection_id);
    await updateMailboxRow(tx, change.tenantId, id, fields as Partial<MailboxFields>);
    await writeAudit(tx, { ...change, action: "mailbox.changed", targetKind: "mailbox", targetId: id, ...changed });
  });
}

/**
 * Puts a mailbox away: it sends nothing more, its history stays. What is queued for it is cancelled at hand-over and planned again.
 * @throws AppError not_found, version_conflict
 */
export async function archiveMailbox(
  ctx: EngineContext,
  request: Change & { id: string; version: number },
): Promise<MailboxView> {
  const { id, version: _version, ...change } = request;
  return saveMailbox(ctx, request, async (tx, before) => {
    await updateMailboxRow(tx, change.tenantId, id, { archived_at: ctx.now() });
    const target = { targetKind: "mailbox", targetId: id };
    await writeAudit(tx, {
      ...change,
      action: "mailbox.archived",
      ...target,
      before: { from_email: before.from_email },
    });
  });
}

async function saveMailbox(
  ctx: EngineContext,
  { tenantId, id, version }: { tenantId: string; id: string; version: number },
  save: (tx: Tx, before: StoredMailbox) => Promise<void>,
): Promise<MailboxView> {
  const isSaved = await ctx.forTenant(tenantId, async (tx) => {
    const before = await lockMailbox(tx, tenantId, id);
    if (!before || before.archived_at) throw notFound("mailbox");
    if (before.version !== version) return false;
    await save(tx, before);
    return true;
  });
  const current = await getMailbox(ctx, { tenantId, id });
  if (!isSaved) {
    const edited = { tenantId, kind: "mailbox", id, version } as const;
    throw versionConflict("mailbox", current, await missedChanges(ctx, edited, current));
  }
  await announceChange(ctx, tenantId);
  return current;
}
