import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { LockPatience } from "./lock-patience.ts";
import { ensureDatabase, migrateDatabase, pendingMigrations } from "./migrate.ts";
import { migrationNames } from "./migration-files.ts";
import { connectionParts } from "./schema-engine.ts";

// a migration that alters a table which somebody reads in a long transaction
const name = `patience_${crypto.randomUUID().replaceAll("-", "")}`;
const url = Object.assign(new URL(inject("databaseUrl")), { pathname: `/${name}` }).toString();
const [base = "", scaling = ""] = migrationNames();
const reader = new pg.Client(connectionParts(url));
const writer = new pg.Client(connectionParts(url));

beforeAll(async () => {
  await ensureDatabase(url);
  await migrateDatabase(url, base);
  await Promise.all([reader.connect(), writer.connect()]);
});
afterAll(async () => {
  await Promise.all([reader.end(), writer.end()]);
  const admin = new pg.Client(connectionParts(inject("databaseUrl")));
  await admin.connect();
  await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  await admin.end();
});

/** Holds `outreach` as a long report does. */
async function holdTable() {
  await reader.query("BEGIN");
  await reader.query("SELECT count(*) FROM outreach");
}

it("gives up after its tries, and leaves a database that the next attempt can finish", async () => {
  await holdTable();
  const hasty: LockPatience = { lockTimeoutMs: 20, tries: 2, pause: async () => {} };
  await expect(migrateDatabase(url, scaling, hasty)).rejects.toThrow(/lock timeout/);
  await reader.query("ROLLBACK");
  expect(await pendingMigrations(url)).toEqual(migrationNames().slice(1));
  expect(await migrateDatabase(url, scaling)).toEqual([scaling]);
});

it("steps back so that writers who waited behind it get their turn, and goes on when the table is free", async () => {
  await writer.query("DELETE FROM _prisma_migrations WHERE migration_name = $1", [scaling]);
  await holdTable();
  const turns: number[] = [];
  const pause = async (tryNumber: number) => {
    turns.push(tryNumber);
    await writer.query("UPDATE outreach SET total_emails_sent = 0 WHERE false"); // would hang if the migration held its place
    if (tryNumber === 3) await reader.query("COMMIT");
  };
  expect(await migrateDatabase(url, scaling, { lockTimeoutMs: 20, tries: 10, pause })).toEqual([scaling]);
  expect(turns).toEqual([1, 2, 3]);
  expect(await pendingMigrations(url)).toEqual(migrationNames().slice(2));
});

it("three processes at once bring a new database up to date, each migration once", async () => {
  const fresh = Object.assign(new URL(url), { pathname: `/${name}_fresh` }).toString();
  await ensureDatabase(fresh);
  try {
    const run = promisify(execFile);
    const migrate = () =>
      run(process.execPath, ["--conditions=react-server", "scripts/db.ts", "migrate"], {
        env: { ...process.env, DATABASE_URL: fresh },
      });
    const said = (await Promise.all([migrate(), migrate(), migrate()])).map((ended) => ended.stdout.trim());
    expect(said.toSorted()).toEqual([`applied ${migrationNames().join(", ")}`, "nothing to apply", "nothing to apply"]);
  } finally {
    await writer.query(`DROP DATABASE "${name}_fresh" WITH (FORCE)`);
  }
});
