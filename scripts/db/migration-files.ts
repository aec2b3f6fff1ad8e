import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const directory = join(root, "prisma", "migrations");
const schemaPath = join(root, "prisma", "schema.prisma");
const hashPath = join(directory, "schema.sha256");

export const migrationsDirectory = directory;

/** Names of the migrations in the checkout, oldest first. */
export function migrationNames(): string[] {
  if (!existsSync(directory)) return [];
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort();
}

/** The migrations in the shape the schema engine takes; `last` limits them to the first ones (tests migrate step by step). */
export function migrationsList(upTo?: string) {
  const names = migrationNames().filter((name) => upTo === undefined || name <= upTo);
  return {
    baseDir: directory,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(directory, path, "migration.sql"), "utf8") },
      },
    })),
  };
}

export function schemaFiles() {
  return [{ path: "prisma/schema.prisma", content: readFileSync(schemaPath, "utf8") }];
}

/** sha256 of schema.prisma, as `db:diff` stores it beside the last migration. */
function schemaHash(): string {
  return createHash("sha256").update(readFileSync(schemaPath)).digest("hex");
}

/** True when schema.prisma is the one the last migration was written for. */
export function isSchemaHashCurrent(): boolean {
  return existsSync(hashPath) && readFileSync(hashPath, "utf8").trim() === schemaHash();
}

export function storeSchemaHash() {
  writeFileSync(hashPath, `${schemaHash()}\n`);
}
