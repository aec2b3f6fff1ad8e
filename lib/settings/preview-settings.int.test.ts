import { describe, expect, it } from "vitest";
import { getCommandCenter } from "#lib/command-center/get-command-center.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { changeSettings } from "./change-settings.ts";
import type { Settings } from "./contract.ts";
import { previewSettings } from "./preview-settings.ts";

const ctx = createTestContext();
const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);
const preview = (tenantId: string, change: Partial<Settings>) => previewSettings(ctx, { tenantId, change });

/** A prospect that had so many emails in this cycle, the last of them so long ago, and never looked. */
async function silent(tenantId: string, step: number, lastDaysAgo: number) {
  const mailbox = await createTestMailbox(ctx, tenantId);
  const { outreach } = await createTestProspect(ctx, tenantId, {
    status: "contacted",
    outreach_sequence_step: step,
    last_email_sent_at: daysAgo(lastDaysAgo),
    total_emails_sent: step,
  });
  for (let sent = 1; sent <= step; sent += 1) {
    const sent_at = daysAgo(lastDaysAgo + step - sent);
    const row = {
      sequence_step: sent,
      sent_at,
      mailbox_id: mailbox.id,
      provider_connection_id: mailbox.provider_connection_id,
    };
    await createTestEmail(ctx, tenantId, outreach.id, row);
  }
  await ctx.forTenant(tenantId, (tx) =>
    recomputeNextSend(tx, { tenantId, outreachIds: [outreach.id], now: ctx.now() }),
  );
  return outreach.id;
}

