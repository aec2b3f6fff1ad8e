import { beforeEach, describe, expect, it } from "vitest";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

const ctx = createTestContext();
const { ledgerOf, outreachOf, dueProspects, hoursAgo } = planningWorld(ctx);
const start = new Date("2026-06-10T16:00:00Z");
beforeEach(() => ctx.setNow(start));

describe("caps", () => {
  it("spares recipient domains, but not free-mail providers", async () => {
    const tenantId = await createTestTenant(ctx, { recipient_domain_daily_limit: 2 });
    await createTestMailbox(ctx, tenantId);
    const at = (domain: string, n: number) => ({ email: `p${n}@${domain}`, email_key: `p${n}@${domain}` });
    const same = [];
    for (let n = 0; n < 3; n += 1)
      same.push(...(await dueProspects(tenantId, 1, { next_send_at: hoursAgo(5 - n) }, at("acme-one.test", n))));
    for (let n = 0; n < 3; n += 1) await dueProspects(tenantId, 1, {}, at("gmail.com", n));
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({
      queued: 5,
      passed_over: { recipient_domain_cap: 1 },
    });
    const last = await outreachOf(tenantId, same[2]?.id ?? "");
    expect(last.next_send_at?.toISOString()).toBe("2026-06-11T05:00:00.000Z");
    expect(last.last_decision).toMatchObject({
      kind: "none",
      reason: "recipient_domain_cap",
      retry_at: "2026-06-11T05:00:00.000Z",
    });
  });

  it("warms a new domain up, and notes when it began", async () => {
    const tenantId = await createTestTenant(ctx);
    const domain = await createTestDomain(ctx, tenantId, { warmup_started_at: null, last_reserved_at: null });
    await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
    await dueProspects(tenantId, 12);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 10, left_due: 2 });
    const after = await ctx.forTenant(tenantId, (tx) =>
      tx.sendingDomain.findUniqueOrThrow({ where: { id: domain.id } }),
    );
    expect([after.warmup_started_at, after.last_reserved_at]).toEqual([start, start]);
  });

  it("goes on the next day where a cap stopped it", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId, { daily_limit: 3 });
    await dueProspects(tenantId, 5);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 3, left_due: 2 });
    ctx.setNow("2026-06-11T05:30:00Z");
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 2, left_due: 0 });
  });

  it("keeps a campaign's limit without holding up the others", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    const campaign = await ctx.forTenant(tenantId, (tx) =>
      tx.campaign.create({
        data: { tenant_id: tenantId, name: "Roofers", status: "active", target_trades: ["roofing"], daily_limit: 2 },
      }),
    );
    await dueProspects(tenantId, 4, { next_send_at: hoursAgo(3) }, { trade_type: "roofing" });
    await dueProspects(tenantId, 3);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 5, passed_over: { campaign_cap: 2 } });
    const joined = (await ledgerOf(tenantId)).filter((row) => row.campaign_id === campaign.id);
    expect(joined).toHaveLength(2);
    expect(await outreachOf(tenantId, joined[0]?.outreach_id ?? "")).toMatchObject({ campaign_id: campaign.id });
  });
});

describe("pacing", () => {
  it("spreads a real connection's share over the half hour, a minute or more apart, whatever the settings say", async () => {
    const tenantId = await createTestTenant(ctx, {
      daily_email_limit: 100,
      send_hours_start: "08:00",
      send_hours_end: "18:00",
    });
    const smtp = await createTestConnection(ctx, tenantId, {
      kind: "smtp",
      settings: { host: "smtp.provider.example" },
    });
    await createTestMailbox(ctx, tenantId, { provider_connection_id: smtp.id });
    for (let n = 0; n < 12; n += 1) {
      const email = `owner@business${n}.example-${n}.com`;
      await dueProspects(tenantId, 1, {}, { email, email_key: email });
    }
    // 14 half hours are left of the day: ceil(100 / 14) = 8
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 8, left_due: 4 });
    const times = (await ledgerOf(tenantId)).map((row) => row.scheduled_at.getTime());
    expect(times[0]).toBeGreaterThanOrEqual(start.getTime());
    expect(times.at(-1)).toBeLessThan(start.getTime() + 1_800_000);
    for (let n = 1; n < times.length; n += 1)
      expect((times[n] ?? 0) - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(60_000);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0, left_due: 4 });
    ctx.setNow("2026-06-10T16:30:00Z");
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 4, left_due: 0 });
  });

  it("leaves what a mailbox cannot take in this half hour for the next", async () => {
    const tenantId = await createTestTenant(ctx, {
      pacing: "spread",
      send_gap_min_seconds: 1_000,
      send_gap_max_seconds: 1_000,
    });
    await createTestMailbox(ctx, tenantId);
    await dueProspects(tenantId, 5);
    const counts = await runSequencer(ctx, { tenantId });
    expect(counts.queued).toBeLessThanOrEqual(2);
    expect(counts.passed_over.send_gap).toBe(5 - counts.queued);
    const waiting = await ctx.forTenant(tenantId, (tx) =>
      tx.outreach.findMany({ where: { next_send_at: new Date("2026-06-10T16:30:00Z") } }),
    );
    expect(waiting).toHaveLength(5 - counts.queued);
  });
});
