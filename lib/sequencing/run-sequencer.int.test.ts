import { beforeEach, describe, expect, it } from "vitest";
import { suppress } from "#lib/suppressions/suppress.ts";
import { createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

const ctx = createTestContext();
const { ledgerOf, outreachOf, dueProspects, hoursAgo } = planningWorld(ctx);
const start = new Date("2026-06-10T16:00:00Z");
beforeEach(() => ctx.setNow(start));

describe("first messages", () => {
  it("queues every due prospect once, with sender, decision, message id and capacity, and publishes it", async () => {
    const tenantId = await createTestTenant(ctx);
    const domain = await createTestDomain(ctx, tenantId);
    const mailbox = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
    const due = await dueProspects(tenantId, 3);
    expect(await runSequencer(ctx, { tenantId })).toEqual({
      due: 3,
      queued: 3,
      left_due: 0,
      left_due_because: {},
      passed_over: {},
    });
    const ledger = await ledgerOf(tenantId);
    expect(ledger.map((row) => row.outreach_id).sort()).toEqual(due.map(({ id }) => id).sort());
    const [row] = ledger;
    expect(row).toMatchObject({
      status: "queued",
      sequence_step: 1,
      re_contact_cycle: 0,
      mailbox_id: mailbox.id,
      provider_connection_id: mailbox.provider_connection_id,
      from_email: mailbox.from_email,
      message_id: `<${row?.id}@${domain.domain}>`,
      in_reply_to: null,
      capacity_day: new Date("2026-06-10"),
      scheduled_at: start,
    });
    expect(row?.recipient_domain).toBe(row?.to_email.split("@")[1]);
    expect(row?.decision).toMatchObject({
      kind: "selected",
      mailbox: { id: mailbox.id, from_email: mailbox.from_email },
      passed_over: [],
      scheduled_at: start.toISOString(),
      local_time: "2026-06-10 11:00",
      time_zone: "America/Chicago",
    });
    const published = ctx.published.filter((event) => event.tenantId === tenantId);
    expect(published).toHaveLength(3);
    expect(published).toContainEqual({
      type: "emailQueued",
      tenantId,
      outreachEmailId: row?.id,
      mailboxId: mailbox.id,
      scheduledAt: start,
    });
    const outreach = await outreachOf(tenantId, row?.outreach_id ?? "");
    expect(outreach).toMatchObject({
      next_send_at: new Date("2026-06-10T17:00:00Z"),
      hold_reason: null,
      last_decision: null,
    });
  });

  it("plans nothing twice: a second run finds nothing due", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    await dueProspects(tenantId, 2);
    await runSequencer(ctx, { tenantId });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ due: 0, queued: 0, left_due: 0, passed_over: {} });
    ctx.setNow("2026-06-10T17:05:00Z");
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0, passed_over: { already_queued: 2 } });
    expect(await ledgerOf(tenantId)).toHaveLength(2);
  });

  it("keeps two runs at once from planning the same row or exceeding a cap", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 30 });
    for (let n = 0; n < 3; n += 1) await createTestMailbox(ctx, tenantId, { daily_limit: 12 });
    await dueProspects(tenantId, 50);
    const runs = await Promise.all([1, 2, 3].map(() => runSequencer(ctx, { tenantId })));
    const ledger = await ledgerOf(tenantId);
    expect(ledger).toHaveLength(30);
    expect(runs.reduce((sum, run) => sum + run.queued, 0)).toBe(30);
    expect(new Set(ledger.map((row) => row.outreach_id)).size).toBe(30);
    for (const rows of Map.groupBy(ledger, (row) => row.mailbox_id).values())
      expect(rows.length).toBeLessThanOrEqual(12);
  });

  it("takes bands in order, and leaves what the limit does not reach due and untouched", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 2 });
    await createTestMailbox(ctx, tenantId);
    const [last] = await dueProspects(tenantId, 1, { send_band: 9 });
    const [middle] = await dueProspects(tenantId, 1, { send_band: 4 });
    const [first] = await dueProspects(tenantId, 1, { send_band: 0, next_send_at: hoursAgo(0.1) });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ due: 3, queued: 2, left_due: 1 });
    expect((await ledgerOf(tenantId)).map((row) => row.outreach_id).sort()).toEqual([first?.id, middle?.id].sort());
    expect(await outreachOf(tenantId, last?.id ?? "")).toMatchObject({
      next_send_at: hoursAgo(1),
      last_decision: null,
    });
  });

  it("gives returned prospects their share, and what they leave to the fresh", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 10, recontact_share: 0.3 });
    await createTestMailbox(ctx, tenantId);
    await dueProspects(tenantId, 20);
    await dueProspects(tenantId, 20, {
      re_contact_cycle: 1,
      cycle_reset_at: hoursAgo(2),
      last_email_sent_at: hoursAgo(91 * 24),
    });
    await runSequencer(ctx, { tenantId });
    const cycles = (await ledgerOf(tenantId)).map((row) => row.re_contact_cycle);
    expect([cycles.filter((cycle) => cycle === 1).length, cycles.length]).toEqual([3, 10]);
  });

  it("lets returned prospects fill up what no fresh one takes", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 10 });
    await createTestMailbox(ctx, tenantId);
    await dueProspects(tenantId, 2);
    await dueProspects(tenantId, 9, { re_contact_cycle: 1, cycle_reset_at: hoursAgo(2) });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 10, left_due: 1 });
  });

  it("never writes to the suppressed, the unverified or those outside their window, and says why", async () => {
    const tenantId = await createTestTenant(ctx, { send_hours_start: "08:00", send_hours_end: "12:00" });
    await createTestMailbox(ctx, tenantId);
    const [suppressed] = await dueProspects(tenantId, 1);
    const [stale] = await dueProspects(tenantId, 1, {}, { verified_at: hoursAgo(8 * 24) });
    const [eastern] = await dueProspects(tenantId, 1, {}, { zip: "10001", state_code: "NY" });
    const [central] = await dueProspects(tenantId, 1);
    const address = suppressed?.email ?? "";
    await ctx.forTenant(tenantId, (tx) =>
      suppress(tx, { tenantId, kind: "email", value: address, reason: "manual", source: "test" }),
    );
    expect(await runSequencer(ctx, { tenantId })).toEqual({
      due: 4,
      queued: 1,
      left_due: 0,
      left_due_because: {},
      passed_over: { awaiting_verification: 1, not_due: 1, suppressed: 1 },
    });
    expect((await ledgerOf(tenantId)).map((row) => row.outreach_id)).toEqual([central?.id]);
    expect(await outreachOf(tenantId, suppressed?.id ?? "")).toMatchObject({
      hold_reason: "suppressed",
      next_send_at: null,
    });
    expect(await outreachOf(tenantId, stale?.id ?? "")).toMatchObject({ hold_reason: "awaiting_verification" });
    expect(await outreachOf(tenantId, eastern?.id ?? "")).toMatchObject({
      next_send_at: new Date("2026-06-11T12:00:00Z"),
    });
  });
});

