import { expect, it } from "vitest";
import type { Tx } from "#lib/db/types.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { lockOutreachOfKeys } from "./repo.ts";

const ctx = createTestContext();
const prospects = 2_000;

/** A large import that has just come in: nobody has counted the tables since. */
async function fillTenant(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO prospects (tenant_id, email, email_key)
    SELECT ${tenantId}::uuid, key, key FROM (SELECT 'o' || n || '@fresh.test' AS key FROM generate_series(1, ${prospects}::int) AS n) AS keys`;
  await tx.$executeRaw`
    INSERT INTO outreach (tenant_id, prospect_id, hold_reason)
    SELECT tenant_id, id, 'awaiting_verification' FROM prospects WHERE tenant_id = ${tenantId}::uuid`;
}

async function rowsLookedAt(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT sum(seq_tup_read + idx_tup_fetch)::int AS n FROM pg_stat_xact_user_tables WHERE relname IN ('prospects', 'outreach')`;
  return row?.n ?? 0;
}

it("finds the outreach of a few addresses without going through every prospect for each of them", async () => {
  const tenantId = await createTestTenant(ctx);
  const keys = [5, 900, 1_999].map((n) => `o${n}@fresh.test`);
  const { locked, looked } = await ctx.forTenant(tenantId, async (tx) => {
    await fillTenant(tx, tenantId);
    const before = await rowsLookedAt(tx);
    const ids = await lockOutreachOfKeys(tx, tenantId, [...keys, "nobody@fresh.test"]);
    return { locked: ids, looked: (await rowsLookedAt(tx)) - before };
  });
  const found = await ctx.forTenant(tenantId, (tx) =>
    tx.outreach.findMany({ where: { id: { in: locked } }, include: { prospect: true }, orderBy: { id: "asc" } }),
  );
  expect(found.map((row) => row.id)).toEqual(locked);
  expect(found.map((row) => row.prospect.email).sort()).toEqual([...keys].sort());
  expect(looked).toBeLessThanOrEqual(2 * prospects);
});
