import { describe, expect, it } from "vitest";
import { suppress } from "#lib/suppressions/suppress.ts";
import { createTestConnection, createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { lockSendFacts } from "./lock-send-facts.ts";

const ctx = createTestContext();
const now = ctx.now();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const lock = (tenantId: string, ids: string[]) => ctx.forTenant(tenantId, (tx) => lockSendFacts(tx, tenantId, ids));

async function factsOf(tenantId: string, id: string) {
  const [facts] = await lock(tenantId, [id]);
  if (!facts) throw new Error("no facts");
  return facts;
}

describe("lockSendFacts", () => {
  it("reads a new prospect as planning sees it", async () => {
    const tenantId = await createTestTenant(ctx);
    const address = { email: "info@smith-roofing.com", email_key: "info@smith-roofing.com" };
    const data = { ...address, zip: "79901", state_code: "TX", verified_at: hoursAgo(3), consent_basis: "asked" };
    const { outreach, prospect } = await createTestProspect(ctx, tenantId, { created_at: hoursAgo(5) }, data);
    expect(await factsOf(tenantId, outreach.id)).toEqual({
      outreachId: outreach.id,
      prospectId: prospect.id,
      status: "cold",
      step: 0,
      cycle: 0,
      holdReason: null,
      readyAt: hoursAgo(5),
      notBefore: null,
      lastEmailSentAt: null,
      hasOpened: false,
      hasClicked: false,
      hasReplied: false,
      emailOpenCount: 0,
      isUnsubscribed: false,
      isSuppressed: false,
      email: "info@smith-roofing.com",
      isVerified: true,
      verifiedAt: hoursAgo(3),
      hasConsent: true,
      isRoleAddress: true,
      isDemo: false,
      place: { zip: "79901", stateCode: "TX" },
      tradeType: "hvac",
      campaign: null,
      cycleMessages: [],
    });
  });

  it.each<[string, object, object, object]>([
    ["opened", { last_email_opened_at: hoursAgo(1), email_open_count: 4 }, {}, { hasOpened: true, emailOpenCount: 4 }],
    [
      "a provider asked for patience",
      { last_decision: { kind: "none", reason: "provider_unavailable", retry_at: hoursAgo(-2).toISOString() } },
      {},
      { notBefore: hoursAgo(-2) },
    ],
    [
      "another reason's time holds nobody back",
      { last_decision: { kind: "none", reason: "mailbox_cap", retry_at: hoursAgo(-2).toISOString() } },
      {},
      { notBefore: null },
    ],
    ["clicked", { last_email_clicked_at: hoursAgo(1) }, {}, { hasClicked: true, hasOpened: false }],
    ["replied", { last_email_replied_at: hoursAgo(1) }, {}, { hasReplied: true }],
    ["unsubscribed", { email_unsubscribed: true }, {}, { isUnsubscribed: true }],
    [
      "returned: ready since its reset",
      { re_contact_cycle: 2, cycle_reset_at: hoursAgo(2) },
      {},
      { cycle: 2, readyAt: hoursAgo(2) },
    ],
    ["held by a person", { hold_reason: "manual_stop", next_send_at: null }, {}, { holdReason: "manual_stop" }],
    ["made up for the demo", {}, { source: "demo", email: "pat@x.example.org" }, { isDemo: true }],
    ["under .test", {}, {}, { isDemo: true }],
    [
      "without an address",
      {},
      { email: null, email_key: null },
      { email: null, isRoleAddress: false, isSuppressed: false },
    ],
    ["never verified", {}, { email_verified: null, verified_at: null }, { isVerified: null, verifiedAt: null }],
  ])("knows a prospect who %s", async (_name, outreach, prospect, expected) => {
    const tenantId = await createTestTenant(ctx);
    const made = await createTestProspect(ctx, tenantId, outreach, prospect);
    expect(await factsOf(tenantId, made.outreach.id)).toMatchObject(expected);
  });

  it("lists this cycle's sequence messages by step, without the cancelled and all others", async () => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await createTestProspect(ctx, tenantId, { re_contact_cycle: 1 });
    const smtp = await createTestConnection(ctx, tenantId, { kind: "smtp", settings: { host: "127.0.0.1" } });
    const add = (data: object) => createTestEmail(ctx, tenantId, outreach.id, { re_contact_cycle: 1, ...data });
    await add({ sequence_step: 2, status: "queued", sent_at: null, open_tracked: false });
    const first = await add({ sequence_step: 1, opened_at: hoursAgo(1), provider_connection_id: smtp.id });
    await add({ sequence_step: 1, status: "cancelled" });
    await add({ sequence_step: 1, re_contact_cycle: 0 });
    await add({ sequence_step: 4, kind: "winback" });
    await add({ sequence_step: 4, kind: "reply", direction: "inbound", status: "received" });
    const { cycleMessages } = await factsOf(tenantId, outreach.id);
    expect(cycleMessages).toMatchObject([
      {
        step: 1,
        status: "sent",
        messageId: first.message_id,
        openedAt: hoursAgo(1),
        isOpenTracked: true,
        isSimulated: false,
      },
      { step: 2, status: "queued", sentAt: null, isOpenTracked: false, isSimulated: null },
    ]);
  });

  it("knows the campaign, also one that is no longer active", async () => {
    const tenantId = await createTestTenant(ctx);
    const steps = [{ step: 1 }, { step: 2, delay_hours: 96 }];
    const campaign = await ctx.forTenant(tenantId, (tx) =>
      tx.campaign.create({ data: { tenant_id: tenantId, name: "C", status: "completed", steps } }),
    );
    const { outreach } = await createTestProspect(ctx, tenantId, { campaign_id: campaign.id });
    expect((await factsOf(tenantId, outreach.id)).campaign).toEqual({ status: "completed", steps });
  });

  it("finds a suppression under any spelling of the address", async () => {
    const tenantId = await createTestTenant(ctx);
    const email = { email: "Pat.Smith+sales@gmail.com", email_key: "patsmith@gmail.com" };
    const { outreach } = await createTestProspect(ctx, tenantId, {}, email);
    await ctx.forTenant(tenantId, (tx) =>
      suppress(tx, { tenantId, kind: "email", value: "p.atsmith@googlemail.com", reason: "manual", source: "test" }),
    );
    expect((await factsOf(tenantId, outreach.id)).isSuppressed).toBe(true);
  });

  it("answers in order of the ids, and nothing of another tenant", async () => {
    const tenantId = await createTestTenant(ctx);
    const made = await Promise.all([1, 2, 3].map(() => createTestProspect(ctx, tenantId)));
    const ids = made.map(({ outreach }) => outreach.id).sort();
    expect((await lock(tenantId, ids.toReversed())).map(({ outreachId }) => outreachId)).toEqual(ids);
    expect(await lock(await createTestTenant(ctx), ids)).toEqual([]);
    expect(await lock(tenantId, [])).toEqual([]);
  });

  it("holds the rows until its transaction ends", async () => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await createTestProspect(ctx, tenantId);
    const isFree = () =>
      ctx.forTenant(tenantId, async (tx) => {
        const rows = await tx.$queryRaw<object[]>`
          SELECT id FROM outreach WHERE id = ${outreach.id}::uuid FOR UPDATE SKIP LOCKED`;
        return rows.length === 1;
      });
    const duringLock = await ctx.forTenant(tenantId, async (tx) => {
      await lockSendFacts(tx, tenantId, [outreach.id]);
      return isFree();
    });
    expect([duringLock, await isFree()]).toEqual([false, true]);
  });
});
