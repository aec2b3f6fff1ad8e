import { beforeEach, describe, expect, it } from "vitest";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { recontactStats } from "./contract.ts";
import { getRecontactStats } from "./get-recontact-stats.ts";
import { runRecontact } from "./run-recontact.ts";

const ctx = createTestContext();
const now = new Date("2026-06-10T16:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
beforeEach(() => ctx.setNow(now));

function contacted(tenantId: string, days: number, outreach: object = {}) {
  const row = { status: "contacted", outreach_sequence_step: 3, next_send_at: null, hold_reason: "sequence_finished" };
  return createTestProspect(ctx, tenantId, { ...row, last_email_sent_at: daysAgo(days), ...outreach });
}

describe("getRecontactStats", () => {
  it("answers zeros for a tenant without prospects, in the shape of the contract", async () => {
    const tenantId = await createTestTenant(ctx);
    const stats = await getRecontactStats(ctx, { tenantId });
    expect(recontactStats.parse(stats)).toEqual(stats);
    expect(stats).toMatchObject({
      total_eligible: 0,
      total_recycled_30d: 0,
      cycle_distribution: { "0": 0 },
      total_exhausted: 0,
      conversion_by_cycle: [],
      next_run_at: "2026-06-11T10:00:00.000Z",
    });
    expect(stats.forecast.days).toHaveLength(30);
    expect(stats.excluded).toEqual([]);
  });

  it("counts who may return exactly as the run returns them", async () => {
    const tenantId = await createTestTenant(ctx);
    for (const days of [91, 100]) await contacted(tenantId, days);
    await contacted(tenantId, 95, { re_contact_cycle: 2 });
    await contacted(tenantId, 95, { last_email_replied_at: daysAgo(5) });
    await contacted(tenantId, 95, { re_contact_cycle: 4 });
    await contacted(tenantId, 20);
    const before = await getRecontactStats(ctx, { tenantId });
    expect(before.total_eligible).toBe(3);
    expect(before.cycle_distribution).toEqual({ "0": 4, "1": 0, "2": 1, "3": 0, "4": 1 });
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(3);
    const after = await getRecontactStats(ctx, { tenantId });
    expect(after).toMatchObject({ total_eligible: 0, total_recycled_30d: 3, total_exhausted: 1 });
    expect(after.cycle_distribution).toEqual({ "0": 2, "1": 2, "2": 0, "3": 1, "4": 1 });
  });

  it("forgets returns after 30 days", async () => {
    const tenantId = await createTestTenant(ctx);
    for (const days of [1, 29, 31])
      await contacted(tenantId, 5, { re_contact_cycle: 1, cycle_reset_at: daysAgo(days) });
    expect((await getRecontactStats(ctx, { tenantId })).total_recycled_30d).toBe(2);
  });

  it("counts an exhausted prospect as eligible once there is another cycle, as the run does", async () => {
    const tenantId = await createTestTenant(ctx, { max_recontact_cycles: 5 });
    await contacted(tenantId, 95, { status: "exhausted", re_contact_cycle: 4, hold_reason: null });
    expect((await getRecontactStats(ctx, { tenantId })).total_eligible).toBe(1);
    expect(await runRecontact(ctx, { tenantId })).toMatchObject({ returned: 1, reset: 1 });
  });

  it("tells why the others do not come back", async () => {
    const tenantId = await createTestTenant(ctx);
    await contacted(tenantId, 95);
    for (const outreach of [
      { last_email_replied_at: daysAgo(5) },
      { last_email_replied_at: daysAgo(5) },
      { email_unsubscribed: true, last_email_replied_at: null },
      { hold_reason: "manual_stop" },
      { hold_reason: "out_of_office" },
      { re_contact_cycle: 4 },
      { status: "bounced", hold_reason: null },
    ])
      await contacted(tenantId, 95, outreach);
    const queued = await contacted(tenantId, 95);
    await createTestEmail(ctx, tenantId, queued.outreach.id, { status: "queued", sent_at: null });
    await contacted(tenantId, 20, { hold_reason: "manual_stop" });
    const stats = await getRecontactStats(ctx, { tenantId });
    expect(stats.total_eligible).toBe(1);
    expect(stats.excluded.map(({ reason, count }) => [reason, count])).toEqual([
      ["replied", 2],
      ["bounced", 1],
      ["cycles_over", 1],
      ["manual_stop", 1],
      ["out_of_office", 1],
      ["send_under_way", 1],
      ["unsubscribed", 1],
    ]);
  });

  it("tells by cycle what came of the last 90 days", async () => {
    const tenantId = await createTestTenant(ctx);
    const opened = await contacted(tenantId, 3, { re_contact_cycle: 1 });
    const silent = await contacted(tenantId, 3);
    const answered = await contacted(tenantId, 3, { last_email_replied_at: daysAgo(1) });
    const email = (id: string, data: object) => createTestEmail(ctx, tenantId, id, { sent_at: daysAgo(3), ...data });
    await email(opened.outreach.id, { re_contact_cycle: 1, opened_at: daysAgo(2), clicked_at: daysAgo(2) });
    await email(opened.outreach.id, { re_contact_cycle: 1, sequence_step: 2 });
    await email(opened.outreach.id, { re_contact_cycle: 0, sent_at: daysAgo(99) });
    await email(silent.outreach.id, {});
    await email(answered.outreach.id, {});
    expect((await getRecontactStats(ctx, { tenantId })).conversion_by_cycle).toEqual([
      { cycle: 0, contacted: 2, opened: 0, clicked: 0, replied: 1, interested: 0, demo: 0, won: 0 },
      { cycle: 1, contacted: 1, opened: 1, clicked: 1, replied: 0, interested: 0, demo: 0, won: 0 },
    ]);
  });

  it("counts whom a cycle won as SQL does: at a stage or past it, in the cycle in which they left the sequence", async () => {
    const tenantId = await createTestTenant(ctx);
    const ended = { last_email_replied_at: daysAgo(1), re_contact_cycle: 1 };
    const statuses = [
      "interested",
      "demo_scheduled",
      "demo_completed",
      "proposal_sent",
      "won",
      "won",
      "lost",
      "contacted",
    ];
    for (const status of statuses) {
      const { outreach } = await contacted(tenantId, 3, {
        ...ended,
        status,
        hold_reason: status === "contacted" ? "replied" : null,
      });
      for (const re_contact_cycle of [0, 1])
        await createTestEmail(ctx, tenantId, outreach.id, {
          re_contact_cycle,
          sent_at: daysAgo(60 - 50 * re_contact_cycle),
        });
    }
    const { outreach } = await contacted(tenantId, 99, { ...ended, status: "won", hold_reason: null });
    await createTestEmail(ctx, tenantId, outreach.id, { re_contact_cycle: 1, sent_at: daysAgo(99) });
    const inStages = (...stages: string[]) =>
      ctx.forTenant(tenantId, (tx) =>
        tx.outreach.count({
          where: { tenant_id: tenantId, status: { in: stages }, last_email_sent_at: { gte: daysAgo(90) } },
        }),
      );
    const won = await inStages("won");
    const demo = won + (await inStages("demo_scheduled", "demo_completed", "proposal_sent"));
    const interested = demo + (await inStages("interested"));
    expect([interested, demo, won]).toEqual([6, 5, 2]);
    const none = { opened: 0, clicked: 0 };
    expect((await getRecontactStats(ctx, { tenantId })).conversion_by_cycle).toEqual([
      { cycle: 0, contacted: 8, replied: 0, interested: 0, demo: 0, won: 0, ...none },
      { cycle: 1, contacted: 8, replied: 8, interested, demo, won, ...none },
    ]);
  });

  it("plans no run while the engine is off", async () => {
    const tenantId = await createTestTenant(ctx, { is_active: false });
    expect(await getRecontactStats(ctx, { tenantId })).toMatchObject({ is_enabled: true, next_run_at: null });
  });

  it("says when it is switched off", async () => {
    const tenantId = await createTestTenant(ctx, { recontact_enabled: false });
    expect(await getRecontactStats(ctx, { tenantId })).toMatchObject({ is_enabled: false, next_run_at: null });
  });
});
