import type { Tx } from "#lib/db/types.ts";

/**
 * Set-up of every mailbox in use by address, in the shape of contract-bulk.ts `mailboxSetUps`, as JSON text: for ten thousand of them
 * several times cheaper than as many rows. `day` is the day (`2026-06-10`) whose reservations count.
 */
export async function selectSetUps(tx: Tx, tenantId: string, day: string): Promise<string> {
  const rows = await tx.$queryRaw<{ json: string }[]>`
    SELECT json_build_object('items', COALESCE(json_agg(json_build_object(
        'id', m.id, 'from_email', m.from_email, 'from_name', m.from_name, 'daily_limit', m.daily_limit, 'used_today', COALESCE(c.used, 0),
        'sending_domain_id', m.sending_domain_id, 'provider_connection_id', m.provider_connection_id, 'connection_name', p.name,
        'connection_kind', p.kind) ORDER BY m.from_email), '[]'))::text AS json
    FROM mailboxes m
    JOIN provider_connections p ON p.id = m.provider_connection_id
    LEFT JOIN capacity_days c ON c.tenant_id = m.tenant_id AND c.day = ${day}::date AND c.kind = 'mailbox' AND c.key = m.id::text
    WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.archived_at IS NULL`;
  return rows[0]?.json ?? '{"items":[]}';
}
