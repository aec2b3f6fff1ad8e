import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decryptSecrets, encryptSecrets } from "#lib/secrets/secret-box.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { resealColumn } from "./reseal-column.ts";
import { resealSecrets } from "./reseal-secrets.ts";
import { providerBox } from "./sealed-boxes.ts";
import { resealBatchRows } from "./thresholds.ts";

const databaseUrl = await createOwnDatabase();
const ctx = createTestContext(databaseUrl);
const client = new pg.Client(databaseUrl);
beforeAll(() => client.connect());
afterAll(() => client.end());

const [former, current, stranger] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)] as const;
const authSecrets = ["n".repeat(40), "o".repeat(40)] as const;
Object.assign(ctx.config, { encryptionKey: current, oldEncryptionKeys: [former] });
const place = { table: "provider_connections", column: "secrets_encrypted" };

const newConnection = async (tenantId: string, key: Buffer, password: string) =>
  createTestConnection(ctx, tenantId, { kind: "smtp", secrets_encrypted: encryptSecrets(key, { password }) });

async function sealedOf(tenantId: string): Promise<Uint8Array[]> {
  const rows = await ctx.forTenant(tenantId, (tx) => tx.providerConnection.findMany({ orderBy: { id: "asc" } }));
  return rows.flatMap((row) => row.secrets_encrypted ?? []);
}

const reportOf = async (column: string) =>
  (await resealSecrets(ctx, authSecrets)).find((report) => report.column === column);

describe("resealSecrets", () => {
  it("seals everything of every tenant anew, batch by batch, and finds nothing to do the next time", async () => {
    const count = resealBatchRows + 5;
    const tenants = [await createTestTenant(ctx), await createTestTenant(ctx)];
    for (let n = 0; n < count; n += 1) await newConnection(tenants[n % 2] ?? "", former, `secret ${n}`);
    await createTestConnection(ctx, tenants[0] ?? "", { secrets_encrypted: null });
    await ctx.forTenant(tenants[0] ?? "", (tx) =>
      tx.outgoingWebhook.create({
        data: {
          tenant_id: tenants[0] ?? "",
          name: "w",
          url: "https://x.test",
          secrets_encrypted: encryptSecrets(former, { current: "whsec_a", previous: "whsec_b" }),
        },
      }),
    );
    const batches: number[] = [];
    const reports = await resealSecrets(ctx, authSecrets, ({ resealed }) => batches.push(resealed));
    const nothing = { resealed: 0, current: 0, unreadable: [] };
    expect(reports).toEqual([
      { ...nothing, column: "outgoing_webhooks.secrets_encrypted", resealed: 1 },
      { ...nothing, column: "provider_connections.secrets_encrypted", resealed: count },
      { ...nothing, column: "two_factors.backup_codes" },
      { ...nothing, column: "two_factors.secret" },
    ]);
    expect(batches).toEqual([1, resealBatchRows, count]);
    const opened = (await Promise.all(tenants.map(sealedOf))).flat().map((stored) => decryptSecrets(current, stored));
    expect(opened.map(({ password }) => password).sort()).toEqual(
      Array.from({ length: count }, (_, n) => `secret ${n}`).sort(),
    );
    const [hook] = await ctx.acrossTenants((tx) => tx.outgoingWebhook.findMany());
    expect(decryptSecrets(current, hook?.secrets_encrypted ?? null)).toEqual({
      current: "whsec_a",
      previous: "whsec_b",
    });
    expect((await resealSecrets(ctx, authSecrets)).map(({ resealed, current }) => [resealed, current])).toEqual([
      [0, 1],
      [0, count],
      [0, 0],
      [0, 0],
    ]);
  });

  it("names what no key opens and leaves it as it is; what can be opened is sealed all the same", async () => {
    const tenantId = await createTestTenant(ctx);
    const [lost, damaged, fine] = [
      await newConnection(tenantId, stranger, "lost"),
      await newConnection(tenantId, former, "damaged"),
      await newConnection(tenantId, former, "fine"),
    ];
    await client.query(
      "UPDATE provider_connections SET secrets_encrypted = set_byte(secrets_encrypted, 25, get_byte(secrets_encrypted, 25) # 1) WHERE id = $1",
      [damaged.id],
    );
    const before = await sealedOf(tenantId);
    const report = await reportOf("provider_connections.secrets_encrypted");
    expect(report?.resealed).toBe(1);
    expect(report?.unreadable).toEqual([
      { id: lost.id, why: expect.stringContaining("made with another ENCRYPTION_KEY") },
      { id: damaged.id, why: expect.stringContaining("damaged") },
    ]);
    const after = await sealedOf(tenantId);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(decryptSecrets(current, after[2] ?? null)).toEqual({ password: "fine" });
    expect(fine.version).toBe(1);
    await ctx.forTenant(tenantId, (tx) => tx.providerConnection.updateMany({ data: { secrets_encrypted: null } }));
  });

  it("takes what a person saved meanwhile, not what it read before", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await newConnection(tenantId, former, "before");
    await client.query("BEGIN");
    const saved = encryptSecrets(former, { password: "saved meanwhile" });
    await client.query("UPDATE provider_connections SET secrets_encrypted = $1 WHERE id = $2", [saved, id]);
    const resealing = resealColumn(ctx, place, providerBox(ctx.config));
    await expect
      .poll(
        async () =>
          (await client.query("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype <> 'virtualxid'")).rowCount,
        { timeout: 20_000 },
      )
      .toBe(1);
    await client.query("COMMIT");
    expect((await resealing).resealed).toBe(1);
    const [stored = null] = await sealedOf(tenantId);
    expect(decryptSecrets(current, stored)).toEqual({ password: "saved meanwhile" });
  });
});

/** Every column that may hold a secret or something like one. A new one fails here until somebody has said what it is. */
const known = {
  sealed: ["outgoing_webhooks.secrets_encrypted", "provider_connections.secrets_encrypted"],
  sealedBySignIn: ["two_factors.backup_codes", "two_factors.secret"],
  hashed: [
    "access_links.token_hash",
    "accounts.password",
    "api_keys.key_hash",
    "email_events.fingerprint",
    "idempotency_keys.request_hash",
    "quarantined_events.fingerprint",
  ],
  /** a session's or challenge's, which ends by itself within days and is worth nothing without the cookie's signature */
  shortLived: ["sessions.token"],
  /** of other sign-in ways, which this product has none of: always null */
  unused: ["accounts.access_token", "accounts.id_token", "accounts.refresh_token"],
  notSecret: [] as string[],
};

it("knows of every column that could hold a secret, and seals anew what is sealed", async () => {
  const { rows } = await client.query<{ place: string }>(`
    SELECT c.relname || '.' || a.attname AS place
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND (a.atttypid = 'bytea'::regtype OR a.atttypid IN ('text'::regtype, 'jsonb'::regtype)
        AND a.attname ~ '(secret|password|token|encrypt|sealed|backup|credential|private)')
    ORDER BY 1`);
  expect(rows.map((row) => row.place)).toEqual(Object.values(known).flat().sort());
  const columns = (await resealSecrets(ctx, authSecrets)).map((report) => report.column);
  expect(columns).toEqual([...known.sealed, ...known.sealedBySignIn]);
});
