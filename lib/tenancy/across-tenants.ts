import type { Database, Tx } from "#lib/db/types.ts";

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

/** One transaction for many tenants: the dispatchers open the runs of all of them at once. */
export function inOneForAll<Result>(db: Across, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.acrossTenants(work);
}

/** Active tenants that want re-contact, with the zone whose morning starts it. */
export async function listRecontactTenants(db: Across): Promise<{ tenantId: string; timeZone: string }[]> {
  const rows = await db.acrossTenants((tx) =>
    tx.salesEngineConfig.findMany({
      where: { is_active: true, recontact_enabled: true },
      select: { tenant_id: true, send_timezone: true },
      orderBy: { tenant_id: "asc" },
    }),
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, timeZone: row.send_timezone }));
}

/** Imports that have been waiting or at work since before this time. */
export async function listRunningImports(db: Across, before: Date): Promise<{ tenantId: string; importId: string }[]> {
  const rows = await db.acrossTenants((tx) =>
    tx.import.findMany({
      where: { status: "running", created_at: { lt: before } },
      select: { id: true, tenant_id: true },
      orderBy: { id: "asc" },
    }),
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, importId: row.id }));
}

/** Every tenant, for upkeep that also runs while an engine is off. */
export async function listTenantIds(db: Across): Promise<string[]> {
  const rows = await db.acrossTenants((tx) => tx.tenant.findMany({ select: { id: true }, orderBy: { id: "asc" } }));
  return rows.map((row) => row.id);
}

/** The tenant with this short name; null when there is none. */
export async function findTenantIdBySlug(db: Across, slug: string): Promise<string | null> {
  const row = await db.acrossTenants((tx) => tx.tenant.findUnique({ where: { slug }, select: { id: true } }));
  return row?.id ?? null;
}

export type WebhookConnection = { tenantId: string; connectionId: string; eventSource: string; webhookKeys: unknown };

/** The connection an event webhook names, with its keys; null when there is none. `connectionId` must be a uuid. */
export async function findWebhookConnection(db: Across, connectionId: string): Promise<WebhookConnection | null> {
  // Raw, because every post asks this: a model would cost it half a millisecond (docs/adr/0023).
  const rows = await db.acrossTenants(
    (tx) => tx.$queryRaw<WebhookConnection[]>`
      SELECT tenant_id AS "tenantId", id AS "connectionId", event_source AS "eventSource", webhook_keys AS "webhookKeys"
      FROM provider_connections WHERE id = ${connectionId}::uuid`,
  );
  return rows[0] ?? null;
}

/** Makes the monthly partitions of email_events from now on for as long ahead, where they are missing. */
export async function ensureEventPartitions(db: Across, now: Date, months: number): Promise<void> {
  await db.acrossTenants(async (tx) => {
    // The lock before the first look at what is there: a look that waited would still see nothing.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('ensure_email_event_partitions'))::text`;
    await tx.$queryRaw`SELECT ensure_email_event_partitions(${now}::timestamptz,
      ${now}::timestamptz + make_interval(months => ${months}::int))::text`;
  });
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
  lastUsedAt: Date | null;
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
      lastUsedAt: row.last_used_at,
    }
  );
}

/** Notes that a key is in use. */
export async function noteApiKeyUse(db: Across, keyId: string, at: Date): Promise<void> {
  await db.acrossTenants((tx) => tx.apiKey.updateMany({ where: { id: keyId }, data: { last_used_at: at } }));
}

/**
 * Counts a try under `key` in a fixed window and says how many there were, with this one, and when the window began. One
 * statement, so that tries at once are all counted.
 */
export async function countTry(
  db: Across,
  key: string,
  now: Date,
  windowMs: number,
): Promise<{ count: number; windowStart: Date }> {
  const at = now.getTime();
  const [row] = await db.acrossTenants(
    (tx) => tx.$queryRaw<{ count: number; last_request: bigint }[]>`
      INSERT INTO rate_limits (key, count, last_request) VALUES (${key}, 1, ${at})
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN rate_limits.last_request <= ${at - windowMs} THEN 1 ELSE rate_limits.count + 1 END,
        last_request = CASE WHEN rate_limits.last_request <= ${at - windowMs} THEN ${at} ELSE rate_limits.last_request END
      RETURNING count, last_request`,
  );
  return { count: row?.count ?? 1, windowStart: new Date(Number(row?.last_request ?? at)) };
}

/** Forgets the tries under `key`. */
export async function forgetTries(db: Across, key: string): Promise<void> {
  await db.acrossTenants((tx) => tx.rateLimit.deleteMany({ where: { key } }));
}

/** Lets a session work in another tenant; the caller has checked that its person belongs to that one. */
export async function setSessionTenant(db: Across, sessionId: string, tenantId: string): Promise<void> {
  await db.acrossTenants((tx) => tx.session.update({ where: { id: sessionId }, data: { activeTenantId: tenantId } }));
}

/** Ends a session. */
export async function deleteSession(db: Across, sessionId: string): Promise<void> {
  await db.acrossTenants((tx) => tx.session.deleteMany({ where: { id: sessionId } }));
}

export type NewTenant = {
  name: string;
  slug: string;
  isDemo: boolean;
  /** the owner's password is hashed already; a person who has an account keeps their own */
  owner: { email: string; name: string; passwordHash: string };
};

/** Makes a tenant with its settings row, and its owner's account when the address has none. All or nothing. */
export async function insertTenant(
  db: Across,
  tenant: NewTenant,
): Promise<{ tenantId: string; userId: string; isNewUser: boolean }> {
  return db.acrossTenants(async (tx) => {
    const { id } = await tx.tenant.create({ data: { name: tenant.name, slug: tenant.slug, is_demo: tenant.isDemo } });
    await tx.salesEngineConfig.create({ data: { tenant_id: id } });
    await tx.reputationGeneration.create({ data: { tenant_id: id } });
    const { email, name, passwordHash } = tenant.owner;
    const known = await tx.user.findUnique({ where: { email } });
    const user = known ?? (await tx.user.create({ data: { email, name, emailVerified: true } }));
    if (!known) {
      await tx.account.create({
        data: { userId: user.id, accountId: user.id, providerId: "credential", password: passwordHash },
      });
    }
    await tx.member.create({ data: { tenant_id: id, user_id: user.id, role: "owner" } });
    return { tenantId: id, userId: user.id, isNewUser: !known };
  });
}
