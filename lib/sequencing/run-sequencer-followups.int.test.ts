import { beforeEach, describe, expect, it } from "vitest";
import {
  createTestConnection,
  createTestDomain,
  createTestEmail,
  createTestMailbox,
  createTestProspect,
  createTestTenant,
} from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

const ctx = createTestContext();
const { ledgerOf, outreachOf, dueProspects, contacted, hoursAgo } = planningWorld(ctx);
const start = new Date("2026-06-10T16:00:00Z");
beforeEach(() => ctx.setNow(start));

describe("follow-ups", () => {
  it("come before first messages, stay with their mailbox and answer its last message", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 1 });
    for (let n = 0; n < 4; n += 1) await createTestMailbox(ctx, tenantId);
    const mailbox = await createTestMailbox(ctx, tenantId);
    await dueProspects(tenantId, 2, { next_send_at: hoursAgo(500) });
    const { id, sent } = await contacted(tenantId, mailbox.id, 1);
    await runSequencer(ctx, { tenantId });
    const [row] = await ledgerOf(tenantId);
    expect(row).toMatchObject({
      outreach_id: id,
      sequence_step: 2,
      mailbox_id: mailbox.id,
      in_reply_to: sent[0]?.message_id,
    });
    expect(row?.decision).toMatchObject({ delay: { hours: 72, tier: "never_opened" } });
  });

  it("wait for a paused mailbox, then go to its domain without In-Reply-To", async () => {
    const tenantId = await createTestTenant(ctx);
    const domain = await createTestDomain(ctx, tenantId);
    const own = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id, is_active: false });
    const sibling = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
    await createTestMailbox(ctx, tenantId);
    const { id } = await contacted(tenantId, own.id, 1);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0, passed_over: { mailbox_inactive: 1 } });
    const waiting = await outreachOf(tenantId, id);
    expect(waiting.next_send_at?.toISOString()).toBe("2026-06-10T17:00:00.000Z");
    expect(waiting.last_decision).toMatchObject({ reason: "mailbox_inactive", waiting_since: start.toISOString() });
    ctx.setNow("2026-06-13T15:59:00Z");
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0 });
    ctx.setNow("2026-06-13T16:00:00Z");
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1 });
    const [row] = await ledgerOf(tenantId);
    expect(row).toMatchObject({ mailbox_id: sibling.id, in_reply_to: null });
    expect(row?.decision).toMatchObject({
      passed_over: [{ reason: "mailbox_inactive", from_emails: [own.from_email] }],
    });
  });

  it("do not begin to wait anew where something else was in the way for a day", async () => {
    const tenantId = await createTestTenant(ctx, { recipient_domain_daily_limit: 1 });
    const own = await createTestMailbox(ctx, tenantId, { is_active: false });
    const { id } = await contacted(tenantId, own.id, 1);
    const waitingSince = async () => (await outreachOf(tenantId, id)).last_decision;
    await runSequencer(ctx, { tenantId });
    expect(await waitingSince()).toMatchObject({ reason: "mailbox_inactive", waiting_since: start.toISOString() });
    const day = { tenant_id: tenantId, day: new Date("2026-06-10"), kind: "recipient_domain", used: 1 };
    const { prospect_id } = await outreachOf(tenantId, id);
    const profile = await ctx.forTenant(tenantId, (tx) =>
      tx.prospect.findUniqueOrThrow({ where: { id: prospect_id } }),
    );
    const key = (profile.email ?? "").split("@")[1] ?? "";
    await ctx.forTenant(tenantId, (tx) => tx.capacityDay.create({ data: { ...day, key } }));
    ctx.setNow("2026-06-10T17:00:00Z");
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ passed_over: { recipient_domain_cap: 1 } });
    expect(await waitingSince()).toMatchObject({ waiting_since: start.toISOString() });
  });

  it("rest while their recipient domain bounces", async () => {
    const tenantId = await createTestTenant(ctx);
    const mailbox = await createTestMailbox(ctx, tenantId);
    const { id } = await contacted(tenantId, mailbox.id, 1);
    const due = await outreachOf(tenantId, id);
    const profile = await ctx.forTenant(tenantId, (tx) =>
      tx.prospect.findUniqueOrThrow({ where: { id: due.prospect_id } }),
    );
    const recipientDomain = (profile.email ?? "").split("@")[1] ?? "";
    for (const hours of [3, 30]) {
      const { outreach: other } = await createTestProspect(ctx, tenantId, { status: "bounced", next_send_at: null });
      const bounce = { recipient_domain: recipientDomain, bounced_at: hoursAgo(hours), bounce_type: "hard" };
      await createTestEmail(ctx, tenantId, other.id, bounce);
    }
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({
      queued: 0,
      passed_over: { recipient_domain_blocked: 1 },
    });
    expect((await outreachOf(tenantId, id)).next_send_at).toEqual(new Date(hoursAgo(30).getTime() + 90 * 86_400_000));
  });

  it("never go on over another kind of connection", async () => {
    const tenantId = await createTestTenant(ctx);
    const simulated = await createTestConnection(ctx, tenantId);
    const smtp = await createTestConnection(ctx, tenantId, { kind: "smtp", settings: { host: "127.0.0.1" } });
    await createTestMailbox(ctx, tenantId, { provider_connection_id: smtp.id });
    const { id } = await contacted(tenantId, null, 1, {}, { provider_connection_id: simulated.id });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0, passed_over: { other_transport: 1 } });
    expect(await outreachOf(tenantId, id)).toMatchObject({ hold_reason: "other_transport" });
  });
});

