import { describe, expect, it } from "vitest";
import type { DnsPort, MailDomainAnswer } from "#lib/dns/types.ts";
import { createTestConnection, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { concurrentLookUps, verifyBatch } from "./thresholds.ts";
import { verifyProspects } from "./verify-prospects.ts";

const ctx = createTestContext();
const accepts: MailDomainAnswer = { kind: "accepts", mxHosts: [] };

function addWaiting(tenantId: string, email: string, outreach: object = {}, prospect: object = {}) {
  const waiting = { next_send_at: null, hold_reason: "awaiting_verification", ...outreach };
  const data = { email, email_key: email, email_verified: null, verified_at: null, ...prospect };
  return createTestProspect(ctx, tenantId, waiting, data);
}

const outreachOf = (tenantId: string) =>
  ctx.forTenant(tenantId, (tx) => tx.outreach.findMany({ include: { prospect: true }, orderBy: { id: "asc" } }));

/** DNS that answers with `answer` and keeps what it was asked, and how often at the same time. */
function recordingDns(answer: (domain: string) => MailDomainAnswer | Promise<MailDomainAnswer>) {
  const asked: { domain: string; isLocal: boolean | undefined }[] = [];
  const open = { now: 0, most: 0 };
  const dns: DnsPort = {
    ...ctx.dns,
    lookUpMailDomain: async (domain, options) => {
      asked.push({ domain, isLocal: options?.isLocal });
      open.now += 1;
      open.most = Math.max(open.most, open.now);
      await new Promise(setImmediate);
      open.now -= 1;
      return answer(domain);
    },
  };
  return { dns, asked, open };
}

/** Waiting prospects at domains of their own, in one statement. */
async function addMany(tenantId: string, n: number) {
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO prospects (tenant_id, email, email_key)
      SELECT ${tenantId}::uuid, e, e FROM (SELECT 'owner@many-' || i || '.test' AS e FROM generate_series(1, ${n}::int) i) t`;
    await tx.$executeRaw`
      INSERT INTO outreach (tenant_id, prospect_id, status, hold_reason)
      SELECT tenant_id, id, 'cold', 'awaiting_verification' FROM prospects WHERE tenant_id = ${tenantId}::uuid`;
  });
}

describe("verifying more than a batch", () => {
  it("looks at every prospect once, also when all have to wait, and asks few domains at a time", async () => {
    const tenantId = await createTestTenant(ctx, { unknown_address_policy: "hold" });
    const n = verifyBatch + 20;
    await addMany(tenantId, n);
    const slow = recordingDns(() => ({ kind: "unknown", detail: "time-out" }));
    const counts = await verifyProspects({ ...ctx, dns: slow.dns }, { tenantId });
    expect(counts).toEqual({ checked: n, valid: 0, invalid: 0, unknown: n });
    expect(new Set(slow.asked.map(({ domain }) => domain)).size).toBe(n);
    expect(slow.asked).toHaveLength(n);
    expect(slow.open.most).toBe(concurrentLookUps);
    const held = await outreachOf(tenantId);
    expect(held.every((row) => row.hold_reason === "awaiting_verification" && row.prospect.verified_at === null)).toBe(
      true,
    );
    const later = await verifyProspects({ ...ctx, dns: recordingDns(() => accepts).dns }, { tenantId });
    expect(later).toEqual({ checked: n, valid: n, invalid: 0, unknown: 0 });
    const due = await outreachOf(tenantId);
    expect(due.every((row) => row.hold_reason === null && row.next_send_at !== null)).toBe(true);
  });
});

it("goes on where the last run ended, and begins anew behind the last one, however many stay unknown", async () => {
  const tenantId = await createTestTenant(ctx, { unknown_address_policy: "hold" });
  await addMany(tenantId, 2 * verifyBatch + 1);
  const { dns, asked } = recordingDns(() => ({ kind: "unknown", detail: "time-out" }));
  const run = async () => (await verifyProspects({ ...ctx, dns }, { tenantId }, verifyBatch)).checked;
  expect([await run(), await run(), await run()]).toEqual([verifyBatch, verifyBatch, 1]);
  expect(new Set(asked.map(({ domain }) => domain)).size).toBe(2 * verifyBatch + 1);
  expect(await run()).toBe(verifyBatch);
});

describe("verifying", () => {
  it("comes to the same when two runs meet", async () => {
    const tenantId = await createTestTenant(ctx);
    for (const name of ["ann", "bo", "cy"]) await addWaiting(tenantId, `${name}@${name}.test`);
    const { dns } = recordingDns((domain) => (domain === "bo.test" ? { kind: "refuses", reason: "null_mx" } : accepts));
    await Promise.all([1, 2, 3].map(() => verifyProspects({ ...ctx, dns }, { tenantId })));
    const rows = await outreachOf(tenantId);
    expect(rows.map((row) => [row.status, row.next_send_at !== null, row.prospect.email_verified])).toEqual([
      ["cold", true, true],
      ["no_verified_email", false, false],
      ["cold", true, true],
    ]);
  });

  it("leaves alone what a person decided meanwhile", async () => {
    const tenantId = await createTestTenant(ctx);
    await addWaiting(tenantId, "pat@gone.test");
    const { dns } = recordingDns(async () => {
      const won = { status: "won", hold_reason: null };
      await ctx.forTenant(tenantId, (tx) => tx.outreach.updateMany({ data: won }));
      return { kind: "refuses", reason: "nxdomain" };
    });
    await verifyProspects({ ...ctx, dns }, { tenantId });
    expect(await outreachOf(tenantId)).toMatchObject([{ status: "won", hold_reason: null, next_send_at: null }]);
  });

  it("looks only at cold prospects that wait for it and have an address", async () => {
    const tenantId = await createTestTenant(ctx);
    await addWaiting(tenantId, "a@x.test", { hold_reason: "manual_stop" });
    await addWaiting(tenantId, "b@x.test", { status: "bounced", hold_reason: null });
    await addWaiting(tenantId, "c@x.test", {}, { email: null, email_key: null });
    const { dns, asked } = recordingDns(() => accepts);
    expect((await verifyProspects({ ...ctx, dns }, { tenantId })).checked).toBe(0);
    expect(asked).toEqual([]);
  });

  it("checks a returned prospect again, and notes when", async () => {
    const tenantId = await createTestTenant(ctx);
    const old = { email_verified: true, verified_at: new Date("2026-01-01T00:00:00Z") };
    await addWaiting(tenantId, "pat@back.test", { re_contact_cycle: 1 }, old);
    await verifyProspects({ ...ctx, dns: recordingDns(() => accepts).dns }, { tenantId });
    expect(await outreachOf(tenantId)).toMatchObject([
      {
        status: "cold",
        hold_reason: null,
        re_contact_cycle: 1,
        prospect: { email_verified: true, verified_at: ctx.now() },
      },
    ]);
  });

  it("holds a role address when the policy skips those", async () => {
    const tenantId = await createTestTenant(ctx, { role_address_policy: "skip" });
    await addWaiting(tenantId, "info@role.test");
    await verifyProspects({ ...ctx, dns: recordingDns(() => accepts).dns }, { tenantId });
    expect(await outreachOf(tenantId)).toMatchObject([
      { status: "cold", hold_reason: "role_address", next_send_at: null },
    ]);
  });

  it("asks the Internet as soon as one mailbox can reach it", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    const settings = { host: "smtp.provider.test", port: 587 };
    const real = await createTestConnection(ctx, tenantId, { kind: "smtp", settings });
    await createTestMailbox(ctx, tenantId, { provider_connection_id: real.id });
    await addWaiting(tenantId, "pat@x.test");
    const { dns, asked } = recordingDns(() => accepts);
    await verifyProspects({ ...ctx, dns }, { tenantId });
    expect(asked).toEqual([{ domain: "x.test", isLocal: false }]);
  });
});
