import { describe, expect, it } from "vitest";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { findSuppressed } from "./find-suppressed.ts";
import { suppress, suppressMany } from "./suppress.ts";
import type { SuppressionEntry, SuppressionReason } from "./types.ts";

const ctx = createTestContext();
const entry = (reason: SuppressionReason, value = "pat@acme.test"): SuppressionEntry => ({
  kind: "email",
  value,
  reason,
  source: "test",
});

function rowsOf(tenantId: string) {
  return ctx.forTenant(tenantId, (tx) => tx.suppression.findMany({ orderBy: { value: "asc" } }));
}

describe("the reason of a suppression", () => {
  it.each<{ first: SuppressionReason; next: SuppressionReason; kept: SuppressionReason; added: number }>([
    { first: "bounced", next: "unsubscribed", kept: "unsubscribed", added: 1 },
    { first: "manual", next: "complained", kept: "complained", added: 1 },
    { first: "rejected", next: "unsubscribed", kept: "unsubscribed", added: 1 },
    { first: "unsubscribed", next: "bounced", kept: "unsubscribed", added: 0 },
    { first: "complained", next: "manual", kept: "complained", added: 0 },
    { first: "unsubscribed", next: "complained", kept: "unsubscribed", added: 0 },
    { first: "bounced", next: "manual", kept: "bounced", added: 0 },
  ])("$first, then $next: $kept", async ({ first, next, kept, added }) => {
    const tenantId = await createTestTenant(ctx);
    await ctx.forTenant(tenantId, (tx) => suppress(tx, { tenantId, ...entry(first) }));
    const again = await ctx.forTenant(tenantId, (tx) => suppress(tx, { tenantId, ...entry(next) }));
    expect((await rowsOf(tenantId)).map((row) => row.reason)).toEqual([kept]);
    expect(again.added).toBe(added);
  });

  it.each([
    { name: "first", order: [entry("unsubscribed"), entry("bounced", "Pat+x@Acme.test")] },
    { name: "last", order: [entry("bounced", "Pat+x@Acme.test"), entry("unsubscribed")] },
  ])("is the person's wish when both come at once, the wish $name", async ({ order }) => {
    const tenantId = await createTestTenant(ctx);
    const { added } = await ctx.forTenant(tenantId, (tx) => suppressMany(tx, tenantId, order));
    expect([added, (await rowsOf(tenantId)).map((row) => row.reason)]).toEqual([1, ["unsubscribed"]]);
  });

  it("stays a wish when fifty tell of the address at once, and there is one row", async () => {
    const tenantId = await createTestTenant(ctx);
    const reasons: SuppressionReason[] = ["bounced", "unsubscribed", "manual", "complained", "rejected"];
    const calls = Array.from({ length: 50 }, (_, index) =>
      ctx.forTenant(tenantId, (tx) => suppress(tx, { tenantId, ...entry(reasons[index % 5] ?? "manual") })),
    );
    await Promise.all(calls);
    const rows = await rowsOf(tenantId);
    expect(rows).toHaveLength(1);
    expect(["unsubscribed", "complained"]).toContain(rows[0]?.reason);
  });

  it.each(["unsubscribed", "complained"] as const)("%s can neither be deleted nor rewritten", async (reason) => {
    const tenantId = await createTestTenant(ctx);
    await ctx.forTenant(tenantId, (tx) => suppress(tx, { tenantId, ...entry(reason) }));
    const rewrite = { data: { reason: "manual" } };
    await expect(ctx.forTenant(tenantId, (tx) => tx.suppression.deleteMany())).rejects.toThrow();
    await expect(ctx.forTenant(tenantId, (tx) => tx.suppression.updateMany(rewrite))).rejects.toThrow();
    expect((await rowsOf(tenantId)).map((row) => row.reason)).toEqual([reason]);
  });
});

describe("suppressMany", () => {
  it("stores when, why and from where", async () => {
    const tenantId = await createTestTenant(ctx);
    await ctx.forTenant(tenantId, (tx) => suppressMany(tx, tenantId, [entry("bounced")], ctx.now()));
    expect(await rowsOf(tenantId)).toMatchObject([
      { kind: "email", value: "pat@acme.test", reason: "bounced", source: "test", created_at: ctx.now() },
    ]);
  });

  it("of nothing does nothing", async () => {
    const tenantId = await createTestTenant(ctx);
    const nothing = await ctx.forTenant(tenantId, (tx) => suppressMany(tx, tenantId, []));
    expect(nothing).toEqual({ added: 0, outreachIds: [] });
  });

  it("stores none when one of them is no address, naming the field", async () => {
    const tenantId = await createTestTenant(ctx);
    const entries = [entry("bounced"), entry("bounced", "nobody")];
    await expect(ctx.forTenant(tenantId, (tx) => suppressMany(tx, tenantId, entries))).rejects.toMatchObject({
      code: "validation_failed",
      details: { errors: [{ field: "value" }] },
    });
    expect(await rowsOf(tenantId)).toEqual([]);
  });

  it("names outreach with open mail to a domain, whatever address it went to, once and only one's own", async () => {
    const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const domain = `acme-${crypto.randomUUID().slice(0, 8)}.test`;
    const address = `pat@${domain}`;
    const to = { to_email: address, recipient_domain: domain, sent_at: null };
    const open = await createTestProspect(ctx, tenantId, {}, { email: address, email_key: address });
    await createTestEmail(ctx, tenantId, open.outreach.id, { ...to, status: "queued" });
    const done = await createTestProspect(ctx, tenantId);
    await createTestEmail(ctx, tenantId, done.outreach.id, { ...to, status: "sent", sent_at: ctx.now() });
    const foreign = await createTestProspect(ctx, other);
    await createTestEmail(ctx, other, foreign.outreach.id, { ...to, status: "queued" });
    const both: SuppressionEntry[] = [{ ...entry("manual", domain), kind: "domain" }, entry("manual", address)];
    const { added, outreachIds } = await ctx.forTenant(tenantId, (tx) => suppressMany(tx, tenantId, both));
    expect([added, outreachIds]).toEqual([2, [open.outreach.id]]);
  });
});

it("finds thousands of keys in one go", async () => {
  const tenantId = await createTestTenant(ctx);
  const keys = Array.from({ length: 5_000 }, (_, index) => `p${index}@acme-${index % 50}.test`);
  const entries: SuppressionEntry[] = [
    { ...entry("manual", "acme-7.test"), kind: "domain" },
    entry("manual", "p1@acme-1.test"),
  ];
  await ctx.forTenant(tenantId, (tx) => suppressMany(tx, tenantId, entries));
  const found = await ctx.forTenant(tenantId, (tx) => findSuppressed(tx, [...keys, ...keys]));
  expect(found).toEqual(new Set(keys.filter((key) => key.endsWith("@acme-7.test") || key === "p1@acme-1.test")));
});
