import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { readHealthMaps } from "./read-health-maps.ts";
import { readSharedHealth } from "./read-shared-health.ts";

const ctx = createTestContext();

it("reads twice for twenty who ask at once, and tells each what it would have read alone", async () => {
  const tenantId = await createTestTenant(ctx);
  const alone = await readHealthMaps(ctx, tenantId);
  let transactions = 0;
  const counting: EngineContext = {
    ...ctx,
    forTenant: (id, work, options) => {
      transactions += 1;
      return ctx.forTenant(id, work, options);
    },
  };
  const shared = await Promise.all(Array.from({ length: 20 }, () => readSharedHealth(counting, tenantId)));
  expect(shared).toEqual(Array(20).fill(alone));
  expect(transactions).toBe(2);
});

it("keeps tenants apart, and a failed reading fails those who shared it alone", async () => {
  const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  const broken: EngineContext = {
    ...ctx,
    forTenant: (id, work, options) =>
      id === other ? Promise.reject(new Error("no database")) : ctx.forTenant(id, work, options),
  };
  const [own, theirs] = await Promise.allSettled([readSharedHealth(broken, tenantId), readSharedHealth(broken, other)]);
  expect(own.status).toBe("fulfilled");
  expect(theirs).toMatchObject({ status: "rejected", reason: { code: "dependency_unavailable" } });
});
