import { beforeEach, describe, expect, it } from "vitest";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { recontactForecast } from "./contract.ts";
import { forecastRecontact } from "./forecast-recontact.ts";
import { runRecontact } from "./run-recontact.ts";

const ctx = createTestContext();
// 11:00 in Chicago: today's run is over, the next is on the 11th at 05:00, 10:00 UTC.
const now = new Date("2026-06-10T16:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
beforeEach(() => ctx.setNow(now));

function silent(tenantId: string, hours: number, outreach: object = {}) {
  const row = { status: "contacted", outreach_sequence_step: 3, next_send_at: null, hold_reason: "sequence_finished" };
  return createTestProspect(ctx, tenantId, { ...row, last_email_sent_at: hoursAgo(hours), ...outreach });
}

const daysOf = (forecast: { days: { day: string; ready: number; returning: number; waiting: number }[] }) =>
  forecast.days.filter((day) => day.ready + day.returning + day.waiting > 0);

describe("forecastRecontact", () => {
  it("puts everybody into the first run that finds them rested", async () => {
    const tenantId = await createTestTenant(ctx);
    for (const hours of [200 * 24, 90 * 24, 90 * 24 - 18, 90 * 24 - 19, 80 * 24, 59 * 24])
      await silent(tenantId, hours);
    const forecast = await forecastRecontact(ctx, { tenantId });
    expect(recontactForecast.parse(forecast)).toEqual(forecast);
    expect(forecast).toMatchObject({ total_eligible: 2, total_returning: 5 });
    expect(daysOf(forecast)).toEqual([
      { day: "2026-06-11", ready: 3, returning: 3, waiting: 0 },
      { day: "2026-06-12", ready: 1, returning: 1, waiting: 0 },
      { day: "2026-06-21", ready: 1, returning: 1, waiting: 0 },
    ]);
  });

  it("says for the next run what that run does", async () => {
    const tenantId = await createTestTenant(ctx, { recontact_daily_release: 2 });
    for (const hours of [200, 150, 100]) await silent(tenantId, hours * 24);
    await silent(tenantId, 95 * 24, { last_email_replied_at: hoursAgo(5) });
    const [first] = (await forecastRecontact(ctx, { tenantId })).days;
    ctx.setNow(new Date("2026-06-11T10:00:00Z"));
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(first?.returning);
    expect(first).toMatchObject({ ready: 3, returning: 2, waiting: 1 });
  });

  it("knows what a run released on that day already", async () => {
    const tenantId = await createTestTenant(ctx, { recontact_daily_release: 2 });
    ctx.setNow(new Date("2026-06-10T09:00:00Z"));
    for (const hours of [200, 150, 100]) await silent(tenantId, hours * 24);
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(2);
    const [first, second] = (await forecastRecontact(ctx, { tenantId })).days;
    expect(first).toEqual({ day: "2026-06-10", ready: 1, returning: 0, waiting: 1 });
    expect(second).toEqual({ day: "2026-06-11", ready: 0, returning: 1, waiting: 0 });
  });

  it("answers for other settings without saving them", async () => {
    const tenantId = await createTestTenant(ctx);
    for (const days of [95, 70, 40, 40]) await silent(tenantId, days * 24);
    await silent(tenantId, 95 * 24, { status: "exhausted", re_contact_cycle: 4, hold_reason: null });
    const ask = async (change: object) => {
      const { total_eligible, total_returning, settings } = await forecastRecontact(ctx, { tenantId, change });
      return { total_eligible, total_returning, settings };
    };
    expect(await ask({})).toMatchObject({ total_eligible: 1, total_returning: 2 });
    expect(await ask({ recontact_cooldown_days: 30 })).toMatchObject({ total_eligible: 4, total_returning: 4 });
    expect(await ask({ max_recontact_cycles: 5 })).toMatchObject({ total_eligible: 2, total_returning: 3 });
    expect(await ask({ max_recontact_cycles: 0 })).toMatchObject({ total_eligible: 0, total_returning: 0 });
    expect(await ask({ recontact_daily_release: 0 })).toMatchObject({ total_eligible: 1, total_returning: 0 });
    expect(await ask({ recontact_enabled: false })).toMatchObject({ total_eligible: 1, total_returning: 0 });
    expect(await ask({})).toMatchObject({ settings: { recontact_cooldown_days: 90, max_recontact_cycles: 4 } });
  });
});
