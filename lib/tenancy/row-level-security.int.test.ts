import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { ensureRow, listTenantTables } from "#lib/testing/tenant-tables.ts";
import { createTestContext } from "#lib/testing/test-context.ts";

const ctx = createTestContext();
const admin = new pg.Client({ connectionString: inject("databaseUrl") });
await admin.connect();
afterAll(() => admin.end());

const ours = await createTestTenant(ctx);
const theirs = await createTestTenant(ctx);
const tables = await listTenantTables(admin);

beforeAll(async () => {
  for (const table of tables) for (const tenantId of [ours, theirs]) await ensureRow(admin, table, tenantId);
});

/** Runs statements as the application does, without its filters; what they did is undone. */
async function asApp<Result>(tenantId: string | null, work: () => Promise<Result>): Promise<Result> {
  await admin.query("BEGIN");
  try {
    await admin.query("SELECT set_config('role', 'outreach_app', true), set_config('app.tenant_id', $1, true)", [
      tenantId ?? "",
    ]);
    return await work();
  } finally {
    await admin.query("ROLLBACK");
  }
}

const noPrivilege = "42501";

/** Rows a statement touched; 0 when it was refused for want of a right, which row-level security answers too. */
async function touched(sql: string, values: unknown[] = []): Promise<number> {
  return admin.query(sql, values).then(
    ({ rowCount }) => rowCount ?? 0,
    (error: { code?: string }) => {
      if (error.code === noPrivilege) return 0;
      throw error;
    },
  );
}

async function rowsOf(table: string, tenantId: string): Promise<number> {
  const { rows } = await admin.query(`SELECT count(*)::int AS n FROM "${table}" WHERE tenant_id = $1`, [tenantId]);
  return rows[0].n;
}

it("finds the tables", () => expect(tables.length).toBeGreaterThan(24));

describe.each(tables)("%s", (table) => {
  it("shows a tenant its own rows and no others, whatever is asked", async () => {
    const own = await rowsOf(table, ours);
    expect(own).toBeGreaterThan(0);
    expect(await rowsOf(table, theirs)).toBeGreaterThan(0);
    const seen = await asApp(ours, () => admin.query(`SELECT tenant_id FROM "${table}"`));
    expect(new Set(seen.rows.map((row) => row.tenant_id))).toEqual(new Set([ours]));
    expect(seen.rowCount).toBe(own);
  });

  it("lets no row of another tenant be changed, deleted or taken over", async () => {
    const change = `UPDATE "${table}" SET tenant_id = tenant_id WHERE tenant_id = $1`;
    expect(await asApp(ours, () => touched(change, [theirs]))).toBe(0);
    expect(await asApp(ours, () => touched(`DELETE FROM "${table}" WHERE tenant_id = $1`, [theirs]))).toBe(0);
    expect(await asApp(ours, () => touched(`UPDATE "${table}" SET tenant_id = $1`, [theirs]))).toBe(0);
    expect(await rowsOf(table, theirs)).toBeGreaterThan(0);
  });

  it("takes no row for another tenant", async () => {
    const { rows } = await admin.query(`SELECT to_jsonb(t) AS row FROM "${table}" t WHERE tenant_id = $1 LIMIT 1`, [
      theirs,
    ]);
    const insert = `INSERT INTO "${table}" SELECT * FROM jsonb_populate_record(NULL::"${table}", $1)`;
    await expect(asApp(ours, () => admin.query(insert, [rows[0].row]))).rejects.toMatchObject({ code: noPrivilege });
  });

  it("shows and takes nothing when no tenant is named", async () => {
    expect(await asApp(null, () => touched(`SELECT 1 FROM "${table}"`))).toBe(0);
    expect(await asApp(null, () => touched(`DELETE FROM "${table}"`))).toBe(0);
  });
});

describe("the wall itself", () => {
  it("has nobody behind it who may climb it: no owner, no superuser, no way from one role to the other", async () => {
    const { rows } = await admin.query(`
      SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole AS is_mighty, rolcanlogin AS can_login,
        (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
        pg_has_role(rolname, 'outreach_system', 'MEMBER') AS may_be_system
      FROM pg_roles r WHERE rolname IN ('outreach_app', 'outreach_system') ORDER BY 1`);
    expect(rows).toEqual([
      { name: "outreach_app", is_mighty: false, can_login: false, owned: 0, may_be_system: false },
      { name: "outreach_system", is_mighty: false, can_login: false, owned: 0, may_be_system: true },
    ]);
  });

  it("stands around every table: on, and by the tenant of the transaction", async () => {
    const { rows } = await admin.query(
      `
      SELECT c.relname AS name, c.relrowsecurity AS is_on, p.cmd, p.qual, p.with_check
      FROM pg_class c LEFT JOIN pg_policies p ON p.tablename = c.relname AND p.roles = '{outreach_app}'
      WHERE c.oid = ANY ($1::regclass[]) ORDER BY 1`,
      [tables],
    );
    const byTenant = "(tenant_id = ( SELECT current_tenant_id() AS current_tenant_id))";
    const wanted = tables.map((name) => ({ name, is_on: true, cmd: "ALL", qual: byTenant, with_check: byTenant }));
    expect(rows).toEqual(wanted);
  });

  it("leaves people's sign-in data to the system role", async () => {
    for (const table of ["users", "sessions", "accounts", "two_factors", "verifications", "rate_limits"]) {
      await expect(
        asApp(ours, () => admin.query(`SELECT 1 FROM ${table}`)),
        table,
      ).rejects.toMatchObject({ code: noPrivilege });
    }
  });
});
