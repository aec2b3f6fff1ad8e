import type { Tx } from "#lib/db/types.ts";

type StateTuple = [
  kind: string,
  id: string,
  state: string,
  reason: string | null,
  sinceMs: number,
  evidence: Record<string, unknown> | null,
  releasesAtMs: number | null,
  cleanSends: number,
];

/** Sending domains and mailboxes in use with their states, as tuples: ten thousand of them are read at once. */
export type Inventory = {
  domains: [id: string, domain: string, isAuthenticated: boolean][];
  mailboxes: [
    id: string,
    fromEmail: string,
    domainId: string,
    connectionId: string,
    isActive: boolean,
    dailyLimit: number,
  ][];
  states: StateTuple[];
  archivedConnections: string[];
  settings: { mailbox_health_threshold: number; require_domain_auth: boolean };
};

/** A text that differs whenever the inventory does: hashes of its columns, an order of magnitude cheaper than the rows themselves. */
export async function fingerprintInventory(tx: Tx, tenantId: string): Promise<string> {
  const rows = await tx.$queryRaw<{ fingerprint: string }[]>`
    SELECT concat_ws(' ',
      (SELECT concat(count(*), '.', bit_xor(uuid_hash_extended(id, hashtextextended(domain || ' ' || auth_status, 0))))
        FROM sending_domains WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NULL),
      (SELECT concat(count(*), '.', bit_xor(uuid_hash_extended(id, uuid_hash_extended(sending_domain_id,
          uuid_hash_extended(provider_connection_id, hashtextextended(from_email, 2 * daily_limit::bigint + is_active::int))))))
        FROM mailboxes WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NULL),
      (SELECT concat(count(*), '.', bit_xor(uuid_hash_extended(scope_id, hashtextextended(concat_ws(' ', scope_kind, state, since, reason,
          evidence, releases_at, clean_sends), 0))))
        FROM health_states WHERE tenant_id = ${tenantId}::uuid),
      (SELECT concat(count(*), '.', bit_xor(uuid_hash_extended(id, 0)))
        FROM provider_connections WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NOT NULL),
      (SELECT concat(mailbox_health_threshold, '.', require_domain_auth)
        FROM sales_engine_config WHERE tenant_id = ${tenantId}::uuid)
    ) AS fingerprint`;
  return rows[0]?.fingerprint ?? "";
}

/** The inventory, domains and mailboxes by name. It travels as one JSON value: several times cheaper than as many rows. */
export async function loadInventory(tx: Tx, tenantId: string): Promise<Inventory> {
  const rows = await tx.$queryRaw<{ inventory: string }[]>`
    SELECT json_build_object(
      'domains', (SELECT coalesce(json_agg(json_build_array(id, domain, auth_status = 'passed')), '[]')
        FROM (SELECT * FROM sending_domains WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NULL ORDER BY domain) d),
      'mailboxes', (SELECT coalesce(json_agg(json_build_array(id, from_email, sending_domain_id, provider_connection_id, is_active, daily_limit)), '[]')
        FROM (SELECT * FROM mailboxes WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NULL ORDER BY from_email) m),
      'states', (SELECT coalesce(json_agg(json_build_array(scope_kind, scope_id, state, reason,
          floor(extract(epoch FROM since) * 1000), evidence, floor(extract(epoch FROM releases_at) * 1000), clean_sends)
          ORDER BY scope_id), '[]')
        FROM health_states WHERE tenant_id = ${tenantId}::uuid),
      'archivedConnections', (SELECT coalesce(json_agg(id ORDER BY id), '[]')
        FROM provider_connections WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NOT NULL),
      'settings', (SELECT json_build_object('mailbox_health_threshold', mailbox_health_threshold, 'require_domain_auth', require_domain_auth)
        FROM sales_engine_config WHERE tenant_id = ${tenantId}::uuid)
    )::text AS inventory`;
  return JSON.parse(rows[0]?.inventory ?? "") as Inventory;
}
