import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { suppress } from "#lib/suppressions/suppress.ts";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runRecontact } from "./run-recontact.ts";

const ctx = createTestContext();
const now = new Date("2026-06-10T10:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
beforeEach(() => ctx.setNow(now));

/** A prospect whose finished sequence ended 91 days ago. */
function silent(tenantId: string, outreach: object = {}, prospect: object = {}) {
  const finished = {
    status: "contacted",
    outreach_sequence_step: 3,
    last_email_sent_at: daysAgo(91),
    next_send_at: null,
    hold_reason: "sequence_finished",
  };
  return createTestProspect(ctx, tenantId, { ...finished, ...outreach }, { verified_at: daysAgo(98), ...prospect });
}

const outreachOf = (tenantId: string, id: string) =>
  ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }));
const all = (tenantId: string) =>
  ctx.forTenant(tenantId, (tx) => tx.outreach.findMany({ orderBy: { last_email_sent_at: "asc" } }));

describe("a reset", () => {
  it("returns a prospect to cold, step 0, the next cycle, and clears what the cycle brought", async () => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await silent(tenantId, {
      last_email_opened_at: daysAgo(95),
      last_email_clicked_at: daysAgo(95),
      email_open_count: 4,
      generation_failures: 2,
      total_emails_sent: 3,
      last_decision: { kind: "none", reason: "mailbox_cap" },
    });
    expect(await runRecontact(ctx, { tenantId })).toEqual({ reset: 1, exhausted: 0, returned: 0 });
    expect(await outreachOf(tenantId, outreach.id)).toMatchObject({
      status: "cold",
      outreach_sequence_step: 0,
      re_contact_cycle: 1,
      cycle_reset_at: now,
      last_email_opened_at: null,
      last_email_clicked_at: null,
      email_open_count: 0,
      generation_failures: 0,
      next_send_at: null,
      hold_reason: "awaiting_verification",
      last_decision: null,
      last_email_sent_at: daysAgo(91),
      total_emails_sent: 3,
    });
  });

  it("needs no new verification when the last one is fresh", async () => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await silent(tenantId, {}, { verified_at: daysAgo(2) });
    await runRecontact(ctx, { tenantId });
    expect(await outreachOf(tenantId, outreach.id)).toMatchObject({ hold_reason: null, next_send_at: now });
  });

  it("takes a prospect out of a campaign that is over, and leaves it in one that goes on", async () => {
    const tenantId = await createTestTenant(ctx);
    const campaign = (name: string, status: string) =>
      ctx.forTenant(tenantId, (tx) => tx.campaign.create({ data: { tenant_id: tenantId, name, status } }));
    const [over, on] = [await campaign("Over", "completed"), await campaign("On", "active")];
    const left = await silent(tenantId, { campaign_id: over.id, hold_reason: "no_campaign_step" });
    const stays = await silent(tenantId, { campaign_id: on.id });
    await runRecontact(ctx, { tenantId });
    expect((await outreachOf(tenantId, left.outreach.id)).campaign_id).toBeNull();
    expect((await outreachOf(tenantId, stays.outreach.id)).campaign_id).toBe(on.id);
  });
});

