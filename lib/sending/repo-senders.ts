import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";

/** Moments are ISO 8601, as JSON has them. */
export type MailboxRow = {
  id: string;
  from_email: string;
  sending_domain_id: string;
  provider_connection_id: string;
  is_active: boolean;
  archived_at: string | null;
  daily_limit: number;
  last_scheduled_at: string | null;
};

export type DomainRow = {
  id: string;
  domain: string;
  auth_status: string;
  archived_at: string | null;
  warmup_started_at: string | null;
  last_reserved_at: string | null;
};

export type ConnectionRow = { id: string; kind: string; settings: unknown; archived_at: string | null };

/** A verdict that is not "healthy". */
export type StateRow = {
  scope_kind: "mailbox" | "domain" | "connection";
  scope_id: string;
  state: string;
  since: string;
  releases_at: string | null;
  clean_sends: number;
};

export type SenderTables = {
  mailboxes: MailboxRow[];
  domains: DomainRow[];
  connections: ConnectionRow[];
  states: StateRow[];
};

/**
 * Mailboxes by id with their domains, connections and the health verdicts that are not "healthy": all of the tenant, or those of some
 * mailboxes' domains. One statement, each thing once, as JSON: with 11,000 mailboxes a row each of all that belongs to them took
 * almost three times as long, and ten times where the planner knew nothing of the tables yet.
 */
export async function listSenders(
  tx: Tx,
  tenantId: string,
  ofMailboxIds: readonly string[] | null,
): Promise<SenderTables> {
  const wanted =
    ofMailboxIds === null
      ? Prisma.empty
      : Prisma.sql`AND sending_domain_id IN (SELECT sending_domain_id FROM mailboxes WHERE id = ANY (${ofMailboxIds}::uuid[]))`;
  const ofThem =
    ofMailboxIds === null
      ? Prisma.empty
      : Prisma.sql`AND scope_id = ANY (ARRAY(
          SELECT id FROM mine UNION SELECT sending_domain_id FROM mine UNION SELECT provider_connection_id FROM mine))`;
  const rows = await tx.$queryRaw<SenderTables[]>`
    WITH mine AS MATERIALIZED (
      SELECT id, from_email, sending_domain_id, provider_connection_id, is_active, archived_at, daily_limit, last_scheduled_at
      FROM mailboxes WHERE tenant_id = (SELECT ${tenantId}::uuid) ${wanted} ORDER BY id)
    SELECT
      (SELECT COALESCE(json_agg(mine), '[]') FROM mine) AS mailboxes,
      (SELECT COALESCE(json_agg(d), '[]') FROM (
        SELECT id, domain, auth_status, archived_at, warmup_started_at, last_reserved_at FROM sending_domains
        WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (ARRAY(SELECT DISTINCT sending_domain_id FROM mine)) ORDER BY id) AS d) AS domains,
      (SELECT COALESCE(json_agg(c), '[]') FROM (
        SELECT id, kind, settings, archived_at FROM provider_connections
        WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (ARRAY(SELECT DISTINCT provider_connection_id FROM mine))) AS c) AS connections,
      (SELECT COALESCE(json_agg(h), '[]') FROM (
        SELECT scope_kind, scope_id, state, since, releases_at, clean_sends FROM health_states
        WHERE tenant_id = (SELECT ${tenantId}::uuid) AND state <> 'healthy' ${ofThem}) AS h) AS states`;
  return rows[0] ?? { mailboxes: [], domains: [], connections: [], states: [] };
}
