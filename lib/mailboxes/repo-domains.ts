import type { Tx } from "#lib/db/types.ts";
import type { PlaceFilter, PlacePage } from "./types.ts";

export type DomainRow = {
  id: string;
  domain: string;
  warmup_started_at: Date | null;
  last_reserved_at: Date | null;
  auth_status: string;
  auth_checked_at: Date | null;
  archived_at: Date | null;
  version: number;
  created_at: Date;
  state: string | null;
  state_reason: string | null;
  state_since: Date | null;
  clean_sends: number | null;
  mailbox_count: number;
  mailbox_ids: string[];
  used_today: number;
};

/** Sending domains by name with their state, mailboxes and what they have reserved on `day` (`2026-06-10`). */
export async function selectDomains(
  tx: Tx,
  tenantId: string,
  { id = null, archived = null, q = null }: PlaceFilter,
  { after, limit }: PlacePage,
  day: string,
): Promise<DomainRow[]> {
  return tx.$queryRaw<DomainRow[]>`
    SELECT d.id, d.domain, d.warmup_started_at, d.last_reserved_at, d.auth_status, d.auth_checked_at, d.archived_at, d.version,
      d.created_at, h.state, h.reason AS state_reason, h.since AS state_since, h.clean_sends, m.mailbox_count,
      m.mailbox_ids, COALESCE(c.used, 0)::int AS used_today
    FROM sending_domains d
    LEFT JOIN health_states h ON h.tenant_id = d.tenant_id AND h.scope_kind = 'domain' AND h.scope_id = d.id
    LEFT JOIN capacity_days c ON c.tenant_id = d.tenant_id AND c.day = ${day}::date AND c.kind = 'domain' AND c.key = d.id::text
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS mailbox_count, COALESCE(array_agg(id), '{}')::uuid[] AS mailbox_ids
      FROM mailboxes WHERE tenant_id = d.tenant_id AND sending_domain_id = d.id AND archived_at IS NULL) m
    WHERE d.tenant_id = (SELECT ${tenantId}::uuid) AND (${id}::uuid IS NULL OR d.id = ${id}::uuid)
      AND (${archived}::boolean IS NULL OR (d.archived_at IS NOT NULL) = ${archived}::boolean)
      AND (${q}::text IS NULL OR position(lower(${q}::text) IN d.domain) > 0)
      AND (${after}::text IS NULL OR d.domain > ${after}::text)
    ORDER BY d.domain LIMIT ${limit}`;
}

export type StoredDomain = Awaited<ReturnType<Tx["sendingDomain"]["findFirstOrThrow"]>>;

/** The row, held against change until the transaction ends; null when the tenant has none of this id. */
export async function lockDomain(tx: Tx, tenantId: string, id: string): Promise<StoredDomain | null> {
  await tx.$queryRaw`SELECT 1 FROM sending_domains WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid FOR UPDATE`;
  return tx.sendingDomain.findFirst({ where: { tenant_id: tenantId, id } });
}

/** The tenant's row of this name, archived or not; it stays as it is until the transaction ends. */
export async function findDomainForShare(tx: Tx, tenantId: string, domain: string): Promise<StoredDomain | null> {
  await tx.$queryRaw`SELECT 1 FROM sending_domains WHERE tenant_id = (SELECT ${tenantId}::uuid) AND domain = ${domain} FOR SHARE`;
  return tx.sendingDomain.findFirst({ where: { tenant_id: tenantId, domain } });
}

export async function insertDomain(
  tx: Tx,
  data: { tenant_id: string; domain: string; warmup_started_at: Date | null; created_at: Date },
): Promise<string> {
  return (await tx.sendingDomain.create({ data, select: { id: true } })).id;
}

type DomainChange = {
  warmup_started_at?: Date | null;
  last_reserved_at?: Date | null;
  archived_at?: Date | null;
  dkim_selectors?: string[];
};

export async function updateDomainRow(tx: Tx, tenantId: string, id: string, change: DomainChange): Promise<void> {
  await tx.sendingDomain.updateMany({
    where: { tenant_id: tenantId, id },
    data: { ...change, version: { increment: 1 } },
  });
}

/** Mailboxes of the domain that are not archived. */
export async function countMailboxesOfDomain(tx: Tx, tenantId: string, id: string): Promise<number> {
  return tx.mailbox.count({ where: { tenant_id: tenantId, sending_domain_id: id, archived_at: null } });
}
