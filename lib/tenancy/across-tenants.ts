import type { Database } from "#lib/db/types.ts";

/** The only file that looks across tenants: dispatchers, connection look-up, login (SPEC §2). */
type Across = Pick<Database, "acrossTenants">;

/** Tenants whose engine is switched on, for the dispatchers. */
export async function listActiveTenantIds(db: Across): Promise<string[]> {
  const rows = await db.acrossTenants((tx) =>
    tx.salesEngineConfig.findMany({
      where: { is_active: true },
      select: { tenant_id: true },
      orderBy: { tenant_id: "asc" },
    }),
  );
  return rows.map((row) => row.tenant_id);
}

/** Every tenant, for upkeep that also runs while an engine is off. */
export async function listTenantIds(db: Across): Promise<string[]> {
  const rows = await db.acrossTenants((tx) => tx.tenant.findMany({ select: { id: true }, orderBy: { id: "asc" } }));
  return rows.map((row) => row.id);
}

export type ConnectionOwner = { tenantId: string; connectionId: string };

/** Whose connection an incoming webhook names; null when nobody's. `connectionId` must be a uuid. */
export async function findConnectionOwner(db: Across, connectionId: string): Promise<ConnectionOwner | null> {
  const row = await db.acrossTenants((tx) =>
    tx.providerConnection.findUnique({ where: { id: connectionId }, select: { tenant_id: true } }),
  );
  return row && { tenantId: row.tenant_id, connectionId };
}

export type Membership = { tenantId: string; tenantName: string; isDemo: boolean; role: string };

/** The tenants a person belongs to, first joined first. */
export async function listMemberships(db: Across, userId: string): Promise<Membership[]> {
  const rows = await db.acrossTenants((tx) =>
    tx.member.findMany({ where: { user_id: userId }, include: { tenant: true }, orderBy: { created_at: "asc" } }),
  );
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    tenantName: row.tenant.name,
    isDemo: row.tenant.is_demo,
    role: row.role,
  }));
}

export type KeyOwner = {
  id: string;
  tenantId: string;
  name: string;
  role: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** Whose API key has this hash (sha256 of the whole key); null when nobody's. */
export async function findApiKeyByHash(db: Across, keyHash: Uint8Array<ArrayBuffer>): Promise<KeyOwner | null> {
  const row = await db.acrossTenants((tx) => tx.apiKey.findUnique({ where: { key_hash: keyHash } }));
  return (
    row && {
      id: row.id,
      tenantId: row.tenant_id,
      name: row.name,
      role: row.role,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
    }
  );
}
