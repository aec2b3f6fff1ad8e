import { expect, it } from "vitest";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { loadSenders } from "#lib/sending/load-senders.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { flushCounters } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { evaluateHealth } from "./evaluate-health.ts";
import { resumeScope } from "./resume-scope.ts";

const ctx = createTestContext();
const { addMailbox, send, stateOf, hoursOn } = guardWorld(ctx);
const { dueProspects } = planningWorld(ctx);
const start = new Date("2026-06-10T16:00:00Z");
const actor = systemActor("test");

/** How many messages a run plans for each mailbox. */
async function planned(tenantId: string): Promise<Map<string, number>> {
  await flushCounters(ctx, tenantId);
  const since = ctx.now();
  await runSequencer(ctx, { tenantId });
  const rows = await ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.findMany({ where: { status: "queued", scheduled_at: { gte: since } } }),
  );
  return new Map([...Map.groupBy(rows, (row) => row.mailbox_id ?? "")].map(([id, own]) => [id, own.length]));
}

it("a domain the guard paused plans nothing while the other goes on, and after its rest no more than its quota", async () => {
  ctx.setNow(start);
  const tenantId = await createTestTenant(ctx);
  const bad = await addMailbox(tenantId);
  const good = await addMailbox(tenantId, { daily_limit: 10 });
  // Two days ago: the score of today knows nothing of it any more.
  await send(bad, { sent: 60, bounced: 8, at: hoursOn(-40) });
  await send(good, { sent: 60, at: hoursOn(-40) });
  await evaluateHealth(ctx, { tenantId });
  await dueProspects(tenantId, 12);
  expect(await planned(tenantId)).toEqual(new Map([[good.id, 10]]));

  ctx.setNow(hoursOn(48, start));
  await evaluateHealth(ctx, { tenantId });
  expect((await stateOf(bad, "domain"))?.state).toBe("probation");
  await dueProspects(tenantId, 40);
  expect(await planned(tenantId)).toEqual(
    new Map([
      [bad.id, 8],
      [good.id, 10],
    ]),
  );
});

it("a person's resume brings it back at once, with the quota and not at full speed", async () => {
  ctx.setNow(start);
  const tenantId = await createTestTenant(ctx);
  const box = await addMailbox(tenantId);
  await send(box, { sent: 60, bounced: 8, at: hoursOn(-40) });
  await evaluateHealth(ctx, { tenantId });
  await dueProspects(tenantId, 30);
  expect(await planned(tenantId)).toEqual(new Map());
  const scopes = [
    { scopeKind: "mailbox", scopeId: box.id },
    { scopeKind: "domain", scopeId: box.sending_domain_id },
  ] as const;
  for (const scope of scopes) await resumeScope(ctx, { tenantId, ...scope, actor, reason: "the list was cleaned" });
  await evaluateHealth(ctx, { tenantId });
  expect([(await stateOf(box, "mailbox"))?.state, (await stateOf(box, "domain"))?.state]).toEqual([
    "probation",
    "probation",
  ]);
  await ctx.forTenant(tenantId, (tx) => tx.outreach.updateMany({ data: { next_send_at: hoursOn(-1) } }));
  expect(await planned(tenantId)).toEqual(new Map([[box.id, 8]]));
});

/** The verdict on a mailbox and its cap, as planning takes them. */
async function verdictOn(box: Awaited<ReturnType<typeof addMailbox>>) {
  await flushCounters(ctx, box.tenant_id);
  const health = await readHealthMaps(ctx, box.tenant_id);
  return ctx.forTenant(box.tenant_id, async (tx) => {
    const settings = await loadSettings(tx, box.tenant_id);
    const { senders } = await loadSenders(tx, box.tenant_id, { settings, health, now: ctx.now() });
    const { problem, cap } = senders.get(box.id) ?? {};
    return { problem, cap };
  });
}

it("after a resume the score goes on holding what it still sees, and the guard does not pause for it again", async () => {
  ctx.setNow(start);
  const tenantId = await createTestTenant(ctx);
  const box = await addMailbox(tenantId);
  await send(box, { sent: 40, bounced: 8 });
  await evaluateHealth(ctx, { tenantId });
  const scopes = [
    { scopeKind: "mailbox", scopeId: box.id },
    { scopeKind: "domain", scopeId: box.sending_domain_id },
  ] as const;
  ctx.setNow(hoursOn(1, start));
  for (const scope of scopes) await resumeScope(ctx, { tenantId, ...scope, actor, reason: "the list was cleaned" });
  await flushCounters(ctx, tenantId);
  expect(await evaluateHealth(ctx, { tenantId })).toMatchObject({ changed: {} });
  expect(await verdictOn(box)).toEqual({ problem: "domain_score_paused", cap: 0 });
  ctx.setNow(hoursOn(26, start));
  await flushCounters(ctx, tenantId);
  await evaluateHealth(ctx, { tenantId });
  expect(await verdictOn(box)).toEqual({ problem: null, cap: 8 });
});

it("a bounce on probation takes the quota back to its start", async () => {
  ctx.setNow(start);
  const tenantId = await createTestTenant(ctx);
  const box = await addMailbox(tenantId);
  const state = { state: "probation", reason: "rest_over", resumed_at: hoursOn(-100), pause_count: 1 };
  await ctx.forTenant(tenantId, (tx) =>
    tx.healthState.create({ data: { tenant_id: tenantId, scope_kind: "mailbox", scope_id: box.id, ...state } }),
  );
  await send(box, { sent: 45, at: hoursOn(-60) });
  await evaluateHealth(ctx, { tenantId });
  expect([(await stateOf(box, "mailbox"))?.clean_sends, (await verdictOn(box)).cap]).toEqual([45, 20]);
  await send(box, { sent: 3, bounced: 1, at: hoursOn(-50) });
  await send(box, { sent: 4, at: hoursOn(-40) });
  await evaluateHealth(ctx, { tenantId });
  expect([(await stateOf(box, "mailbox"))?.clean_sends, (await verdictOn(box)).cap]).toEqual([4, 8]);
});
