import type { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";

export type AuthRow = {
  id: string;
  domain: string;
  auth_status: string;
  auth_detail: unknown;
  auth_checked_at: Date | null;
  dkim_selectors: string[];
  archived_at: Date | null;
  /** the different connections its mailboxes send over */
  transports: { kind: string; settings: unknown }[];
};

/** A sending domain with what a check must know of it; null when the tenant has none of this id. */
export async function findAuthRow(tx: Tx, tenantId: string, id: string): Promise<AuthRow | null> {
  const [row] = await tx.$queryRaw<AuthRow[]>`
    SELECT d.id, d.domain, d.auth_status, d.auth_detail, d.auth_checked_at, d.dkim_selectors, d.archived_at,
      COALESCE((SELECT json_agg(DISTINCT jsonb_build_object('kind', c.kind, 'settings', c.settings))
        FROM mailboxes m JOIN provider_connections c ON c.id = m.provider_connection_id
        WHERE m.tenant_id = d.tenant_id AND m.sending_domain_id = d.id AND m.archived_at IS NULL), '[]') AS transports
    FROM sending_domains d WHERE d.tenant_id = (SELECT ${tenantId}::uuid) AND d.id = ${id}::uuid`;
  return row ?? null;
}

/** Sending domains in use, by id. */
export async function listDomainIds(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.sendingDomain.findMany({
    where: { tenant_id: tenantId, archived_at: null },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Held against other checks until the transaction ends. Returns what is stored; null when the domain is gone. */
export async function lockAuth(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<Pick<AuthRow, "auth_status" | "auth_detail"> | null> {
  const [row] = await tx.$queryRaw<Pick<AuthRow, "auth_status" | "auth_detail">[]>`
    SELECT auth_status, auth_detail FROM sending_domains WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid AND archived_at IS NULL FOR UPDATE`;
  return row ?? null;
}

type AuthWrite = { auth_status: string; auth_detail: object; auth_checked_at?: Date };

/** What a check found. The version stays: no form shows it. */
export async function writeAuth(tx: Tx, tenantId: string, id: string, write: AuthWrite): Promise<void> {
  const auth_detail = write.auth_detail as Prisma.InputJsonObject;
  await tx.sendingDomain.updateMany({ where: { tenant_id: tenantId, id }, data: { ...write, auth_detail } });
}
