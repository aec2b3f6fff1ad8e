import { expect, it } from "vitest";
import { withJobRun } from "#lib/jobs/with-job-run.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { cronTick, runFunction } from "../testing/run-function.ts";
import { dispatchDailyUpkeepFunction } from "./dispatch-daily-upkeep.ts";
import { dispatchDriftCheckFunction } from "./dispatch-drift-check.ts";
import { dispatchRecontactFunction } from "./dispatch-recontact.ts";
import { dispatchRollUpFunction } from "./dispatch-roll-up.ts";
import { dispatchSequencerFunction } from "./dispatch-sequencer.ts";
import { dispatchUpkeepFunction } from "./dispatch-upkeep.ts";
import { tendEventPartitionsFunction } from "./tend-event-partitions.ts";

const ctx = createTestContext();
const engine = () => ctx;

/** Other suites' tenants live in the same database. */
function sentTo(run: Awaited<ReturnType<typeof runFunction>>, tenantId: string) {
  return run.sent.filter((event) => event.data.tenant_id === tenantId);
}

it("dispatch-sequencer: one request for each active tenant, and none while its run is under way", async () => {
  const [active, off] = [await createTestTenant(ctx), await createTestTenant(ctx, { is_active: false })];
  const first = await runFunction(dispatchSequencerFunction(engine), cronTick);
  expect(first.steps).toEqual(["open-runs"]);
  const [request, ...others] = sentTo(first, active);
  expect(others).toEqual([]);
  expect(request).toMatchObject({ name: "outreach/run-sequencer.requested" });
  expect(sentTo(first, off)).toEqual([]);
  const again = await runFunction(dispatchSequencerFunction(engine), cronTick);
  expect(sentTo(again, active)).toMatchObject([{ id: request?.id, data: request?.data }]);
  const run = {
    tenantId: active,
    functionId: "run-sequencer",
    trigger: "schedule",
    runId: request?.data.run_id,
  } as const;
  await withJobRun(ctx, run, async () => {
    expect(sentTo(await runFunction(dispatchSequencerFunction(engine), cronTick), active)).toEqual([]);
    return {};
  });
});

it("dispatch-recontact: tenants for whom it is 05:00, with re-contact on", async () => {
  const chicago = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
  const newYork = await createTestTenant(ctx, { send_timezone: "America/New_York" });
  const off = await createTestTenant(ctx, { send_timezone: "America/Chicago", recontact_enabled: false });
  const stopped = await createTestTenant(ctx, { send_timezone: "America/Chicago", is_active: false });
  ctx.setNow("2026-06-10T10:00:00Z");
  const run = await runFunction(dispatchRecontactFunction(engine), cronTick);
  expect(sentTo(run, chicago)).toMatchObject([{ name: "outreach/run-recontact.requested" }]);
  for (const tenantId of [newYork, off, stopped]) expect(sentTo(run, tenantId)).toEqual([]);
  ctx.setNow("2026-06-10T09:00:00Z");
  const hourBefore = await runFunction(dispatchRecontactFunction(engine), cronTick);
  expect(sentTo(hourBefore, newYork)).toHaveLength(1);
  const flagOff = { ...ctx, config: { ...ctx.config, isRecontactEnabled: false } };
  const none = await runFunction(
    dispatchRecontactFunction(() => flagOff),
    cronTick,
  );
  expect(none).toMatchObject({ sent: [], sendSteps: [], result: { dispatched: 0 } });
  ctx.setNow("2026-06-10T16:00:00Z");
});

it("dispatch-upkeep: its jobs for every tenant, also while its engine is off", async () => {
  const off = await createTestTenant(ctx, { is_active: false });
  const run = await runFunction(dispatchUpkeepFunction(engine), cronTick);
  expect(sentTo(run, off).map((event) => event.name)).toEqual([
    "outreach/reconcile-sends.requested",
    "outreach/match-parked-events.requested",
    "outreach/evaluate-health.requested",
    "outreach/evaluate-alerts.requested",
  ]);
});

it("dispatch-roll-up: every tenant, also while its engine is off", async () => {
  const off = await createTestTenant(ctx, { is_active: false });
  const run = await runFunction(dispatchRollUpFunction(engine), cronTick);
  expect(sentTo(run, off)).toMatchObject([{ name: "outreach/roll-up-reputation.requested" }]);
});

it("dispatch-drift-check: every tenant, also while its engine is off", async () => {
  const off = await createTestTenant(ctx, { is_active: false });
  const run = await runFunction(dispatchDriftCheckFunction(engine), cronTick);
  expect(sentTo(run, off)).toMatchObject([{ name: "outreach/check-reputation-drift.requested" }]);
});

it("dispatch-daily-upkeep: every tenant, also while its engine is off", async () => {
  const off = await createTestTenant(ctx, { is_active: false });
  const run = await runFunction(dispatchDailyUpkeepFunction(engine), cronTick);
  expect(sentTo(run, off)).toMatchObject([{ name: "outreach/daily-upkeep.requested" }]);
});

it("tend-event-partitions: next months have their partitions, ended sign-ins go", async () => {
  // A past of this test alone: upkeep would take other suites' events for old ones.
  ctx.setNow("1975-11-15T00:00:00Z");
  const run = await runFunction(tendEventPartitionsFunction(engine), cronTick);
  ctx.setNow("2026-06-10T16:00:00Z");
  expect(run.error).toBeUndefined();
  expect(run.steps).toEqual(["event-partitions", "sign-ins"]);
  const names = await ctx.acrossTenants(
    (tx) => tx.$queryRaw<{ name: string }[]>`
      SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'email_events'::regclass`,
  );
  const made = ["1975_11", "1975_12", "1976_01", "1976_02", "1976_03"].map((month) => `email_events_${month}`);
  expect(names.map((row) => row.name)).toEqual(expect.arrayContaining(made));
});
