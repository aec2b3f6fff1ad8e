import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import pg from "pg";
import { SetupError } from "#scripts/stack/setup-error.ts";
import type { LockPatience } from "./lock-patience.ts";
import {
  migrationNames,
  migrationsDirectory,
  migrationsList,
  schemaFiles,
  storeSchemaHash,
} from "./migration-files.ts";
import { withMigrationLock } from "./migration-lock.ts";
import { connectionParts, type SchemaEngine, withSchemaEngine } from "./schema-engine.ts";

const root = join(migrationsDirectory, "..", "..");

/** The database holds migrations that this checkout does not know. */
class DatabaseNewerError extends SetupError {
  constructor(names: string[]) {
    super(
      `The database is newer than the code: it has ${names.join(", ")}, which this checkout does not know. ` +
        "Update the code (git pull), or point DATABASE_URL (or DATA_DIR) at another database.",
    );
  }
}

/** Creates the database of `url` when it is missing. Returns true when it did. */
export async function ensureDatabase(url: string): Promise<boolean> {
  const parts = connectionParts(url);
  const client = new pg.Client({ ...parts, database: "postgres" });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [parts.database]);
    if (found.rowCount) return false;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(parts.database ?? "")}`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "42P04" || (error as { code?: string }).code === "23505") return false;
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Applies what is missing and readies the month partitions. Safe to run by several processes at once. One that was cut off is
 * applied again: each can be run twice.
 * @param patience how it waits for tables that others hold
 * @returns the names of the migrations that were applied
 * @throws DatabaseNewerError
 */
export async function migrateDatabase(url: string, upTo?: string, patience?: LockPatience): Promise<string[]> {
  return withMigrationLock(url, () => applyMissing(url, upTo, patience));
}

async function applyMissing(url: string, upTo?: string, patience?: LockPatience): Promise<string[]> {
  await refuseNewerDatabase(url);
  const input = { migrationsList: migrationsList(upTo), filters: await filtersFor(url) };
  const apply = async (engine: SchemaEngine) => {
    const { failedMigrationNames } = await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false });
    for (const migrationName of failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
    return engine.applyMigrations(input);
  };
  const { appliedMigrationNames } = await withSchemaEngine(url, apply, patience);
  await readyPartitions(url);
  return appliedMigrationNames;
}

/** Migrations of this checkout that the database lacks, oldest first; a newer database lacks none. Fails when it does not answer. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const finished = new Set((await knownMigrations(url)).filter((row) => row.finished).map((row) => row.name));
  return migrationNames().filter((name) => !finished.has(name));
}

async function refuseNewerDatabase(url: string) {
  const known = new Set(migrationNames());
  const unknown = (await knownMigrations(url)).map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new DatabaseNewerError(unknown);
}

/** What the database says of migrations begun or finished; nothing where none ever was. */
async function knownMigrations(url: string): Promise<{ name: string; finished: boolean }[]> {
  return query<{ name: string; finished: boolean }>(
    url,
    `select migration_name as name, finished_at is not null as finished from _prisma_migrations
     where rolled_back_at is null order by 1`,
  ).catch((error: { code?: string }) => {
    if (error.code === "42P01") return [];
    throw error;
  });
}

async function readyPartitions(url: string) {
  await query(url, "select ensure_email_event_partitions(now() - interval '4 months', now() + interval '3 months')");
}

/** SQL that the next migration must hold, or null when schema.prisma and the migrations agree. Needs the right to create databases. */
export async function diffMigrations(url: string): Promise<string | null> {
  const filters = await filtersFor(url);
  const to = { tag: "schemaDatamodel" as const, files: schemaFiles() };
  const from = { tag: "migrations" as const, ...migrationsList() };
  const result = await withSchemaEngine(url, (engine) =>
    engine.diff({ from, to, script: true, exitCode: true, filters }),
  );
  return result.exitCode === 2 ? result.stdout : null;
}

/** What differs between the live database and schema.prisma, in words, or null. */
export async function describeDrift(url: string): Promise<string | null> {
  const filters = await filtersFor(url);
  const files = schemaFiles();
  const from = { tag: "schemaDatasource" as const, files, configDir: "." };
  const to = { tag: "schemaDatamodel" as const, files };
  const result = await withSchemaEngine(url, (engine) =>
    engine.diff({ from, to, script: false, exitCode: true, filters }),
  );
  return result.exitCode === 2 ? result.stdout : null;
}

/** Writes `prisma/migrations/<time>_<name>/migration.sql`; null when there is nothing to write. */
export async function writeMigration(url: string, name: string): Promise<string | null> {
  const sql = await diffMigrations(url);
  storeSchemaHash();
  if (sql === null) return null;
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const path = join(migrationsDirectory, `${stamp}_${name}`);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "migration.sql"), sql);
  writeFileSync(join(migrationsDirectory, "migration_lock.toml"), 'provider = "postgresql"\n');
  return path;
}

/** Generates the database client. The schema engine's binary is not needed for it, so any existing file stands for it. */
export function generateClient() {
  const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, "package.json"),
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  const done = spawnSync(process.execPath, [cli, "generate"], { cwd: root, env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`prisma generate failed:\n${done.stdout}\n${done.stderr}`);
}

/** Month partitions are made by a function of the database, so the schema engine must not take them for drift. */
async function filtersFor(url: string) {
  const partitions = await query<{ name: string }>(
    url,
    "select inhrelid::regclass::text as name from pg_inherits join pg_class c on c.oid = inhparent where c.relname = 'email_events' and c.relkind = 'p'",
  );
  return { externalTables: partitions.map((row) => `public.${row.name.replaceAll('"', "")}`), externalEnums: [] };
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(connectionParts(url));
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
