import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { readHeld, readTotals } from "./read-totals.ts";

const start = new Date();
const ctx: EngineContext = { ...createTestContext(), now: () => start };
const later = (ms: number): EngineContext => ({ ...ctx, now: () => new Date(ctx.now().getTime() + ms) });

/** How many prospects the totals of a tenant count, were it large with more than `many` of them, and of when they say they are. */
function counter(tenantId: string, many: number) {
  return (at: EngineContext) =>
    at.forTenant(tenantId, async (tx) => {
      const settings = await loadSettings(tx, tenantId);
      const { funnel, countedAt } = await readTotals(at, tx, { tenantId, settings, days: 30 }, many);
      return { count: funnel.reduce((sum, { count }) => sum + count, 0), countedAt };
    });
}

it("a large tenant's counts are a minute old at most, and never of other settings", async () => {
  const tenantId = await createTestTenant(ctx);
  const count = counter(tenantId, 1);
  await createTestProspect(ctx, tenantId);
  await createTestProspect(ctx, tenantId);
  expect(await count(ctx)).toEqual({ count: 2, countedAt: ctx.now() });
  await createTestProspect(ctx, tenantId);
  expect(await count(later(59_000))).toEqual({ count: 2, countedAt: ctx.now() });
  expect(await count(later(60_000))).toEqual({ count: 3, countedAt: later(60_000).now() });
  await createTestProspect(ctx, tenantId);
  await ctx.forTenant(
    tenantId,
    (tx) => tx.$executeRaw`UPDATE sales_engine_config SET version = version + 1 WHERE tenant_id = ${tenantId}::uuid`,
  );
  expect((await count(later(61_000))).count).toBe(4);
});

it("who is held is told as the overview tells it: of a large tenant for a minute, of any other as it is", async () => {
  const tenantId = await createTestTenant(ctx);
  const held = { status: "cold", hold_reason: "no_consent", next_send_at: null } as const;
  const read = (at: EngineContext) =>
    at.forTenant(tenantId, async (tx) => readHeld(at, tx, { tenantId, settings: await loadSettings(tx, tenantId) }));
  await createTestProspect(ctx, tenantId, held);
  expect(await read(ctx)).toEqual([{ reason: "no_consent", count: 1 }]);
  await counter(tenantId, 0)(ctx);
  await createTestProspect(ctx, tenantId, held);
  expect(await read(later(59_000))).toEqual([{ reason: "no_consent", count: 1 }]);
  expect(await read(later(60_000))).toEqual([{ reason: "no_consent", count: 2 }]);
});

it("any other tenant's counts are of this moment, and no tenant sees another's", async () => {
  const [small, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await createTestProspect(ctx, small);
  expect(await counter(small, 1)(ctx)).toEqual({ count: 1, countedAt: null });
  await createTestProspect(ctx, small);
  expect(await counter(small, 2)(ctx)).toEqual({ count: 2, countedAt: null });
  expect((await counter(other, 0)(ctx)).count).toBe(0);
});
