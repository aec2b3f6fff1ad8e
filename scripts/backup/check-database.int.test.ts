import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { ensureDatabase, migrateDatabase } from "#scripts/db/migrate.ts";
import { connectionParts } from "#scripts/db/schema-engine.ts";
import { checkDatabase } from "./check-database.ts";

const name = `restored_${crypto.randomUUID().replaceAll("-", "")}`;
const url = Object.assign(new URL(inject("databaseUrl")), { pathname: `/${name}` }).toString();
const client = new pg.Client(connectionParts(url));

beforeAll(async () => {
  await ensureDatabase(url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  const admin = new pg.Client(connectionParts(inject("databaseUrl")));
  await admin.connect();
  await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  await admin.end();
});

it("names the migrations that a backup lacks", async () => {
  const { problems } = await checkDatabase(url);
  expect(problems.join()).toMatch(/lacks migrations.*base/);
  await migrateDatabase(url);
});

it("finds nothing wrong with a whole database, and says how old it is and who would send", async () => {
  await client.query(`
    WITH t AS (INSERT INTO tenants (name, slug) VALUES ('t', 'acme') RETURNING id)
    INSERT INTO sales_engine_config (tenant_id, is_active) SELECT id, true FROM t`);
  const { problems, facts } = await checkDatabase(url);
  expect(problems).toEqual([]);
  expect(facts).toContain("last message handed over: none");
  expect(facts.at(-1)).toMatch(/tenant acme: NOT PAUSED.*on their way out 0, outcome unknown 0/);
  await client.query("UPDATE sales_engine_config SET sequencer_paused = true");
  expect((await checkDatabase(url)).facts.at(-1)).toMatch(/tenant acme: paused/);
});

it.each([
  {
    lost: "the key that keeps a step from being sent twice",
    sql: "DROP INDEX outreach_emails_sequence_key",
    says: /missing: .*outreach_emails_sequence_key/,
  },
  {
    lost: "row-level security of a table",
    sql: "DROP POLICY tenant_rows ON prospects",
    says: /missing: prospects: tenant_rows/,
  },
  {
    lost: "a grant",
    sql: "REVOKE UPDATE ON outreach_emails FROM outreach_app",
    says: /missing: outreach_app on outreach_emails/,
  },
  { lost: "a column", sql: "ALTER TABLE prospects DROP COLUMN company", says: /differs from the schema[\s\S]*company/ },
])("sees that $lost is lost", async ({ sql, says }) => {
  await client.query(sql);
  expect((await checkDatabase(url)).problems.join("\n")).toMatch(says);
});
