import { expect, it } from "vitest";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { findSuppressed, isSuppressed } from "./find-suppressed.ts";
import { suppress, suppressMany } from "./suppress.ts";

const ctx = createTestContext();
const manual = { reason: "manual", source: "test" } as const;

it("suppresses every spelling of an address, once", async () => {
  const tenantId = await createTestTenant(ctx);
  const entry = { tenantId, kind: "email", value: "B.ob+x@GoogleMail.com", ...manual, now: ctx.now() } as const;
  const first = await ctx.forTenant(tenantId, (tx) => suppress(tx, entry));
  const again = await ctx.forTenant(tenantId, (tx) => suppress(tx, { ...entry, value: "bob@gmail.com" }));
  expect([first.added, again.added]).toEqual([1, 0]);
  expect(await ctx.forTenant(tenantId, (tx) => isSuppressed(tx, "bob@gmail.com"))).toBe(true);
});

it("finds addresses of a suppressed recipient domain, and of this tenant only", async () => {
  const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await ctx.forTenant(a, (tx) =>
    suppressMany(
      tx,
      a,
      [
        { kind: "domain", value: "@Acme.com", ...manual },
        { kind: "email", value: "ann@other.com", ...manual },
      ],
      ctx.now(),
    ),
  );
  const keys = ["bob@acme.com", "ann@other.com", "bob@other.com", "bob@sub.acme.com"];
  expect(await ctx.forTenant(a, (tx) => findSuppressed(tx, keys))).toEqual(new Set(["bob@acme.com", "ann@other.com"]));
  expect(await ctx.forTenant(b, (tx) => findSuppressed(tx, keys))).toEqual(new Set());
  expect(await ctx.forTenant(a, (tx) => findSuppressed(tx, []))).toEqual(new Set());
});

it("names the outreach whose sends must be cancelled, and locks it until the end", async () => {
  const tenantId = await createTestTenant(ctx);
  const { prospect, outreach } = await createTestProspect(ctx, tenantId);
  const order: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const handOver = ctx.forTenant(tenantId, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM outreach WHERE id = ${outreach.id}::uuid FOR UPDATE`;
    release();
    await tx.$queryRaw`SELECT pg_sleep(0.2)::text`;
    order.push("hand-over");
  });
  await held;
  const result = await ctx.forTenant(tenantId, async (tx) => {
    const done = await suppress(tx, {
      tenantId,
      kind: "email",
      value: prospect.email as string,
      ...manual,
      now: ctx.now(),
    });
    order.push("suppression");
    return done;
  });
  await handOver;
  expect(order).toEqual(["hand-over", "suppression"]);
  expect(result.outreachIds).toEqual([outreach.id]);
});

it("refuses what is neither address nor domain", async () => {
  const tenantId = await createTestTenant(ctx);
  const attempt = (kind: "email" | "domain", value: string) =>
    ctx.forTenant(tenantId, (tx) => suppress(tx, { tenantId, kind, value, ...manual, now: ctx.now() }));
  await expect(attempt("email", "acme.com")).rejects.toMatchObject({ code: "validation_failed" });
  await expect(attempt("domain", "acme")).rejects.toMatchObject({ code: "validation_failed" });
});