describe("the engagement gate (plan: verification 2)", () => {
  it.each([
    ["step 2 without opens: held", {}, {}, {}, 0, "engagement_gate"],
    ["after a human open: sent", {}, { last_email_opened_at: start, email_open_count: 1 }, {}, 1, null],
    ["after a click: sent", {}, { last_email_clicked_at: start }, {}, 1, null],
    ["after a machine open only: held", {}, {}, { machine_opened_at: start }, 0, "engagement_gate"],
    ["flag off: sent", { require_engagement_for_final_step: false }, {}, {}, 1, null],
    ["tracking off, setting send: sent", {}, {}, { open_tracked: false }, 1, null],
    [
      "tracking off, setting hold: held",
      { untracked_engagement: "hold" as const },
      {},
      { open_tracked: false },
      0,
      "engagement_gate",
    ],
  ])("%s", async (_name, settings, outreach, email, queued, hold) => {
    const tenantId = await createTestTenant(ctx, settings);
    const mailbox = await createTestMailbox(ctx, tenantId);
    const { id } = await contacted(tenantId, mailbox.id, 2, outreach, email);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued });
    expect((await ledgerOf(tenantId)).map((row) => row.sequence_step)).toEqual(queued === 1 ? [3] : []);
    expect((await outreachOf(tenantId, id)).hold_reason).toBe(hold);
  });

  it("lets step 2 go without opens", async () => {
    const tenantId = await createTestTenant(ctx);
    const mailbox = await createTestMailbox(ctx, tenantId);
    await contacted(tenantId, mailbox.id, 1);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1 });
  });
});

describe("adaptive timing (plan: verification 3)", () => {
  it("sends sooner after three opens, and leaves the silent to their time", async () => {
    const tenantId = await createTestTenant(ctx, { sequence_delay_hours: 72 });
    const mailbox = await createTestMailbox(ctx, tenantId);
    const sent = { last_email_sent_at: hoursAgo(55) };
    const keen = await contacted(
      tenantId,
      mailbox.id,
      1,
      { ...sent, email_open_count: 3, last_email_opened_at: hoursAgo(50) },
      { sent_at: hoursAgo(55) },
    );
    const silent = await contacted(tenantId, mailbox.id, 1, sent, { sent_at: hoursAgo(55) });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1, passed_over: { not_due: 1 } });
    const [row] = await ledgerOf(tenantId);
    expect(row).toMatchObject({ outreach_id: keen.id });
    expect(row?.decision).toMatchObject({ delay: { hours: 54, tier: "opened_often" } });
    expect((await outreachOf(tenantId, silent.id)).next_send_at).toEqual(
      new Date(hoursAgo(55).getTime() + 96 * 3_600_000),
    );
  });
});
