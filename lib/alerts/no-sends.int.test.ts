import { beforeEach, expect, it } from "vitest";
import type { Counts } from "#lib/jobs/types.ts";
import { withJobRun } from "#lib/jobs/with-job-run.ts";
import { reconcileSends } from "#lib/sending/reconcile-sends.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { tendAlerts } from "./tend-alerts.ts";
import { addWebhook, deliveriesOf, openAlerts, setSettings } from "./testing/alert-world.ts";

const ctx = createTestContext();
const { dueProspects } = planningWorld(ctx);
type Job = (context: typeof ctx, tenant: { tenantId: string }) => Promise<Counts>;
const start = Date.parse("2026-06-10T13:00:00Z");
beforeEach(() => ctx.setNow(new Date(start)));

/** A tenant whose window opens at the start (08:00 in Chicago), with a mailbox, `due` people, and jobs that nobody but this test runs. */
async function newTenant(due: number, settings: Partial<Settings> = {}) {
  const tenantId = await createTestTenant(ctx, { send_hours_start: "08:00", send_hours_end: "20:00", ...settings });
  await createTestMailbox(ctx, tenantId);
  await addWebhook(ctx, tenantId, { url: "https://pager.invalid/hook" });
  await dueProspects(tenantId, due);
  let minutes = 0;
  const run = (functionId: "run-sequencer" | "reconcile-sends" | "evaluate-alerts", work: Job) =>
    withJobRun(ctx, { tenantId, functionId, trigger: "schedule" }, () => work(ctx, { tenantId }));
  /** The jobs on their schedules until `hours` after the start; send-email never runs. Returns when which alert opened. */
  const liveUntil = async (end: number) => {
    for (; minutes <= end * 60; minutes += 5) {
      ctx.setNow(new Date(start + minutes * 60_000));
      if (minutes % 30 === 0) await run("run-sequencer", runSequencer);
      await run("reconcile-sends", reconcileSends);
      await run("evaluate-alerts", tendAlerts);
    }
    const alerts = (await openAlerts(ctx, tenantId)).filter(({ kind }) => kind === "no_sends");
    return alerts.map(({ opened_at }) => (opened_at.getTime() - start) / 3_600_000);
  };
  const told = async () => {
    const rows = await deliveriesOf(ctx, tenantId);
    return rows.filter((row) => JSON.stringify(row.payload).includes("no_sends")).map((row) => row.event);
  };
  return { tenantId, liveUntil, told };
}

it.each([
  ["queued at once", {}],
  ["spread over the half hour", { pacing: "spread", send_gap_min_seconds: 60, send_gap_max_seconds: 120 }],
] as const)(
  "a backlog that fits into one run, %s, and never leaves is told of after two hours, once, with its end",
  async (_name, settings) => {
    const { tenantId, liveUntil, told } = await newTenant(5, settings);
    expect(await liveUntil(1.95)).toEqual([]);
    expect(await liveUntil(2.5)).toEqual([2]);
    expect(await openAlerts(ctx, tenantId)).toMatchObject([
      {
        kind: "no_sends",
        severity: "critical",
        detail: expect.stringContaining("missed their time and were planned again: 10"),
      },
    ]);
    expect(await liveUntil(5.5)).toEqual([2]);
    expect(await told()).toEqual(["opened"]);
    await ctx.forTenant(tenantId, (tx) =>
      tx.outreachEmail.updateMany({ where: { status: "queued" }, data: { status: "sent", sent_at: ctx.now() } }),
    );
    expect(await liveUntil(5.8)).toEqual([]);
    expect(await told()).toEqual(["opened", "closed"]);
  },
);

it("is silent where there is nothing to do, and when the first person is due after hours of calm", async () => {
  const { tenantId, liveUntil } = await newTenant(0);
  expect(await liveUntil(3)).toEqual([]);
  await dueProspects(tenantId, 1);
  expect(await liveUntil(5.4)).toEqual([]);
  expect(await liveUntil(5.6)).toEqual([5.5]);
});

it("is silent while the kill switch explains it, and begins to count when that is off", async () => {
  const { tenantId, liveUntil } = await newTenant(5);
  expect(await liveUntil(1)).toEqual([]);
  await setSettings(ctx, tenantId, { sequencer_paused: true });
  expect(await liveUntil(2.9)).toEqual([]);
  await setSettings(ctx, tenantId, { sequencer_paused: false });
  expect(await liveUntil(4.9)).toEqual([]);
  expect(await liveUntil(5.1)).toEqual([5]);
});
