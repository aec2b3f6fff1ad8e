import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createDatabase } from "#lib/db/client.ts";
import type { Database } from "#lib/db/types.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { ensureDatabase, migrateDatabase } from "#scripts/db/migrate.ts";
import { connectionParts } from "#scripts/db/schema-engine.ts";
import { ensureFirstTenants } from "./first-tenants.ts";

// a database of its own: what the seed does depends on there being no tenant at all
const name = `seed_${crypto.randomUUID().replaceAll("-", "")}`;
const url = Object.assign(new URL(inject("databaseUrl")), { pathname: `/${name}` }).toString();
const addresses = {
  url: "http://127.0.0.1:3000",
  databaseUrl: url,
  redisUrl: inject("redisUrl"),
  inngestUrl: "http://127.0.0.1:8288",
};
const dataDir = mkdtempSync(join(tmpdir(), "seed-"));
const shared = createTestContext();
let database: Database;
const ctx = () => ({ ...shared, forTenant: database.forTenant, acrossTenants: database.acrossTenants });

beforeAll(async () => {
  await ensureDatabase(url);
  await migrateDatabase(url);
  database = createDatabase(url, { max: 3 });
});

afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
  const admin = new pg.Client(connectionParts(inject("databaseUrl")));
  await admin.connect();
  await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  await admin.end();
});

const credentials = () => JSON.parse(readFileSync(join(dataDir, "credentials.json"), "utf8")) as Record<string, string>;

it("makes the first tenant once and writes down the way in", async () => {
  expect(await ensureFirstTenants(ctx(), "empty", dataDir, addresses)).toBe("seeded: empty");
  const written = credentials();
  expect(Object.keys(written).sort()).toEqual(
    [
      "api_key",
      "connection_id",
      "database_url",
      "email",
      "inngest_url",
      "password",
      "redis_url",
      "tenant_id",
      "url",
      "webhook_private_key",
      "webhook_url",
    ].sort(),
  );
  expect(statSync(join(dataDir, "credentials.json")).mode & 0o777).toBe(0o600);
  expect(written.webhook_private_key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(await ensureFirstTenants(ctx(), "empty", dataDir, addresses)).toBe("seeded before: nothing to do");
  expect(credentials()).toEqual(written);
});

it("finishes what was cut off before the credentials were written, with the same password", async () => {
  const { email, password, tenant_id } = credentials();
  rmSync(join(dataDir, "credentials.json"));
  writeFileSync(join(dataDir, "first-owner.json"), JSON.stringify({ email, password }));
  expect(await ensureFirstTenants(ctx(), "empty", dataDir, addresses)).toBe("seeded: empty");
  expect(credentials()).toMatchObject({ email, password, tenant_id });
});

it("leaves a database alone that has tenants of its own", async () => {
  const other = mkdtempSync(join(tmpdir(), "seed-other-"));
  expect(await ensureFirstTenants(ctx(), "demo", other, addresses)).toBe(
    "the database has its tenants: nothing to seed",
  );
  rmSync(other, { recursive: true });
});
