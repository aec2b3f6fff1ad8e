import { expect, it } from "vitest";
import { openRun } from "#lib/jobs/open-run.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event, readOutreach } from "#lib/webhooks/testing/webhook-world.ts";
import { runFunction } from "../testing/run-function.ts";
import { evaluateAlertsFunction } from "./evaluate-alerts.ts";
import { evaluateHealthFunction } from "./evaluate-health.ts";
import { matchParkedEventsFunction } from "./match-parked-events.ts";
import { recomputeNextSendFunction } from "./recompute-next-send.ts";
import { reconcileSendsFunction } from "./reconcile-sends.ts";
import { rollUpReputationFunction } from "./roll-up-reputation.ts";
import { settingsChangedFunction } from "./settings-changed.ts";
import { statesChangedFunction } from "./states-changed.ts";
import { troubleReportedFunction } from "./trouble-reported.ts";

const ctx = createTestContext();
const engine = () => ctx;

function requested(functionId: string, data: Record<string, unknown>) {
  return { name: `outreach/${functionId}.requested`, data };
}

function lastRun(tenantId: string, functionId: string) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.jobRun.findFirstOrThrow({
      where: { tenant_id: tenantId, function_id: functionId, status: "succeeded" },
      orderBy: { id: "desc" },
    }),
  );
}

it("match-parked-events: parked events act, and the run says how many", async () => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  await world.post(event(ctx, email, "open", 9, { outreach_email_id: undefined, "smtp-id": undefined }));
  await world.post(event(ctx, email, "processed", 1));
  const { tenantId } = world;
  const { runId } = await openRun(ctx, { tenantId, functionId: "match-parked-events", trigger: "schedule" });
  const run = await runFunction(
    matchParkedEventsFunction(engine),
    requested("match-parked-events", { tenant_id: tenantId, run_id: runId }),
  );
  expect(run.steps).toEqual(["match-parked-events"]);
  expect(run.result).toEqual({ tried: 1, matched: 1, settled: 0, unreachable: 0 });
  expect((await readOutreach(ctx, tenantId, outreach.id)).email_open_count).toBe(1);
  expect(await lastRun(tenantId, "match-parked-events")).toMatchObject({
    id: runId,
    status: "succeeded",
    trigger: "schedule",
    runner_run_id: expect.stringMatching(/./),
    counts: { matched: 1 },
  });
});

it("reconcile-sends: leaves its counts with the run", async () => {
  const tenantId = await createTestTenant(ctx);
  const run = await runFunction(reconcileSendsFunction(engine), requested("reconcile-sends", { tenant_id: tenantId }));
  expect(run.error).toBeUndefined();
  expect(await lastRun(tenantId, "reconcile-sends")).toMatchObject({ status: "succeeded", counts: run.result });
});

it("recompute-next-send: every prospect in a sequence is decided anew", async () => {
  const tenantId = await createTestTenant(ctx, { consent_required: true });
  const { outreach } = await createTestProspect(ctx, tenantId);
  const out = await createTestProspect(ctx, tenantId, { status: "lost", next_send_at: null });
  const run = await runFunction(
    recomputeNextSendFunction(engine),
    requested("recompute-next-send", { tenant_id: tenantId }),
  );
  expect(run.result).toEqual({ recomputed: 1 });
  expect(await readOutreach(ctx, tenantId, outreach.id)).toMatchObject({
    next_send_at: null,
    hold_reason: "no_consent",
  });
  expect((await readOutreach(ctx, tenantId, out.outreach.id)).status).toBe("lost");
});

it("trouble-reported: asks for an evaluation", async () => {
  const data = { tenant_id: crypto.randomUUID() };
  const run = await runFunction(troubleReportedFunction(), { name: "outreach/trouble.reported", data });
  expect(run.sent).toMatchObject([{ name: "outreach/evaluate-health.requested", data }]);
});

it("roll-up-reputation and evaluate-health: hours are added up, the guard judges by them, and both runs say so", async () => {
  const { createWorld: createGuardWorld, send, stateOf, hoursOn } = guardWorld(ctx);
  const { tenantId, box } = await createGuardWorld();
  await send(box, { sent: 40, bounced: 7, at: hoursOn(-3) });
  const data = { tenant_id: tenantId };
  const rolledUp = await runFunction(rollUpReputationFunction(engine), requested("roll-up-reputation", data));
  expect(rolledUp.result).toMatchObject({ rows: 4 });
  const run = await runFunction(evaluateHealthFunction(engine), requested("evaluate-health", data));
  expect(run.result).toEqual({ judged: 3, changed: { bounce_rate: 2 } });
  expect(await lastRun(tenantId, "evaluate-health")).toMatchObject({ counts: run.result });
  expect(await stateOf(box, "mailbox")).toMatchObject({ state: "paused" });
});

it("evaluate-alerts: what needs a person is stored, with the run's counts", async () => {
  const tenantId = await createTestTenant(ctx, { sequencer_paused: true });
  const run = await runFunction(evaluateAlertsFunction(engine), requested("evaluate-alerts", { tenant_id: tenantId }));
  expect(run.result).toEqual({ open: 1, opened: 1, escalated: 0, closed: 0, delivered: 0, failed: 0 });
  expect(await lastRun(tenantId, "evaluate-alerts")).toMatchObject({ status: "succeeded", counts: run.result });
});

it("settings-changed: asks for a recomputation and an evaluation of alerts", async () => {
  const tenantId = crypto.randomUUID();
  const run = await runFunction(settingsChangedFunction(), {
    name: "outreach/settings.changed",
    data: { tenant_id: tenantId },
  });
  expect(run.sent).toMatchObject([
    { name: "outreach/recompute-next-send.requested", data: { tenant_id: tenantId } },
    { name: "outreach/evaluate-alerts.requested", data: { tenant_id: tenantId } },
  ]);
});

it("states-changed: asks for a recomputation of who was put off and an evaluation of alerts", async () => {
  const tenantId = crypto.randomUUID();
  const run = await runFunction(statesChangedFunction(), {
    name: "outreach/states.changed",
    data: { tenant_id: tenantId },
  });
  expect(run.sent).toMatchObject([
    { name: "outreach/recompute-next-send.requested", data: { tenant_id: tenantId, who: "put_off" } },
    { name: "outreach/evaluate-alerts.requested", data: { tenant_id: tenantId } },
  ]);
});

it("recompute-next-send: everybody's, unless only who was put off is asked for", async () => {
  const tenantId = await createTestTenant(ctx, { consent_required: true });
  await createTestProspect(ctx, tenantId, { next_send_at: ctx.now() });
  const putOff = await runFunction(
    recomputeNextSendFunction(engine),
    requested("recompute-next-send", { tenant_id: tenantId, who: "put_off" }),
  );
  expect(putOff.result).toEqual({ recomputed: 0 });
  const all = await runFunction(
    recomputeNextSendFunction(engine),
    requested("recompute-next-send", { tenant_id: tenantId }),
  );
  expect(all.result).toEqual({ recomputed: 1 });
});

it("a run that is not the tenant's is refused, and the job runner told", async () => {
  const data = { tenant_id: await createTestTenant(ctx), run_id: crypto.randomUUID() };
  const run = await runFunction(reconcileSendsFunction(engine), requested("reconcile-sends", data));
  expect(run.error).toMatchObject({ message: "There is no such job run." });
});
