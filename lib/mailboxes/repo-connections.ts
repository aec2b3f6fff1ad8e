import type { Tx } from "#lib/db/types.ts";
import type { PlaceFilter, PlacePage } from "./types.ts";

/** A provider's public key as stored: SPKI PEM. */
export type StoredWebhookKey = { id: string; public_key: string; added_at: string };

export type ConnectionRow = {
  id: string;
  name: string;
  kind: string;
  event_source: string;
  settings: Record<string, unknown>;
  secrets_encrypted: Uint8Array | null;
  webhook_keys: StoredWebhookKey[];
  archived_at: Date | null;
  version: number;
  created_at: Date;
  mailbox_count: number;
  state: string | null;
  state_reason: string | null;
  state_since: Date | null;
};

/** Connections by name with their state and how many mailboxes use them. */
export async function selectConnections(
  tx: Tx,
  tenantId: string,
  { id = null, archived = null, q = null }: PlaceFilter,
  { after, limit }: PlacePage,
): Promise<ConnectionRow[]> {
  return tx.$queryRaw<ConnectionRow[]>`
    SELECT p.id, p.name, p.kind, p.event_source, p.settings, p.secrets_encrypted, p.webhook_keys, p.archived_at, p.version, p.created_at,
      (SELECT count(*)::int FROM mailboxes m
       WHERE m.tenant_id = p.tenant_id AND m.provider_connection_id = p.id AND m.archived_at IS NULL) AS mailbox_count,
      h.state, h.reason AS state_reason, h.since AS state_since
    FROM provider_connections p
    LEFT JOIN health_states h ON h.tenant_id = p.tenant_id AND h.scope_kind = 'connection' AND h.scope_id = p.id
    WHERE p.tenant_id = (SELECT ${tenantId}::uuid) AND (${id}::uuid IS NULL OR p.id = ${id}::uuid)
      AND (${archived}::boolean IS NULL OR (p.archived_at IS NOT NULL) = ${archived}::boolean)
      AND (${q}::text IS NULL OR position(lower(${q}::text) IN lower(p.name)) > 0)
      AND (${after}::text IS NULL OR p.name > ${after}::text)
    ORDER BY p.name LIMIT ${limit}`;
}

export type StoredConnection = Awaited<ReturnType<Tx["providerConnection"]["findFirstOrThrow"]>>;

/** The row, held against change until the transaction ends; null when the tenant has none of this id. */
export async function lockConnection(tx: Tx, tenantId: string, id: string): Promise<StoredConnection | null> {
  await tx.$queryRaw`SELECT 1 FROM provider_connections WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid FOR UPDATE`;
  return tx.providerConnection.findFirst({ where: { tenant_id: tenantId, id } });
}

/** The row, which stays as it is until the transaction ends. */
export async function findConnectionForShare(tx: Tx, tenantId: string, id: string): Promise<StoredConnection | null> {
  await tx.$queryRaw`SELECT 1 FROM provider_connections WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid FOR SHARE`;
  return tx.providerConnection.findFirst({ where: { tenant_id: tenantId, id } });
}

export type ConnectionFields = {
  name: string;
  event_source: string;
  settings: object;
  secrets_encrypted: Uint8Array<ArrayBuffer> | null;
  webhook_keys: StoredWebhookKey[];
};

export async function insertConnection(
  tx: Tx,
  data: ConnectionFields & { tenant_id: string; kind: string; created_at: Date },
): Promise<string> {
  return (await tx.providerConnection.create({ data, select: { id: true } })).id;
}

export async function updateConnectionRow(
  tx: Tx,
  tenantId: string,
  id: string,
  change: Partial<ConnectionFields> & { archived_at?: Date },
): Promise<void> {
  const data = { ...change, version: { increment: 1 } };
  await tx.providerConnection.updateMany({ where: { tenant_id: tenantId, id }, data });
}

/** What still needs the connection: mailboxes that are not archived, and messages whose outcome is open. */
export async function countConnectionUse(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<{ mailboxes: number; unsettled_messages: number }> {
  const [row] = await tx.$queryRaw<{ mailboxes: number; unsettled_messages: number }[]>`
    SELECT
      (SELECT count(*)::int FROM mailboxes
       WHERE tenant_id = ${tenantId}::uuid AND provider_connection_id = ${id}::uuid AND archived_at IS NULL) AS mailboxes,
      (SELECT count(*)::int FROM outreach_emails e LEFT JOIN mailboxes m ON m.id = e.mailbox_id
       WHERE e.tenant_id = ${tenantId}::uuid AND e.status IN ('queued', 'claimed', 'sending', 'unknown')
         AND COALESCE(e.provider_connection_id, m.provider_connection_id) = ${id}::uuid) AS unsettled_messages`;
  return row ?? { mailboxes: 0, unsettled_messages: 0 };
}
