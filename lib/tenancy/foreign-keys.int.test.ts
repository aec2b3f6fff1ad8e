import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { ensureRow, listTenantTables, someRowId } from "#lib/testing/tenant-tables.ts";
import { createTestContext } from "#lib/testing/test-context.ts";

type Key = { from: string; column: string; to: string; hasTenant: boolean };

const ctx = createTestContext();
const admin = new pg.Client({ connectionString: inject("databaseUrl") });
await admin.connect();
afterAll(() => admin.end());

const ours = await createTestTenant(ctx);
const theirs = await createTestTenant(ctx);
const keys = await listKeys();
const refusing = keys.filter(({ hasTenant }) => hasTenant);
const foreignKeyViolation = "23503";

/** Every foreign key from one tenant's table to another, partitions as their parent; `hasTenant`: the tenant is part of it. */
async function listKeys(): Promise<Key[]> {
  const { rows } = await admin.query<Key>(
    `SELECT f.conrelid::regclass::text AS from, a.attname AS column, f.confrelid::regclass::text AS to, cardinality(f.conkey) > 1 AS "hasTenant"
     FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid AND NOT c.relispartition
     JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey) AND a.attname <> 'tenant_id'
     WHERE f.contype = 'f' AND f.conrelid::regclass::text = ANY ($1) AND f.confrelid::regclass::text = ANY ($1) ORDER BY 1, 2`,
    [await listTenantTables(admin)],
  );
  return rows;
}

beforeAll(async () => {
  for (const { from, to } of refusing) {
    await ensureRow(admin, from, ours);
    await ensureRow(admin, to, theirs);
  }
});

it("has the tenant in the keys that docs/security.md names, and in no others", () => {
  expect(refusing.map(({ from, column, to }) => `${from}.${column} → ${to}`)).toEqual([
    "import_rows.import_id → imports",
    "mailboxes.provider_connection_id → provider_connections",
    "mailboxes.sending_domain_id → sending_domains",
  ]);
  expect(keys.length).toBeGreaterThan(refusing.length);
});

describe.each(refusing)("$from.$column", ({ from, column, to }) => {
  it("refuses another tenant's row, whoever writes, and takes the tenant's own", async () => {
    const point = async (owner: string) => {
      const id = await someRowId(admin, to, owner);
      return admin.query(`UPDATE "${from}" SET "${column}" = $1 WHERE tenant_id = $2`, [id, ours]);
    };
    await expect(inTransaction(() => point(theirs))).rejects.toMatchObject({ code: foreignKeyViolation });
    expect((await inTransaction(() => point(ours))).rowCount).toBe(1);
  });
});

/** What was done is undone. */
async function inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
  await admin.query("BEGIN");
  try {
    return await work();
  } finally {
    await admin.query("ROLLBACK");
  }
}