describe("who returns", () => {
  it.each<[string, object, object, boolean]>([
    ["held by the engagement gate", { outreach_sequence_step: 2, hold_reason: "engagement_gate" }, {}, true],
    ["overdue after step 1", { outreach_sequence_step: 1, hold_reason: null, next_send_at: daysAgo(80) }, {}, true],
    ["exactly 90 days", { last_email_sent_at: daysAgo(90) }, {}, true],
    ["address of unknown validity", {}, { email_verified: null }, true],
    ["last allowed cycle", { re_contact_cycle: 3 }, {}, true],
    ["one minute short of 90 days", { last_email_sent_at: new Date(daysAgo(90).getTime() + 60_000) }, {}, false],
    ["replied", { last_email_replied_at: daysAgo(60) }, {}, false],
    ["unsubscribed", { email_unsubscribed: true }, {}, false],
    ["cycles used up", { re_contact_cycle: 4 }, {}, false],
    ["invalid address", {}, { email_verified: false }, false],
    ["no address", {}, { email: null, email_key: null }, false],
    ["out of office", { hold_reason: "out_of_office" }, {}, false],
    ["stopped by a person", { hold_reason: "manual_stop" }, {}, false],
    ["interested", { status: "interested", hold_reason: null }, {}, false],
    ["never written to", { status: "cold", outreach_sequence_step: 0, last_email_sent_at: null }, {}, false],
  ])("%s", async (_name, outreach, prospect, isReturned) => {
    const tenantId = await createTestTenant(ctx);
    await silent(tenantId, outreach, prospect);
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(isReturned ? 1 : 0);
  });

  it.each(["queued", "claimed", "sending"])("not one with a %s message", async (status) => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await silent(tenantId);
    await createTestEmail(ctx, tenantId, outreach.id, { sequence_step: 3, status, sent_at: null });
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(0);
  });

  it.each(["email", "domain"] as const)("not one suppressed by %s", async (kind) => {
    const tenantId = await createTestTenant(ctx);
    const { prospect, outreach } = await silent(tenantId);
    const address = prospect.email ?? "";
    const value = kind === "email" ? address : (address.split("@")[1] ?? "");
    await ctx.forTenant(tenantId, (tx) => suppress(tx, { tenantId, kind, value, reason: "manual", source: "test" }));
    await ctx.forTenant(tenantId, (tx) =>
      tx.outreach.update({
        where: { id: outreach.id },
        data: { status: "contacted", hold_reason: "sequence_finished", next_send_at: null },
      }),
    );
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(0);
  });

  it.each([
    ["the setting", { recontact_enabled: false }, {}],
    ["the environment", {}, { isRecontactEnabled: false }],
  ])("nobody when switched off by %s", async (_name, settings, config) => {
    const tenantId = await createTestTenant(ctx, settings);
    await silent(tenantId);
    const counts = await runRecontact({ ...ctx, config: { ...ctx.config, ...config } }, { tenantId });
    expect(counts).toEqual({ reset: 0, exhausted: 0, returned: 0 });
  });

  it("only the tenant's own", async () => {
    const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    await silent(b);
    expect((await runRecontact(ctx, { tenantId: a })).reset).toBe(0);
    expect((await all(b))[0]?.re_contact_cycle).toBe(0);
  });
});

it("agrees with the rule in words for any prospect", async () => {
  const row = fc.record({
    step: fc.integer({ min: 1, max: 3 }),
    days: fc.constantFrom(20, 89, 91, 300),
    cycle: fc.constantFrom(0, 1, 3, 4, 5),
    hasReplied: fc.boolean(),
    isUnsubscribed: fc.boolean(),
    isInvalid: fc.boolean(),
    hold: fc.constantFrom(
      "sequence_finished",
      "cooldown",
      "engagement_gate",
      "manual_stop",
      "out_of_office",
      "suppressed",
    ),
  });
  for (const given of fc.sample(row, { numRuns: 40, seed: 7 })) {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await silent(
      tenantId,
      {
        outreach_sequence_step: given.step,
        last_email_sent_at: daysAgo(given.days),
        re_contact_cycle: given.cycle,
        last_email_replied_at: given.hasReplied ? daysAgo(10) : null,
        email_unsubscribed: given.isUnsubscribed,
        hold_reason: given.hold,
      },
      { email_verified: !given.isInvalid },
    );
    await runRecontact(ctx, { tenantId });
    const lastingHold = ["manual_stop", "out_of_office", "suppressed"].includes(given.hold);
    const isSilent = given.days >= 90 && !given.hasReplied && !given.isUnsubscribed && !given.isInvalid && !lastingHold;
    const expected = !isSilent ? "contacted" : given.cycle < 4 ? "cold" : "exhausted";
    expect([given, (await outreachOf(tenantId, outreach.id)).status]).toEqual([given, expected]);
  }
});
