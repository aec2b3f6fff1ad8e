import { expect, it } from "vitest";
import type { EngineEvent } from "#lib/engine/events.ts";
import { openRun } from "#lib/jobs/open-run.ts";
import { createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { readEmail, readOutreach } from "#lib/webhooks/testing/webhook-world.ts";
import { toRunnerEvent } from "../events.ts";
import { runFunction } from "../testing/run-function.ts";
import { runRecontactFunction } from "./run-recontact.ts";
import { runSequencerFunction } from "./run-sequencer.ts";
import { sendEmailFunction } from "./send-email.ts";
import { verifyProspectsFunction } from "./verify-prospects.ts";

const ctx = createTestContext();
const engine = () => ctx;
const { dueProspects } = planningWorld(ctx);

type Queued = Extract<EngineEvent, { type: "emailQueued" }>;

async function planned() {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  const [outreach] = await dueProspects(tenantId, 1);
  if (!outreach) throw new Error("no prospect");
  const { runId } = await openRun(ctx, { tenantId, functionId: "run-sequencer", trigger: "manual" });
  const run = await runFunction(
    runSequencerFunction(engine),
    toRunnerEvent({ type: "jobRequested", tenantId, functionId: "run-sequencer", runId }, ctx.now()),
  );
  const queued = ctx.published.filter((event): event is Queued => event.type === "emailQueued");
  const event = queued.find((given) => given.tenantId === tenantId);
  return { tenantId, outreach, runId, run, event };
}

it("run-sequencer: verifies, plans, publishes what it queued and leaves its counts", async () => {
  const { tenantId, runId, run, event } = await planned();
  expect(run.error).toBeUndefined();
  expect(run.steps).toEqual(["verify-prospects", "plan-sends"]);
  expect(event).toBeDefined();
  expect(run.result).toMatchObject({ planned: { queued: 1 } });
  const row = await ctx.forTenant(tenantId, (tx) => tx.jobRun.findUniqueOrThrow({ where: { id: runId } }));
  expect(row).toMatchObject({ status: "succeeded", counts: { queued: 1 } });
});

it("send-email: claims, writes and hands over at the message's time, once", async () => {
  const { tenantId, outreach, event } = await planned();
  if (!event) throw new Error("nothing was queued");
  const runner = toRunnerEvent(event, ctx.now());
  ctx.setNow(event.scheduledAt);
  const run = await runFunction(sendEmailFunction(engine), runner);
  expect(run.steps).toEqual(["claim", "generate", "hand-over"]);
  expect(run.result).toEqual({ kind: "sent" });
  const row = await readEmail(ctx, tenantId, event.outreachEmailId);
  expect(row.status).toBe("sent");
  expect(ctx.delivered.filter(({ message }) => message.messageId === row.message_id)).toHaveLength(1);
  expect(await readOutreach(ctx, tenantId, outreach.id)).toMatchObject({
    status: "contacted",
    outreach_sequence_step: 1,
  });
  const before = ctx.delivered.length;
  const again = await runFunction(sendEmailFunction(engine), runner);
  expect(again).toMatchObject({ steps: ["claim"], result: { kind: "gone", status: "sent" } });
  expect(ctx.delivered).toHaveLength(before);
  ctx.setNow("2026-06-10T16:00:00Z");
});

it("send-email: ends at the claim when the message was cancelled meanwhile", async () => {
  const { tenantId, event } = await planned();
  if (!event) throw new Error("nothing was queued");
  await ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.update({ where: { id: event.outreachEmailId }, data: { status: "cancelled" } }),
  );
  const run = await runFunction(sendEmailFunction(engine), toRunnerEvent(event, ctx.now()));
  expect(run).toMatchObject({ steps: ["claim"], result: { kind: "gone", status: "cancelled" } });
});

it("verify-prospects: an address that waits is verified and its prospect due", async () => {
  const tenantId = await createTestTenant(ctx);
  const { outreach } = await createTestProspect(
    ctx,
    tenantId,
    { next_send_at: null, hold_reason: "awaiting_verification" },
    { email_verified: null, verified_at: null },
  );
  const event = { name: "outreach/verify-prospects.requested", data: { tenant_id: tenantId } };
  const run = await runFunction(verifyProspectsFunction(engine), event);
  expect(run.error).toBeUndefined();
  expect(await readOutreach(ctx, tenantId, outreach.id)).toMatchObject({ hold_reason: null });
});

it("run-recontact: a prospect silent for 91 days starts its next cycle", async () => {
  const tenantId = await createTestTenant(ctx);
  const { outreach } = await createTestProspect(ctx, tenantId, {
    status: "contacted",
    outreach_sequence_step: 3,
    total_emails_sent: 3,
    last_email_sent_at: new Date(ctx.now().getTime() - 91 * 86_400_000),
    next_send_at: null,
    hold_reason: "sequence_finished",
  });
  const event = { name: "outreach/run-recontact.requested", data: { tenant_id: tenantId } };
  const run = await runFunction(runRecontactFunction(engine), event);
  expect(run.error).toBeUndefined();
  expect(await readOutreach(ctx, tenantId, outreach.id)).toMatchObject({
    status: "cold",
    outreach_sequence_step: 0,
    re_contact_cycle: 1,
  });
});
