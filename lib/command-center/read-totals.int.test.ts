import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { readTotals } from "./read-totals.ts";

const ctx = createTestContext();
const later = (ms: number): EngineContext => ({ ...ctx, now: () => new Date(ctx.now().getTime() + ms) });

/** How many prospects the totals of a tenant count, were it large with more than `many` of them. */
function counter(tenantId: string, many: number) {
  return (at: EngineContext) =>
    at.forTenant(tenantId, async (tx) => {
      const settings = await loadSettings(tx, tenantId);
      const { funnel } = await readTotals(at, tx, { tenantId, settings, days: 30 }, many);
      return funnel.reduce((sum, { count }) => sum + count, 0);
    });
}

it("a large tenant's counts are a minute old at most, and never of other settings", async () => {
  const tenantId = await createTestTenant(ctx);
  const count = counter(tenantId, 1);
  await createTestProspect(ctx, tenantId);
  await createTestProspect(ctx, tenantId);
  expect(await count(ctx)).toBe(2);
  await createTestProspect(ctx, tenantId);
  expect(await count(later(59_000))).toBe(2);
  expect(await count(later(60_000))).toBe(3);
  await createTestProspect(ctx, tenantId);
  await ctx.forTenant(
    tenantId,
    (tx) => tx.$executeRaw`UPDATE sales_engine_config SET version = version + 1 WHERE tenant_id = ${tenantId}::uuid`,
  );
  expect(await count(later(61_000))).toBe(4);
});

it("any other tenant's counts are of this moment, and no tenant sees another's", async () => {
  const [small, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await createTestProspect(ctx, small);
  expect(await counter(small, 1)(ctx)).toBe(1);
  await createTestProspect(ctx, small);
  expect(await counter(small, 2)(ctx)).toBe(2);
  expect(await counter(other, 0)(ctx)).toBe(0);
});
