import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { describeCatalog } from "./catalog.ts";
import { describeDrift, diffMigrations } from "./migrate.ts";
import { connectionParts } from "./schema-engine.ts";

const url = inject("databaseUrl");
const client = new pg.Client(connectionParts(url));
beforeAll(() => client.connect());
afterAll(() => client.end());

it("has no difference between the live database and schema.prisma", async () => {
  expect(await describeDrift(url)).toBeNull();
});

it("has no difference between the migrations and schema.prisma", async () => {
  expect(await diffMigrations(url)).toBeNull();
});

it("has the indexes, checks, triggers, policies and grants that are written down", async () => {
  await expect(await describeCatalog(url)).toMatchFileSnapshot("../../prisma/catalog.txt");
});

it("keeps every table with tenant rows behind row-level security", async () => {
  const { rows } = await client.query<{ table: string; protected: boolean; policies: number }>(`
    SELECT c.relname AS table, c.relrowsecurity AS protected, (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.oid NOT IN (SELECT inhrelid FROM pg_inherits)`);
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !row.protected || row.policies !== 2)).toEqual([]);
});

it("lets the application's roles own nothing and reach no partition past its parent", async () => {
  const owned = await client.query(
    "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) IN ('outreach_app', 'outreach_system')",
  );
  const direct = await client.query(`
    SELECT c.relname FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
    WHERE c.relkind = 'r' AND (has_table_privilege('outreach_app', c.oid, 'SELECT') OR has_table_privilege('outreach_system', c.oid, 'SELECT'))`);
  expect([owned.rows, direct.rows]).toEqual([[], []]);
});

it("starts every unique key of tenant rows with the tenant, but for the named few", async () => {
  const { rows } = await client.query<{ name: string }>(`
    SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique AND NOT i.indisprimary AND c.oid NOT IN (SELECT inhrelid FROM pg_inherits)
      AND i.indkey[0] <> a.attnum`);
  // the hash of a key or link is looked up before its tenant is known; a sending domain is active in one tenant only (SPEC §2); events are
  // searched by what they are called (ADR 0024)
  expect(rows.map((row) => row.name).sort()).toEqual([
    "access_links_token_hash_key",
    "api_keys_key_hash_key",
    "email_events_fingerprint_tenant_id_occurred_at_key",
    "email_events_provider_event_id_provider_tenant_id_occurred__key",
    "sending_domains_active_domain_key",
  ]);
});
