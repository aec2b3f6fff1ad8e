import type { Tx } from "#lib/db/types.ts";

export type ApiKeyRow = Awaited<ReturnType<Tx["apiKey"]["findFirstOrThrow"]>>;
type ApiKeyInsert = Parameters<Tx["apiKey"]["create"]>[0]["data"];

export async function insertApiKey(tx: Tx, data: ApiKeyInsert): Promise<ApiKeyRow> {
  return tx.apiKey.create({ data });
}

/** Newest first; `before` is the last id of the page before. */
export async function selectApiKeys(
  tx: Tx,
  tenantId: string,
  page: { before: string | null; limit: number },
): Promise<ApiKeyRow[]> {
  return tx.apiKey.findMany({
    where: { tenant_id: tenantId, id: page.before === null ? undefined : { lt: page.before } },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

export async function selectApiKey(tx: Tx, tenantId: string, id: string): Promise<ApiKeyRow | null> {
  return tx.apiKey.findFirst({ where: { tenant_id: tenantId, id } });
}

/** False when it was revoked before. */
export async function setApiKeyRevoked(tx: Tx, tenantId: string, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.apiKey.updateMany({
    where: { tenant_id: tenantId, id, revoked_at: null },
    data: { revoked_at: at },
  });
  return count === 1;
}

/** The tenant's own row. */
export async function selectTenant(tx: Tx, tenantId: string): Promise<{ id: string; name: string; is_demo: boolean }> {
  return tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { id: true, name: true, is_demo: true } });
}

/** Revokes the keys of these roles that a person made; returns how many. */
export async function revokeKeysMadeBy(
  tx: Tx,
  tenantId: string,
  userId: string,
  which: { roles: string[]; at: Date },
): Promise<number> {
  const { count } = await tx.apiKey.updateMany({
    where: { tenant_id: tenantId, created_by: userId, role: { in: which.roles }, revoked_at: null },
    data: { revoked_at: which.at },
  });
  return count;
}