/** So many prospects whose sequence ended ten days ago, and are held for that. */
const addFinished = (tenantId: string, count: number) =>
  ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO prospects (tenant_id, email, email_key)
      SELECT ${tenantId}::uuid, 'pat' || i || '@shop.test', 'pat' || i || '@shop.test' FROM generate_series(1, ${count}::int) AS i`;
    await tx.$executeRaw`
      INSERT INTO outreach (tenant_id, prospect_id, status, outreach_sequence_step, last_email_sent_at, total_emails_sent, hold_reason)
      SELECT ${tenantId}::uuid, id, 'contacted', 3, ${daysAgo(10)}::timestamptz, 3, 'sequence_finished'
      FROM prospects WHERE tenant_id = ${tenantId}::uuid`;
  });

const heldOnOverview = async (tenantId: string) =>
  (await getCommandCenter(ctx, { tenantId })).held.map(({ reason, count }) => ({ reason, count }));

describe("what a change of settings would do", () => {
  it("counts every one of thousands, as many as the overview says are held", async () => {
    const tenantId = await createTestTenant(ctx);
    await addFinished(tenantId, 2_600);
    expect(await heldOnOverview(tenantId)).toEqual([{ reason: "sequence_finished", count: 2_600 }]);
    expect((await preview(tenantId, { max_sequence_steps: 4 })).next_sends).toMatchObject({
      looked_at: 2_600,
      is_complete: true,
      held: [{ reason: "sequence_finished", before: 2_600, after: 0, newly: 0, released: 2_600 }],
    });
  });

  it("says of more than it looks at how many the overview says are held, and how many of some are let go", async () => {
    const tenantId = await createTestTenant(ctx);
    await addFinished(tenantId, 9);
    const few = { tenantId, change: { max_sequence_steps: 4 }, most: 8 };
    expect((await previewSettings(ctx, few)).next_sends).toMatchObject({
      looked_at: 2,
      is_complete: false,
      held: [{ reason: "sequence_finished", before: 9, after: null, newly: 0, released: 2 }],
    });
    expect((await previewSettings(ctx, { ...few, most: 9 })).next_sends).toMatchObject({
      is_complete: true,
      held: [{ before: 9, after: 0, released: 9 }],
    });
  });

  it("lets nobody go who is held for another reason then, and puts on hold only who had a next email", async () => {
    const tenantId = await createTestTenant(ctx);
    await silent(tenantId, 2, 10);
    await silent(tenantId, 1, 10);
    expect((await preview(tenantId, { consent_required: true })).next_sends).toMatchObject({
      held: [{ reason: "no_consent", before: 0, after: 2, newly: 1, released: 0 }],
      held_otherwise: [{ reason: "no_consent", instead_of: "engagement_gate", count: 1 }],
    });
  });

  it("counts who the gate lets go, and that is what the change then does", async () => {
    const tenantId = await createTestTenant(ctx);
    const held = [await silent(tenantId, 2, 10), await silent(tenantId, 2, 12)];
    await silent(tenantId, 1, 10);
    const change = { require_engagement_for_final_step: false };
    const { next_sends, uncounted, ...others } = await preview(tenantId, change);
    expect(next_sends).toMatchObject({
      looked_at: 3,
      is_complete: true,
      due_within_day: { before: 1, after: 3, newly: 2, no_longer: 0 },
      held: [{ reason: "engagement_gate", before: 2, after: 0, newly: 0, released: 2 }],
    });
    expect(Object.values(others)).toEqual([null, null, null, null, null]);
    expect(uncounted).toEqual([]);
    await changeSettings(ctx, { tenantId, actor: systemActor("test"), patch: { version: 1, ...change } });
    await ctx.forTenant(tenantId, (tx) => recomputeNextSend(tx, { tenantId, outreachIds: held, now: ctx.now() }));
    const due = await ctx.forTenant(tenantId, (tx) => tx.outreach.count({ where: { hold_reason: null } }));
    expect(due).toBe(3);
  });

  it("writes nothing", async () => {
    const tenantId = await createTestTenant(ctx);
    const id = await silent(tenantId, 2, 10);
    const row = () => ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }));
    const before = await row();
    await preview(tenantId, { require_engagement_for_final_step: false, sequence_delay_hours: 200 });
    expect(await row()).toEqual(before);
  });

  it("tells later from earlier sends", async () => {
    const tenantId = await createTestTenant(ctx);
    await silent(tenantId, 1, 1);
    expect((await preview(tenantId, { sequence_delay_hours: 200 })).next_sends).toMatchObject({ earlier: 0, later: 1 });
    expect((await preview(tenantId, { sequence_delay_hours: 40 })).next_sends).toMatchObject({ earlier: 1, later: 0 });
  });

  it("counts who may come back under another cooldown", async () => {
    const tenantId = await createTestTenant(ctx);
    await silent(tenantId, 3, 70);
    await silent(tenantId, 3, 100);
    expect((await preview(tenantId, { recontact_cooldown_days: 60 })).returns?.eligible_now).toEqual({
      before: 1,
      after: 2,
      newly: 1,
      no_longer: 0,
    });
    expect((await preview(tenantId, { recontact_cooldown_days: 120 })).returns?.eligible_now).toEqual({
      before: 1,
      after: 0,
      newly: 0,
      no_longer: 1,
    });
  });

  it("counts what stops without a postal address: who is due, and what waits in the queue", async () => {
    const tenantId = await createTestTenant(ctx, { is_active: true, company_address: "1 Main St" });
    const outreachId = await silent(tenantId, 1, 10);
    await createTestEmail(ctx, tenantId, outreachId, { sequence_step: 3, status: "queued", sent_at: null });
    await silent(tenantId, 1, 10);
    const stopped = await preview(tenantId, { company_address: " " });
    expect(stopped.engine).toEqual({ before: null, after: "no_postal_address", waiting: 1 });
    expect(stopped.next_sends?.due_within_day.after).toBe(1);
    expect((await preview(tenantId, { company_address: "2 Main St" })).engine).toBeNull();
    expect((await preview(tenantId, { is_active: false })).engine?.after).toBe("engine_off");
  });

  it("tells of the budget what the month's texts have cost and when it would be an alert", async () => {
    const tenantId = await createTestTenant(ctx);
    const outreachId = await silent(tenantId, 1, 0);
    await createTestEmail(ctx, tenantId, outreachId, { sequence_step: 2, created_at: ctx.now(), ai_cost_usd: 1.5 });
    expect((await preview(tenantId, { monthly_budget_usd: 10 })).budget).toEqual({
      spent: 1.5,
      alert_at: { before: null, after: 8 },
    });
  });

  it("counts mailboxes under other demands, and the day's emails under another limit", async () => {
    const tenantId = await createTestTenant(ctx, { require_domain_auth: false });
    await createTestMailbox(ctx, tenantId);
    const { senders, day, uncounted } = await preview(tenantId, {
      require_domain_auth: true,
      daily_email_limit: 20,
      booking_url: "https://example.test/",
    });
    expect(senders).toEqual({ total: 1, before: 1, after: 0, newly: 0, no_longer: 1 });
    expect(day).toEqual({ reserved: 0, limit: { before: 500, after: 20 } });
    expect(uncounted).toEqual(["booking_url"]);
  });

  it("counts nothing for what is stored already", async () => {
    const tenantId = await createTestTenant(ctx);
    expect(await preview(tenantId, { daily_email_limit: 500 })).toEqual({
      next_sends: null,
      returns: null,
      senders: null,
      engine: null,
      day: null,
      budget: null,
      uncounted: [],
    });
  });

  it("refuses what the change would be refused for", async () => {
    const tenantId = await createTestTenant(ctx);
    await expect(preview(tenantId, { send_hours_start: "23:00", send_hours_end: "09:00" })).rejects.toMatchObject({
      code: "validation_failed",
      details: { errors: [{ field: "send_hours_end" }] },
    });
  });
});
