import { expect, it } from "vitest";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
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
