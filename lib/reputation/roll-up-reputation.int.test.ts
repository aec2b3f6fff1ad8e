import { describe, expect, it } from "vitest";
import { evaluateHealth } from "#lib/health/evaluate-health.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { createSenders, storeFact, type TestFact } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import { rollUpReputation } from "./roll-up-reputation.ts";

const ctx = createTestContext();
const { createWorld, send, stateOf, hoursOn } = guardWorld(ctx);
const start = new Date("2026-06-10T16:30:00Z");

const hoursOf = (tenantId: string) =>
  ctx.forTenant(tenantId, (tx) =>
    tx.reputationHour.findMany({ orderBy: [{ epoch_hour: "asc" }, { scope_index: "asc" }] }),
  );

const store = (tenantId: string, facts: TestFact[]) =>
  ctx.forTenant(tenantId, async (tx) => {
    for (const fact of facts) await storeFact(tx, tenantId, fact);
  });

describe("rollUpReputation", () => {
  it("counts closed hours for the tenant and every scope, and leaves the open hour", async () => {
    ctx.setNow(start);
    const { tenantId, senders } = await createSenders(ctx, 1);
    const [sender] = senders;
    await store(tenantId, [
      { sender, metric: "sent", count: 9, at: hoursOn(-3) },
      { sender, metric: "delivered", count: 7, at: hoursOn(-3) },
      { sender, metric: "bounced", count: 2, at: hoursOn(-2) },
      { sender, metric: "sent", count: 5, at: ctx.now() },
    ]);
    expect(await rollUpReputation(ctx, { tenantId })).toEqual({ hours: 3, rows: 8 });
    const rows = await hoursOf(tenantId);
    expect(rows.map((row) => row.scope_index)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(rows[0]).toMatchObject({ epoch_hour: epochHourOf(hoursOn(-3)), sent: 9, delivered: 7, bounced: 0 });
    expect(rows[7]).toMatchObject({ epoch_hour: epochHourOf(hoursOn(-2)), sent: 0, bounced: 2 });
  });

  it("says the same however often it runs, and takes back what is not so any more", async () => {
    ctx.setNow(start);
    const { tenantId, senders } = await createSenders(ctx, 2);
    await store(
      tenantId,
      senders.map((sender) => ({ sender, metric: "sent", count: 3, at: hoursOn(-5) })),
    );
    await rollUpReputation(ctx, { tenantId });
    const first = await hoursOf(tenantId);
    await rollUpReputation(ctx, { tenantId });
    expect(await hoursOf(tenantId)).toEqual(first);
    await ctx.forTenant(tenantId, (tx) =>
      tx.outreachEmail.updateMany({ data: { status: "cancelled", sent_at: null } }),
    );
    await Promise.all([rollUpReputation(ctx, { tenantId }), rollUpReputation(ctx, { tenantId })]);
    expect(await hoursOf(tenantId)).toEqual([]);
  });

  it("counts an old hour again when a late event names it, and no other old hour", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 4, at: hoursOn(-100) });
    await send(box, { sent: 4, at: hoursOn(-90) });
    await rollUpReputation(ctx, { tenantId });
    await ctx.forTenant(tenantId, async (tx) => {
      await tx.reputationHour.updateMany({ where: { scope_index: box.mailboxScope }, data: { sent: 99 } });
      await tx.outreachEmail.updateMany({ where: { sent_at: hoursOn(-100) }, data: { updated_at: hoursOn(-1) } });
    });
    expect((await rollUpReputation(ctx, { tenantId })).hours).toBe(25);
    const own = (await hoursOf(tenantId)).filter((row) => row.scope_index === box.mailboxScope);
    expect(own.map((row) => row.sent)).toEqual([4, 99]);
  });

  it("has nothing to say of a tenant that sends nothing", async () => {
    ctx.setNow(start);
    const tenantId = await createTestTenant(ctx);
    expect(await rollUpReputation(ctx, { tenantId })).toEqual({ hours: 0, rows: 0 });
  });
});

it("the guard comes to the same verdict from hours rolled up as from the ledger", async () => {
  for (const isRolledUp of [false, true]) {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 300, bounced: 2, at: hoursOn(-600) });
    await send(box, { sent: 80, bounced: 4, at: hoursOn(-100) });
    await send(box, { sent: 30, bounced: 1, at: hoursOn(-3) });
    if (isRolledUp) await rollUpReputation(ctx, { tenantId });
    await send(box, { sent: 12, bounced: 1 });
    await evaluateHealth(ctx, { tenantId });
    expect((await stateOf(box, "mailbox"))?.evidence).toMatchObject({ window: "7d", sent: 122, bounced: 6 });
  }
});

it("counts from the minute of a resume, also when its hour is rolled up", async () => {
  ctx.setNow(start);
  const { tenantId, box } = await createWorld();
  const resumedAt = hoursOn(-5);
  const state = { state: "probation", resumed_at: resumedAt, pause_count: 1, since: resumedAt };
  await ctx.forTenant(tenantId, (tx) =>
    tx.healthState.create({ data: { tenant_id: tenantId, scope_kind: "mailbox", scope_id: box.id, ...state } }),
  );
  await send(box, { sent: 20, at: new Date(resumedAt.getTime() - 60_000) });
  await send(box, { sent: 30, at: new Date(resumedAt.getTime() + 60_000) });
  await send(box, { sent: 21, at: hoursOn(-2) });
  await rollUpReputation(ctx, { tenantId });
  await evaluateHealth(ctx, { tenantId });
  expect(await stateOf(box, "mailbox")).toMatchObject({ state: "probation", clean_sends: 51 });
  await send(box, { sent: 1 });
  await evaluateHealth(ctx, { tenantId });
  expect(await stateOf(box, "mailbox")).toMatchObject({ state: "healthy", evidence: { sent: 52 } });
});
