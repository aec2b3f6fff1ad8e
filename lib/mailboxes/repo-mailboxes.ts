import type { Tx } from "#lib/db/types.ts";
import type { PlaceFilter, PlacePage } from "./types.ts";

export type MailboxRow = {
  id: string;
  from_email: string;
  from_name: string;
  sender_name: string;
  reply_to_email: string | null;
  daily_limit: number;
  is_active: boolean;
  open_tracking: boolean;
  click_tracking: boolean;
  sending_domain_id: string;
  domain: string;
  provider_connection_id: string;
  connection_name: string;
  connection_kind: string;
  used_today: number;
  last_scheduled_at: Date | null;
  archived_at: Date | null;
  version: number;
  created_at: Date;
  state: string | null;
  state_reason: string | null;
  state_since: Date | null;
};

export type MailboxFilter = PlaceFilter & { domainId?: string | null; connectionId?: string | null };

/** Mailboxes by address with their state and what they have reserved on `day` (`2026-06-10`). */
export async function selectMailboxes(
  tx: Tx,
  tenantId: string,
  { id = null, archived = null, q = null, domainId = null, connectionId = null }: MailboxFilter,
  { after, limit }: PlacePage,
  day: string,
): Promise<MailboxRow[]> {
  return tx.$queryRaw<MailboxRow[]>`
    SELECT m.id, m.from_email, m.from_name, m.sender_name, m.reply_to_email, m.daily_limit, m.is_active, m.open_tracking,
      m.click_tracking, m.sending_domain_id, d.domain, m.provider_connection_id, p.name AS connection_name, p.kind AS connection_kind,
      COALESCE(c.used, 0)::int AS used_today, m.last_scheduled_at, m.archived_at, m.version, m.created_at,
      h.state, h.reason AS state_reason, h.since AS state_since
    FROM mailboxes m
    JOIN sending_domains d ON d.id = m.sending_domain_id
    JOIN provider_connections p ON p.id = m.provider_connection_id
    LEFT JOIN health_states h ON h.tenant_id = m.tenant_id AND h.scope_kind = 'mailbox' AND h.scope_id = m.id
    LEFT JOIN capacity_days c ON c.tenant_id = m.tenant_id AND c.day = ${day}::date AND c.kind = 'mailbox' AND c.key = m.id::text
    WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND (${id}::uuid IS NULL OR m.id = ${id}::uuid)
      AND (${archived}::boolean IS NULL OR (m.archived_at IS NOT NULL) = ${archived}::boolean)
      AND (${domainId}::uuid IS NULL OR m.sending_domain_id = ${domainId}::uuid)
      AND (${connectionId}::uuid IS NULL OR m.provider_connection_id = ${connectionId}::uuid)
      AND (${q}::text IS NULL OR position(lower(${q}::text) IN m.from_email) > 0)
      AND (${after}::text IS NULL OR m.from_email > ${after}::text)
    ORDER BY m.from_email LIMIT ${limit}`;
}

export type StoredMailbox = Awaited<ReturnType<Tx["mailbox"]["findFirstOrThrow"]>>;

/** The row, held against change until the transaction ends; null when the tenant has none of this id. */
export async function lockMailbox(tx: Tx, tenantId: string, id: string): Promise<StoredMailbox | null> {
  await tx.$queryRaw`SELECT 1 FROM mailboxes WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid FOR UPDATE`;
  return tx.mailbox.findFirst({ where: { tenant_id: tenantId, id } });
}

/** The tenant's row of this address, archived or not. */
export async function findMailbox(tx: Tx, tenantId: string, fromEmail: string): Promise<StoredMailbox | null> {
  return tx.mailbox.findFirst({ where: { tenant_id: tenantId, from_email: fromEmail } });
}

export type MailboxFields = {
  from_name: string;
  sender_name: string;
  reply_to_email: string | null;
  daily_limit: number;
  is_active: boolean;
  open_tracking: boolean;
  click_tracking: boolean;
  provider_connection_id: string;
};

export async function insertMailbox(
  tx: Tx,
  data: MailboxFields & { tenant_id: string; from_email: string; sending_domain_id: string; created_at: Date },
): Promise<string> {
  return (await tx.mailbox.create({ data, select: { id: true } })).id;
}

export async function updateMailboxRow(
  tx: Tx,
  tenantId: string,
  id: string,
  change: Partial<MailboxFields> & { archived_at?: Date | null },
): Promise<void> {
  await tx.mailbox.updateMany({ where: { tenant_id: tenantId, id }, data: { ...change, version: { increment: 1 } } });
}