describe("when nothing may be sent", () => {
  it("tells every due prospect why and when next, sends nothing and does not come back to them", async () => {
    const tenantId = await createTestTenant(ctx);
    const mailbox = await createTestMailbox(ctx, tenantId);
    await ctx.forTenant(tenantId, (tx) =>
      tx.healthState.create({
        data: { tenant_id: tenantId, scope_kind: "mailbox", scope_id: mailbox.id, state: "paused", since: start },
      }),
    );
    const due = await dueProspects(tenantId, 5);
    expect(await runSequencer(ctx, { tenantId })).toEqual({
      due: 5,
      queued: 0,
      left_due: 0,
      left_due_because: {},
      passed_over: { no_sendable_mailbox: 5 },
    });
    for (const { id } of due) {
      expect(await outreachOf(tenantId, id)).toMatchObject({
        next_send_at: new Date("2026-06-10T17:00:00Z"),
        last_decision: {
          kind: "none",
          reason: "no_sendable_mailbox",
          retry_at: "2026-06-10T17:00:00.000Z",
          passed_over: [{ reason: "mailbox_paused", count: 1 }],
        },
      });
    }
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ due: 0, queued: 0 });
    await ctx.forTenant(tenantId, (tx) =>
      tx.healthState.updateMany({ where: { scope_id: mailbox.id }, data: { state: "healthy" } }),
    );
    ctx.setNow("2026-06-10T17:00:00Z");
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 5 });
  });

  it("plans on when publishing fails: the rows are the truth", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    await dueProspects(tenantId, 1);
    const unreachable = { ...ctx, publish: () => Promise.reject(new Error("runner away")) };
    expect(await runSequencer(unreachable, { tenantId })).toMatchObject({ queued: 1 });
    expect(await ledgerOf(tenantId)).toHaveLength(1);
  });
});
