import { beforeEach, describe, expect, it } from "vitest";
import { createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

// Every way in which a run ends with people still due, and what it says of it. Wednesday, 11:00 in Chicago.
const ctx = createTestContext();
const { dueProspects, hoursAgo } = planningWorld(ctx);
beforeEach(() => ctx.setNow("2026-06-10T16:00:00Z"));

async function guardSays(tenantId: string, mailboxId: string, state: string): Promise<void> {
  await ctx.forTenant(tenantId, (tx) =>
    tx.healthState.create({
      data: { tenant_id: tenantId, scope_kind: "mailbox", scope_id: mailboxId, state, since: hoursAgo(1) },
    }),
  );
}

/** Every prospect is counted once: queued, passed over or left due, and whoever was not queued for some reason. */
async function checkedRun(tenantId: string) {
  const run = await runSequencer(ctx, { tenantId });
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
  expect(sum(run.left_due_because)).toBe(run.left_due);
  expect(run.queued + run.left_due + sum(run.passed_over)).toBe(run.due);
  return run;
}

describe("the day is used up", () => {
  it("the tenant's limit", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 2 });
    await createTestMailbox(ctx, tenantId);
    await dueProspects(tenantId, 5);
    const counts = { due: 5, queued: 2, left_due: 3, left_due_because: { tenant_cap: 3 } };
    expect(await checkedRun(tenantId)).toMatchObject(counts);
    expect(await checkedRun(tenantId)).toMatchObject({ due: 3, queued: 0, left_due_because: { tenant_cap: 3 } });
  });

  it("the caps of sending domains that warm up, while their mailboxes have more", async () => {
    const tenantId = await createTestTenant(ctx);
    const warmingUp = await createTestDomain(ctx, tenantId, { warmup_started_at: null, last_reserved_at: null });
    for (let n = 0; n < 2; n += 1) await createTestMailbox(ctx, tenantId, { sending_domain_id: warmingUp.id });
    await createTestMailbox(ctx, tenantId, { daily_limit: 1 });
    await dueProspects(tenantId, 14);
    expect(await checkedRun(tenantId)).toMatchObject({ queued: 11, left_due_because: { domain_cap: 3 } });
  });

  it("the caps of the mailboxes", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId, { daily_limit: 3 });
    await dueProspects(tenantId, 5);
    expect(await checkedRun(tenantId)).toMatchObject({ queued: 3, left_due_because: { mailbox_cap: 2 } });
  });

  it("the quota of a probation", async () => {
    const tenantId = await createTestTenant(ctx);
    const mailbox = await createTestMailbox(ctx, tenantId, { daily_limit: 10 });
    await guardSays(tenantId, mailbox.id, "probation");
    await dueProspects(tenantId, 12);
    const run = await checkedRun(tenantId);
    expect(run.queued).toBeGreaterThan(0);
    expect(run.left_due_because).toEqual({ probation_quota: 12 - run.queued });
  });
});

it("the half hour's share is used, and the day has more", async () => {
  const tenantId = await createTestTenant(ctx, {
    pacing: "spread",
    send_hours_start: "08:00",
    send_hours_end: "18:00",
    send_gap_min_seconds: 0,
    send_gap_max_seconds: 0,
    daily_email_limit: 28,
  });
  await createTestMailbox(ctx, tenantId);
  await dueProspects(tenantId, 5);
  expect(await checkedRun(tenantId)).toMatchObject({ queued: 2, left_due_because: { slot_allowance: 3 } });
});

describe("their campaign had its messages of the day", () => {
  /** 32 roofers in a campaign of 25 messages a day, due before `others` without one. */
  async function roofers(dailyLimit: number, others: number) {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: dailyLimit });
    await createTestMailbox(ctx, tenantId);
    const campaign = await ctx.forTenant(tenantId, (tx) =>
      tx.campaign.create({ data: { tenant_id: tenantId, name: "Roofers", status: "active", daily_limit: 25 } }),
    );
    await dueProspects(tenantId, 32, { next_send_at: hoursAgo(3), campaign_id: campaign.id });
    await ctx.forTenant(tenantId, (tx) =>
      tx.campaign.update({ where: { id: campaign.id }, data: { target_trades: ["roofing"] } }),
    );
    await dueProspects(tenantId, others, {}, { trade_type: "plumbing" });
    return tenantId;
  }

  it("and nobody else is due", async () => {
    // Of a first batch of 30 the last five are told; two are never looked at.
    const counts = { queued: 25, passed_over: { campaign_cap: 5 }, left_due_because: { campaign_cap: 2 } };
    expect(await checkedRun(await roofers(30, 0))).toMatchObject(counts);
  });

  it("and the day is used up by others", async () => {
    const left = { left_due: 8, left_due_because: { campaign_cap: 5, tenant_cap: 3 } };
    expect(await checkedRun(await roofers(27, 5))).toMatchObject({ queued: 27, ...left });
  });
});

it("no mailbox may send, and the run tells only as many as one run may", async () => {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  await guardSays(tenantId, mailbox.id, "paused");
  const [first] = await dueProspects(tenantId, 1);
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO prospects (tenant_id, email, email_key, email_verified, verified_at, consent_basis, created_at)
      SELECT ${tenantId}::uuid, key, key, true, ${hoursAgo(1)}::timestamptz, 'legitimate_interest', ${hoursAgo(1)}::timestamptz
      FROM (SELECT 'p' || n || '@many.test' AS key FROM generate_series(1, 5001) AS n) AS keys`;
    await tx.$executeRaw`
      INSERT INTO outreach (tenant_id, prospect_id, status, send_band, next_send_at, created_at, updated_at)
      SELECT p.tenant_id, p.id, o.status, o.send_band, o.next_send_at, o.created_at, o.updated_at
      FROM prospects p JOIN outreach o ON o.id = ${first?.id}::uuid WHERE p.tenant_id = ${tenantId}::uuid AND p.email LIKE '%@many.test'`;
  });
  expect(await checkedRun(tenantId)).toMatchObject({
    due: 5002,
    passed_over: { no_sendable_mailbox: 5000 },
    left_due_because: { no_sendable_mailbox: 2 },
  });
});

it("another run holds them", async () => {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  await dueProspects(tenantId, 3);
  const [held] = await dueProspects(tenantId, 1);
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$queryRaw`SELECT id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND id = ${held?.id}::uuid FOR UPDATE`;
    expect(await checkedRun(tenantId)).toMatchObject({ queued: 3, left_due_because: { not_reached: 1 } });
  });
});

it.each([
  ["engine off", { is_active: false }, "engine_paused"],
  ["kill switch", { sequencer_paused: true }, "engine_paused"],
  ["no postal address", { company_address: " " }, "no_postal_address"],
])("%s: nothing is planned", async (_name, settings, reason) => {
  const tenantId = await createTestTenant(ctx, settings);
  await createTestMailbox(ctx, tenantId);
  expect(await checkedRun(tenantId)).toMatchObject({ due: 0, left_due_because: {} });
  await dueProspects(tenantId, 2);
  expect(await checkedRun(tenantId)).toMatchObject({ due: 2, left_due: 2, left_due_because: { [reason]: 2 } });
});
