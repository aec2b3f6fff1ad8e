import { afterAll, beforeEach, expect, it } from "vitest";
import { openRun } from "#lib/jobs/open-run.ts";
import { withJobRun } from "#lib/jobs/with-job-run.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { tendAlerts } from "./tend-alerts.ts";
import { addRecipient, addWebhook, deliveriesOf, openAlerts, setSettings } from "./testing/alert-world.ts";
import { startReceiver } from "./testing/receiver.ts";
import { watchRunner } from "./watch-runner.ts";

// It looks at every tenant of the database.
const ctx = createTestContext(await createOwnDatabase());
const receiver = await startReceiver();
afterAll(() => receiver.close());

const start = Date.parse("2026-06-10T16:00:00Z");
let watch: Awaited<ReturnType<typeof watchRunner>> | null;
beforeEach(async () => {
  watch = null;
  receiver.requests.length = 0;
  receiver.answer(() => ({ status: 204 }));
  ctx.setNow(new Date(start));
  await ctx.acrossTenants(async (tx) => {
    await tx.jobRun.deleteMany();
    await tx.salesEngineConfig.updateMany({ data: { is_active: false } });
    await tx.alert.deleteMany();
  });
});

/** A tenant with an endpoint whose last run began at the start. */
async function newTenant(settings: { is_active?: boolean } = {}) {
  const tenantId = await createTestTenant(ctx, settings);
  await createTestMailbox(ctx, tenantId);
  await addWebhook(ctx, tenantId, { url: receiver.url });
  await runOf(tenantId);
  return tenantId;
}

function runOf(tenantId: string) {
  const options = { tenantId, functionId: "evaluate-alerts", trigger: "schedule" } as const;
  return withJobRun(ctx, options, () => tendAlerts(ctx, { tenantId }));
}

/** One process looks every minute from then to then, in minutes after the start; no job runner is there. */
async function watchFor(from: number, to: number) {
  for (let minute = from; minute <= to; minute += 1) {
    ctx.setNow(new Date(start + minute * 60_000));
    watch = await watchRunner(ctx, watch);
  }
}

const silentOf = async (tenantId: string) =>
  (await openAlerts(ctx, tenantId)).filter(({ kind }) => kind === "job_runner_silent");

const told = () => {
  const notices = receiver.requests.map(({ body }) => JSON.parse(body));
  return notices.map(({ type, timestamp, data }) => [type, data.kind, (Date.parse(timestamp) - start) / 60_000]);
};

it("a silent job runner is told of once, without it, and its end too", async () => {
  const tenantId = await newTenant();
  await watchFor(0, 60);
  expect(told()).toEqual([["alert.opened", "job_runner_silent", 21]]);
  expect(await silentOf(tenantId)).toMatchObject([
    { severity: "critical", evidence: { last_begun_at: new Date(start).toISOString() } },
  ]);
  await runOf(tenantId);
  await watchFor(61, 90);
  expect(told().slice(1)).toEqual([
    ["alert.closed", "job_runner_silent", 61],
    ["alert.opened", "job_runner_silent", 81],
  ]);
});

it("mails it too, over the platform's own server", async () => {
  const tenantId = await newTenant();
  await addRecipient(ctx, tenantId, { email: "ops@company.test" });
  ctx.delivered.length = 0;
  ctx.config.alertMail = {
    transport: { connectionId: "platform", kind: "smtp", settings: {}, secrets: {} },
    from: { name: "Console", address: "alerts@console.test" },
  };
  await watchFor(0, 30);
  ctx.config.alertMail = null;
  expect(ctx.delivered.map(({ message }) => [message.to.address, message.subject])).toEqual([
    ["ops@company.test", expect.stringContaining("job runner")],
  ]);
});

it("several processes tell of it once", async () => {
  await newTenant();
  await watchFor(0, 20);
  ctx.setNow(new Date(start + 21 * 60_000));
  await Promise.all(Array.from({ length: 4 }, () => watchRunner(ctx, watch)));
  expect(told()).toHaveLength(1);
});

it("one process looks at a time, and those that find it at work have looked too", async () => {
  const tenantId = await newTenant();
  await ctx.acrossTenants(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('job-runner-watch', 0))::text`;
    await watchFor(0, 21);
  });
  expect(await silentOf(tenantId)).toEqual([]);
  await watchFor(22, 22);
  expect(await silentOf(tenantId)).toHaveLength(1);
});

it("is tried again where it could not be delivered, still without the job runner", async () => {
  const tenantId = await newTenant();
  receiver.answer(() => ({ status: 500 }));
  await watchFor(0, 21);
  receiver.answer(() => ({ status: 204 }));
  await watchFor(22, 30);
  expect(receiver.requests).toHaveLength(2);
  expect(await deliveriesOf(ctx, tenantId)).toMatchObject([{ status: "delivered", attempts: 2 }]);
});

it("tells nobody whose engine is off, who never had a run, or while another tenant's job begins", async () => {
  const off = await newTenant({ is_active: false });
  const fresh = await createTestTenant(ctx);
  await watchFor(0, 30);
  expect([await silentOf(off), await silentOf(fresh)]).toEqual([[], []]);
  const quiet = await newTenant();
  for (let minute = 31; minute < 120; minute += 15) {
    ctx.setNow(new Date(start + minute * 60_000));
    await runOf(off);
    await watchFor(minute, minute + 14);
  }
  expect([await silentOf(quiet), told()]).toEqual([[], []]);
});

it("a run that was asked for and did not begin is no sign of life", async () => {
  const tenantId = await newTenant();
  await watchFor(0, 15);
  await openRun(ctx, { tenantId, functionId: "run-sequencer", trigger: "schedule" });
  await watchFor(16, 25);
  expect(told()).toHaveLength(1);
});

it("gives a process that has just started, or slept, twenty minutes before it says anything", async () => {
  await newTenant();
  await watchFor(300, 319);
  expect(told()).toEqual([]);
  await watchFor(600, 619);
  expect(told()).toEqual([]);
  await watchFor(620, 620);
  expect(told()).toHaveLength(1);
});

it("ends the alert also of a tenant that was switched off meanwhile", async () => {
  const tenantId = await newTenant();
  await watchFor(0, 25);
  await setSettings(ctx, tenantId, { is_active: false });
  const other = await newTenant();
  await watchFor(26, 26);
  expect(told().map(([type]) => type)).toEqual(["alert.opened", "alert.closed"]);
  expect([await silentOf(tenantId), await silentOf(other)]).toEqual([[], []]);
});
