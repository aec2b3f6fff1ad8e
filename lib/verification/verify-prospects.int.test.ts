import { describe, expect, it } from "vitest";
import type { DnsPort } from "#lib/dns/types.ts";
import { createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { judgeAddress, judgeDomain } from "./policy/verify-address.ts";
import { verifyProspects } from "./verify-prospects.ts";

const ctx = createTestContext();
const waiting = { next_send_at: null, hold_reason: "awaiting_verification" };

async function addWaiting(tenantId: string, email: string, prospect: object = {}) {
  const data = { email, email_key: email, email_verified: null, verified_at: null, ...prospect };
  return createTestProspect(ctx, tenantId, waiting, data);
}

const stateOf = (tenantId: string, id: string) =>
  ctx.forTenant(tenantId, async (tx) => {
    const { prospect, ...outreach } = await tx.outreach.findUniqueOrThrow({
      where: { id },
      include: { prospect: true },
    });
    return {
      status: outreach.status,
      hold: outreach.hold_reason,
      isDue: outreach.next_send_at !== null,
      verified: prospect.email_verified,
    };
  });

describe("verifyProspects", () => {
  it("lets valid addresses go, sets invalid ones aside with the reason, and runs again without effect", async () => {
    const tenantId = await createTestTenant(ctx);
    const [good, gone, role, never, fake] = [
      await addWaiting(tenantId, "pat@good.test"),
      await addWaiting(tenantId, "pat@gone.test"),
      await addWaiting(tenantId, "info@good.test"),
      await addWaiting(tenantId, "noreply@good.test"),
      await addWaiting(tenantId, "jane.doe@good.test"),
    ];
    ctx.onLookUp((domain) =>
      domain === "gone.test" ? { kind: "refuses", reason: "nxdomain" } : { kind: "accepts", mxHosts: [] },
    );
    expect(await verifyProspects(ctx, { tenantId })).toEqual({ checked: 5, valid: 2, invalid: 3, unknown: 0 });
    const due = { status: "cold", hold: null, isDue: true, verified: true };
    const aside = { status: "no_verified_email", hold: null, isDue: false, verified: false };
    expect(await stateOf(tenantId, good.outreach.id)).toEqual(due);
    expect(await stateOf(tenantId, role.outreach.id)).toEqual(due);
    for (const bad of [gone, never, fake]) expect(await stateOf(tenantId, bad.outreach.id)).toEqual(aside);
    expect(await verifyProspects(ctx, { tenantId })).toEqual({ checked: 0, valid: 0, invalid: 0, unknown: 0 });
    const { last_decision } = await ctx.forTenant(tenantId, (tx) =>
      tx.outreach.findUniqueOrThrow({ where: { id: never.outreach.id } }),
    );
    expect(last_decision).toMatchObject({ reason: "never_mail_address" });
  });

  it.each([
    ["send", { hold: null, isDue: true, verified: null }],
    ["hold", { hold: "awaiting_verification", isDue: false, verified: null }],
  ] as const)("unknown addresses: %s", async (unknown_address_policy, expected) => {
    const tenantId = await createTestTenant(ctx, { unknown_address_policy });
    const { outreach } = await addWaiting(tenantId, "pat@slow.test");
    ctx.onLookUp(() => ({ kind: "unknown", detail: "time-out" }));
    expect(await verifyProspects(ctx, { tenantId })).toMatchObject({ unknown: 1 });
    expect(await stateOf(tenantId, outreach.id)).toMatchObject(expected);
  });

  it("asks each domain once, and knows when no mail leaves the machine", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    for (const name of ["ann", "bo", "cy"]) await addWaiting(tenantId, `${name}@same.test`);
    const asked: unknown[] = [];
    const dns: DnsPort = {
      ...ctx.dns,
      lookUpMailDomain: async (domain: string, options?: object) => {
        asked.push([domain, options]);
        return { kind: "accepts", mxHosts: [] };
      },
    };
    await verifyProspects({ ...ctx, dns }, { tenantId });
    expect(asked).toEqual([["same.test", { isLocal: true }]]);
  });

  it("leaves a prospect alone whose address changed meanwhile, and other tenants", async () => {
    const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const { prospect, outreach } = await addWaiting(a, "old@good.test");
    const other = await addWaiting(b, "pat@good.test");
    const dns = {
      ...ctx.dns,
      lookUpMailDomain: async () => {
        await ctx.forTenant(a, (tx) =>
          tx.prospect.update({ where: { id: prospect.id }, data: { email: "new@good.test" } }),
        );
        return { kind: "refuses", reason: "null_mx" } as const;
      },
    };
    await verifyProspects({ ...ctx, dns }, { tenantId: a });
    expect(await stateOf(a, outreach.id)).toMatchObject({ status: "cold", hold: "awaiting_verification" });
    expect(await stateOf(b, other.outreach.id)).toMatchObject({ status: "cold", hold: "awaiting_verification" });
  });
});

describe("the verdict", () => {
  it.each([
    ["not an address", "invalid_address"],
    ["abuse@acme.com", "never_mail_address"],
    ["pat@example.com", "placeholder_address"],
  ])("%s: %s", (email, reason) => {
    expect(judgeAddress(email)).toEqual({ kind: "invalid", reason });
  });

  it("leaves the rest to DNS", () => {
    expect(judgeAddress("pat@acme.com")).toBeNull();
    expect(judgeDomain({ kind: "refuses", reason: "null_mx" })).toEqual({ kind: "invalid", reason: "invalid_address" });
    expect(judgeDomain({ kind: "unknown", detail: "" })).toEqual({ kind: "unknown" });
  });
});
