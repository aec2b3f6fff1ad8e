import type { Tx } from "#lib/db/types.ts";

export type TestSender = {
  from_email: string;
  from_name: string;
  reply_to_email: string | null;
  domain: string;
  connection_id: string;
  kind: string;
  settings: unknown;
  secrets_encrypted: Uint8Array | null;
};

/** The mailbox and its connection; null when there is none that is in use. */
export async function findTestSender(tx: Tx, tenantId: string, mailboxId: string): Promise<TestSender | null> {
  const rows = await tx.$queryRaw<TestSender[]>`
    SELECT m.from_email, m.from_name, m.reply_to_email, d.domain, c.id AS connection_id, c.kind, c.settings, c.secrets_encrypted
    FROM mailboxes m
    JOIN sending_domains d ON d.id = m.sending_domain_id
    JOIN provider_connections c ON c.id = m.provider_connection_id
    WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.id = ${mailboxId}::uuid AND m.archived_at IS NULL AND c.archived_at IS NULL`;
  return rows[0] ?? null;
}
