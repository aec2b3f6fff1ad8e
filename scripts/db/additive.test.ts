import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { riskyStatements } from "./additive.ts";
import { migrationNames, migrationsDirectory } from "./migration-files.ts";

/** Statements that are no addition and are right all the same, by migration: what they begin with, and why. */
const REASONS: Record<string, Record<string, string>> = {
  "20261129030000_events_by_name": {
    "CREATE UNIQUE INDEX":
      "a partitioned table takes none concurrently; no installation has events in such numbers yet",
    "CREATE INDEX": "as above",
    "DROP INDEX": "the same columns in another order are there already",
  },
  "20261205000000_priority_in_bands": {
    UPDATE: "only of prospects with a priority, which ordered nothing until now; none is planned on the way",
  },
};

const cases = [
  {
    sql: `ALTER TABLE "a" ADD COLUMN IF NOT EXISTS "n" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "t" TEXT;`,
    isRisky: false,
  },
  { sql: `CREATE INDEX CONCURRENTLY "i" ON "a" ("x") WHERE "y" = 'z';`, isRisky: false },
  {
    sql: `CREATE TABLE "new" ("id" UUID); CREATE INDEX "i" ON "new"("id"); ALTER TABLE "new" ALTER COLUMN "id" SET NOT NULL;`,
    isRisky: false,
  },
  {
    sql: `ALTER TABLE "a" DROP CONSTRAINT IF EXISTS "c", ADD CONSTRAINT "c" CHECK (x IN ('a', 'b')) NOT VALID;`,
    isRisky: false,
  },
  {
    sql: `CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE a; END $$;`,
    isRisky: false,
  },
  { sql: `ALTER TABLE "a" SET (fillfactor = 80);`, isRisky: false },
  { sql: `ALTER TABLE "a" SET UNLOGGED;`, isRisky: true },
  { sql: `-- DROP TABLE a;\n/* DROP TABLE b; */`, isRisky: false },
  { sql: `DROP TABLE "a";`, isRisky: true },
  { sql: `ALTER TABLE "a" DROP COLUMN "n";`, isRisky: true },
  { sql: `ALTER TABLE "a" ADD COLUMN "n" INTEGER, DROP COLUMN "m";`, isRisky: true },
  { sql: `ALTER TABLE "a" RENAME COLUMN "n" TO "m";`, isRisky: true },
  { sql: `ALTER TABLE "a" ADD COLUMN "n" INTEGER NOT NULL;`, isRisky: true },
  { sql: `ALTER TABLE "a" ADD COLUMN "n" UUID NOT NULL DEFAULT uuidv7();`, isRisky: true },
  { sql: `ALTER TABLE "a" ALTER COLUMN "n" TYPE BIGINT;`, isRisky: true },
  { sql: `ALTER TABLE "a" ALTER COLUMN "n" SET NOT NULL;`, isRisky: true },
  { sql: `ALTER TABLE "a" ADD CONSTRAINT "c" CHECK (x > 0);`, isRisky: true },
  { sql: `CREATE INDEX "i" ON "a" ("x");`, isRisky: true },
  { sql: `UPDATE "a" SET "n" = 1;`, isRisky: true },
  { sql: `REVOKE SELECT ON "a" FROM outreach_app;`, isRisky: true },
  { sql: `DROP POLICY tenant_rows ON "a";`, isRisky: true },
];
test.each(cases)("$sql is risky: $isRisky", ({ sql, isRisky }) =>
  expect(riskyStatements(sql).length > 0).toBe(isRisky),
);

describe("every migration after the first", () => {
  const [, ...later] = migrationNames();

  test.each(later)("%s only adds, or says why not", (name) => {
    const sql = readFileSync(join(migrationsDirectory, name, "migration.sql"), "utf8");
    const reasons = Object.keys(REASONS[name] ?? {});
    expect(riskyStatements(sql).filter((statement) => !reasons.some((start) => statement.startsWith(start)))).toEqual(
      [],
    );
    expect(reasons.filter((start) => !riskyStatements(sql).some((statement) => statement.startsWith(start)))).toEqual(
      [],
    );
  });

  test("no reason is kept for a migration that is not there", () => {
    expect(Object.keys(REASONS).filter((name) => !later.includes(name))).toEqual([]);
  });
});
