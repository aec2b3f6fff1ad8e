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
    expect(stats.forecast).toHaveLength(30);
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

  it("foresees on which day cooldowns end; today holds who is eligible already", async () => {
    const tenantId = await createTestTenant(ctx);
    for (const days of [200, 91, 90, 89, 80, 80, 60]) await contacted(tenantId, days);
    const { forecast } = await getRecontactStats(ctx, { tenantId });
    expect(forecast.filter((day) => day.count > 0)).toEqual([
      { day: "2026-06-10", count: 3 },
      { day: "2026-06-11", count: 1 },
      { day: "2026-06-20", count: 2 },
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
      { cycle: 0, contacted: 2, opened: 0, clicked: 0, replied: 1 },
      { cycle: 1, contacted: 1, opened: 1, clicked: 1, replied: 0 },
    ]);
  });

  it("says when it is switched off", async () => {
    const tenantId = await createTestTenant(ctx, { recontact_enabled: false });
    expect(await getRecontactStats(ctx, { tenantId })).toMatchObject({ is_enabled: false, next_run_at: null });
  });
});
