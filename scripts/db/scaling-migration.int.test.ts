import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { ensureDatabase, migrateDatabase } from "./migrate.ts";
import { migrationNames } from "./migration-files.ts";
import { connectionParts } from "./schema-engine.ts";

// outreach_scaling_v1 on a database with rows, while another connection reads and writes: nobody waits, nothing is lost.
const name = `scaling_${crypto.randomUUID().replaceAll("-", "")}`;
const url = Object.assign(new URL(inject("databaseUrl")), { pathname: `/${name}` }).toString();
const [base = "", scaling = "", ...later] = migrationNames();
let writer: pg.Client;

beforeAll(async () => {
  await ensureDatabase(url);
  await migrateDatabase(url, base);
  writer = new pg.Client(connectionParts(url));
  await writer.connect();
  await writer.query(`
    WITH t AS (INSERT INTO tenants (name, slug) VALUES ('t', 't') RETURNING id),
      c AS (INSERT INTO sales_engine_config (tenant_id) SELECT id FROM t),
      p AS (INSERT INTO prospects (tenant_id, company) SELECT id, 'company ' || n FROM t, generate_series(1, 50000) n RETURNING id, tenant_id)
    INSERT INTO outreach (tenant_id, prospect_id, next_send_at) SELECT tenant_id, id, now() FROM p`);
  await writer.query("SET statement_timeout = '2s'");
});

afterAll(async () => {
  await writer.end();
  const admin = new pg.Client(connectionParts(inject("databaseUrl")));
  await admin.connect();
  await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  await admin.end();
});

it("adds the scaling columns and index while another connection reads and writes", async () => {
  expect(scaling).toMatch(/outreach_scaling_v1$/);
  let isDone = false;
  const migration = migrateDatabase(url, scaling).finally(() => {
    isDone = true;
  });
  let writes = 0;
  while (!isDone) {
    await writer.query(
      "UPDATE outreach SET total_emails_sent = total_emails_sent + 1 WHERE id = (SELECT id FROM outreach OFFSET $1 LIMIT 1)",
      [writes % 100],
    );
    await writer.query("SELECT count(*) FROM outreach WHERE next_send_at <= now()");
    await writer.query("INSERT INTO prospects (tenant_id, company) SELECT id, $1 FROM tenants", [`during ${writes}`]);
    writes += 1;
  }
  expect(await migration).toEqual([scaling]);
  const { rows } = await writer.query(`
    SELECT (SELECT sum(total_emails_sent)::int FROM outreach) AS written, (SELECT count(*)::int FROM prospects) AS prospects,
      (SELECT count(*)::int FROM outreach WHERE email_open_count = 0 AND re_contact_cycle = 0 AND cycle_reset_at IS NULL) AS defaulted,
      (SELECT bool_and(indisvalid) FROM pg_index WHERE indexrelid IN ('ix_outreach_recontact'::regclass, 'outreach_due_new_idx'::regclass)) AS valid,
      (SELECT mailbox_health_threshold || ' ' || require_engagement_for_final_step || ' ' || max_recontact_cycles || ' ' || recontact_cooldown_days
       FROM sales_engine_config) AS settings`);
  expect(writes).toBeGreaterThan(0);
  expect(rows[0]).toEqual({
    written: writes,
    prospects: 50_000 + writes,
    defaulted: 50_000,
    valid: true,
    settings: "40 true 4 90",
  });
});

it.each(later)("%s blocks no writer either, and can be run again after it was cut off", async (migration) => {
  await migrateDatabase(url, scaling);
  await writer.query(
    "INSERT INTO health_states (tenant_id, scope_kind, scope_id) SELECT id, 'domain', uuidv7() FROM tenants",
  );
  let isDone = false;
  const applied = migrateDatabase(url, migration).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await writer.query("UPDATE health_states SET version = version + 1");
    await writer.query("UPDATE outreach_emails SET open_count = open_count + 1");
  }
  expect(await applied).toEqual([migration]);
  await writer.query("DELETE FROM _prisma_migrations WHERE migration_name = $1", [migration]);
  expect(await migrateDatabase(url, migration)).toEqual([migration]);
});

it("is followed by the later ones once, by two processes at once, and then there is nothing left", async () => {
  const run = promisify(execFile);
  const migrate = () =>
    run(process.execPath, ["--conditions=react-server", "scripts/db.ts", "migrate"], {
      env: { ...process.env, DATABASE_URL: url },
    });
  const runs = await Promise.all([migrate(), migrate()]);
  expect(runs.map((ended) => ended.stdout)).toContain("nothing to apply\n");
  expect((await migrate()).stdout).toBe("nothing to apply\n");
  const { rows } = await writer.query(
    "SELECT migration_name, count(*)::int AS runs FROM _prisma_migrations WHERE finished_at IS NOT NULL GROUP BY 1 ORDER BY 1",
  );
  expect(rows).toEqual(migrationNames().map((migration_name) => ({ migration_name, runs: 1 })));
});

it("refuses a database that is newer than the code, naming what it does not know", async () => {
  await writer.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '29990101000000_future')",
  );
  await expect(migrateDatabase(url)).rejects.toThrow(/newer than the code.*29990101000000_future/);
});
