import { expect, it } from "vitest";
import { createTestMailbox, createTestProspect, createTestTenant } from "./factory.ts";
import { createTestContext } from "./test-context.ts";

const ctx = createTestContext();

it("shows a tenant its own rows and nobody else's, with no filter in the query", async () => {
  const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await createTestProspect(ctx, a);
  await createTestMailbox(ctx, b);
  const seen = (tenantId: string) =>
    ctx.forTenant(tenantId, async (tx) => [
      await tx.prospect.count(),
      await tx.mailbox.count(),
      await tx.tenant.count(),
    ]);
  expect(await seen(a)).toEqual([1, 0, 1]);
  expect(await seen(b)).toEqual([0, 1, 1]);
});

it("refuses to write a row of another tenant", async () => {
  const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  const write = ctx.forTenant(a, (tx) =>
    tx.suppression.create({
      data: { tenant_id: b, kind: "email", value: "x@y.test", reason: "manual", source: "test" },
    }),
  );
  await expect(write).rejects.toThrow(/row-level security/);
});

it("keeps sign-in data out of a tenant's reach", async () => {
  const a = await createTestTenant(ctx);
  await expect(ctx.forTenant(a, (tx) => tx.user.count())).rejects.toThrow(/permission denied|denied access/);
});
