import { beforeEach, expect, it } from "vitest";
import { claimSend } from "#lib/sending/claim-send.ts";
import { reconcileSends } from "#lib/sending/reconcile-sends.ts";
import { createTestConnection, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

const ctx = createTestContext();
const { ledgerOf, dueProspects } = planningWorld(ctx);
beforeEach(() => ctx.setNow("2026-06-10T16:00:00Z"));

/** A tenant on a real connection, a half hour planned at 16:00 UTC, and the job runner away from then on. */
async function planAndLoseTheRunner(windowEnds: string) {
  const tenantId = await createTestTenant(ctx, {
    daily_email_limit: 100,
    pacing: "spread",
    send_gap_min_seconds: 60,
    send_gap_max_seconds: 120,
    send_hours_start: "08:00",
    send_hours_end: windowEnds,
  });
  const connection = { kind: "smtp", settings: { host: "smtp.provider.example" } };
  const smtp = await createTestConnection(ctx, tenantId, connection);
  await createTestMailbox(ctx, tenantId, { provider_connection_id: smtp.id });
  for (let n = 0; n < 30; n += 1) {
    const email = `owner@business${n}.example-${n}.com`;
    await dueProspects(tenantId, 1, {}, { email, email_key: email });
  }
  const planned = (await runSequencer(ctx, { tenantId })).queued;
  ctx.setNow("2026-06-10T18:00:00Z");
  return { tenantId, planned };
}

it("two hours without the job runner: what was missed is planned anew with its spacing, no burst", async () => {
  const { tenantId, planned } = await planAndLoseTheRunner("18:00");
  expect(planned).toBe(8);
  ctx.published.length = 0;
  expect(await reconcileSends(ctx, { tenantId })).toMatchObject({ cancelled: planned, republished: 0 });
  expect(ctx.published).toEqual([]);
  // What four half hours would have sent is spread over the ten that are left of the day, like everything else.
  const { queued } = await runSequencer(ctx, { tenantId });
  expect(queued).toBe(10);
  const times = (await ledgerOf(tenantId)).map((row) => row.scheduled_at.getTime());
  expect(times).toHaveLength(queued);
  expect(times[0]).toBeGreaterThanOrEqual(ctx.now().getTime());
  expect(times.at(-1)).toBeLessThan(ctx.now().getTime() + 30 * 60_000);
  for (let n = 1; n < times.length; n += 1)
    expect((times[n] ?? 0) - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(60_000);
});

it("what slept in the job runner wakes up before anybody has tidied: none of it leaves in a burst", async () => {
  const { tenantId, planned } = await planAndLoseTheRunner("18:00");
  const asleep = await ledgerOf(tenantId);
  const claims = asleep.map(({ id }) => claimSend(ctx, { tenantId, outreachEmailId: id }));
  expect((await Promise.all(claims)).map(({ kind }) => kind)).toEqual(Array.from({ length: planned }, () => "missed"));
  expect(await reconcileSends(ctx, { tenantId })).toMatchObject({ cancelled: planned, republished: 0 });
});

it("back after the window has closed: nothing goes out, and the missed ones are due the next morning", async () => {
  const { tenantId, planned } = await planAndLoseTheRunner("13:00");
  expect(await reconcileSends(ctx, { tenantId })).toMatchObject({ cancelled: planned, republished: 0 });
  expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0 });
  const rows = await ctx.forTenant(tenantId, (tx) => tx.outreach.findMany({ select: { next_send_at: true } }));
  for (const row of rows)
    expect(row.next_send_at?.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-06-11T13:00:00Z"));
});
