import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import { parseAddress } from "#lib/shared/email-key.ts";
import type { CreateMailboxBody, MailboxView } from "./contract-mailbox.ts";
import { getMailbox } from "./list-mailboxes.ts";
import { taken } from "./refusals.ts";
import { findDomainForShare } from "./repo-domains.ts";
import { findMailbox, insertMailbox, updateMailboxRow } from "./repo-mailboxes.ts";
import { requireConnection } from "./require-connection.ts";
import type { Change } from "./types.ts";

type Request = Change & { body: CreateMailboxBody };

/**
 * Adds a mailbox to the sending domain of its address; one that was archived comes back with its history.
 * @throws AppError validation_failed (no such sending domain or connection); conflict when the address is here already
 */
export async function createMailbox(ctx: EngineContext, { body, ...change }: Request): Promise<MailboxView> {
  const { tenantId } = change;
  const id = await ctx
    .forTenant(tenantId, (tx) => addMailbox(tx, change, body, ctx.now()))
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? addressTaken(body.from_email) : error;
    });
  await announceChange(ctx, tenantId);
  return getMailbox(ctx, { tenantId, id });
}

async function addMailbox(tx: Tx, change: Change, body: CreateMailboxBody, now: Date): Promise<string> {
  const { tenantId } = change;
  const { from_email: given, ...fields } = body;
  const { fromEmail, domain } = readSender(given);
  const sendingDomain = await findDomainForShare(tx, tenantId, domain);
  if (!sendingDomain || sendingDomain.archived_at) {
    throw invalidField("from_email", `${domain} is none of your sending domains: add it first`);
  }
  await requireConnection(tx, tenantId, fields.provider_connection_id);
  const existing = await findMailbox(tx, tenantId, fromEmail);
  if (existing && !existing.archived_at) throw addressTaken(fromEmail);
  const place = { tenant_id: tenantId, from_email: fromEmail, sending_domain_id: sendingDomain.id };
  const id = existing?.id ?? (await insertMailbox(tx, { ...fields, ...place, created_at: now }));
  if (existing) await updateMailboxRow(tx, tenantId, id, { ...fields, archived_at: null });
  await writeAudit(tx, {
    ...change,
    action: existing ? "mailbox.restored" : "mailbox.created",
    targetKind: "mailbox",
    targetId: id,
    after: { from_email: fromEmail, ...fields },
  });
  return id;
}

function readSender(address: string) {
  const parsed = parseAddress(address);
  if (!parsed) throw invalidField("from_email", "must be an email address");
  return { fromEmail: `${parsed.local}@${parsed.domain}`, domain: parsed.domain };
}

function addressTaken(address: string) {
  return taken("from_email", `${address} is one of your mailboxes already`);
}
