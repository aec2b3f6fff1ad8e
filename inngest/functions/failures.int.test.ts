import { describe, expect, it } from "vitest";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { readEmail } from "#lib/webhooks/testing/webhook-world.ts";
import { cronTick, runFunction } from "../testing/run-function.ts";
import { dispatchSequencerFunction } from "./dispatch-sequencer.ts";
import { importProspectsFunction } from "./import-prospects.ts";
import { runSequencerFunction } from "./run-sequencer.ts";
import { sendEmailFunction } from "./send-email.ts";

const ctx = createTestContext();

async function queuedEmail(settings: Parameters<typeof createTestTenant>[1] = {}) {
  const tenantId = await createTestTenant(ctx, settings);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const { outreach, prospect } = await createTestProspect(ctx, tenantId);
  const row = await createTestEmail(ctx, tenantId, outreach.id, {
    status: "queued",
    sent_at: null,
    mailbox_id: mailbox.id,
    from_email: mailbox.from_email,
    to_email: prospect.email ?? "",
    capacity_day: new Date("2026-06-10"),
  });
  const data = {
    tenant_id: tenantId,
    outreach_email_id: row.id,
    mailbox_id: mailbox.id,
    scheduled_at: ctx.now().toISOString(),
  };
  return { tenantId, row, event: { name: "outreach/email.queued", data } };
}

/** Runs that have begun; the dispatchers' suites queue others for every tenant. */
function runsOf(tenantId: string) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.jobRun.findMany({ where: { status: { not: "queued" } }, orderBy: { id: "asc" } }),
  );
}

describe("send-email", () => {
  it("goes no further than the claim for a message of nobody or of another tenant", async () => {
    const { row, event } = await queuedEmail();
    const stranger = await createTestTenant(ctx);
    const asked = [
      { ...event.data, outreach_email_id: crypto.randomUUID() },
      { ...event.data, tenant_id: stranger },
    ];
    for (const data of asked) {
      const run = await runFunction(
        sendEmailFunction(() => ctx),
        { ...event, data },
      );
      expect(run).toMatchObject({ steps: ["claim"], result: { kind: "gone" } });
    }
    expect((await readEmail(ctx, row.tenant_id, row.id)).status).toBe("queued");
  });

  it("goes no further than the claim for a message that is not due yet", async () => {
    const { tenantId, row, event } = await queuedEmail();
    const scheduled_at = new Date(ctx.now().getTime() + 3_600_000);
    await ctx.forTenant(tenantId, (tx) => tx.outreachEmail.update({ where: { id: row.id }, data: { scheduled_at } }));
    const run = await runFunction(
      sendEmailFunction(() => ctx),
      event,
    );
    expect(run).toMatchObject({
      steps: ["claim"],
      result: { kind: "not_yet", scheduledAt: scheduled_at.toISOString() },
    });
  });

  it("hands nothing over while the kill switch is on: the message is planned again", async () => {
    const { tenantId, row, event } = await queuedEmail({ sequencer_paused: true });
    const before = ctx.delivered.length;
    const run = await runFunction(
      sendEmailFunction(() => ctx),
      event,
    );
    expect(run.result).toEqual({ kind: "cancelled", reason: "engine_paused" });
    expect(ctx.delivered).toHaveLength(before);
    expect(await readEmail(ctx, tenantId, row.id)).toMatchObject({ status: "cancelled", sent_at: null });
  });
});

describe("run-sequencer", () => {
  it("does not plan on addresses it could not verify, and says which part failed", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestProspect(
      ctx,
      tenantId,
      { next_send_at: null, hold_reason: "awaiting_verification" },
      { email_verified: null, verified_at: null },
    );
    const dns = { ...ctx.dns, lookUpMailDomain: () => Promise.reject(new Error("resolver crashed")) };
    const event = { name: "outreach/run-sequencer.requested", data: { tenant_id: tenantId } };
    const run = await runFunction(
      runSequencerFunction(() => ({ ...ctx, dns })),
      event,
    );
    expect(run.error).toMatchObject({ message: "resolver crashed" });
    expect(run.steps).toEqual(["verify-prospects"]);
    const rows = await runsOf(tenantId);
    expect(new Set(rows.map((row) => row.function_id))).toEqual(new Set(["verify-prospects"]));
    expect(rows.every((row) => row.status === "failed" && !row.error?.includes("resolver"))).toBe(true);
  });

  it("leaves two runs on record, verification's and its own", async () => {
    const tenantId = await createTestTenant(ctx);
    const event = { name: "outreach/run-sequencer.requested", data: { tenant_id: tenantId } };
    expect(
      (
        await runFunction(
          runSequencerFunction(() => ctx),
          event,
        )
      ).error,
    ).toBeUndefined();
    const rows = await runsOf(tenantId);
    expect(rows.map((row) => [row.function_id, row.status, row.trigger])).toEqual([
      ["verify-prospects", "succeeded", "event"],
      ["run-sequencer", "succeeded", "event"],
    ]);
  });
});

it("import-prospects: works on no import of another tenant", async () => {
  const [tenantId, stranger] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  const { id } = await ctx.forTenant(tenantId, (tx) =>
    tx.import.create({ data: { tenant_id: tenantId, filename: "list.csv", status: "running" } }),
  );
  const read = () => ctx.forTenant(tenantId, (tx) => tx.import.findUniqueOrThrow({ where: { id } }));
  const ask = (tenant_id: string) =>
    runFunction(
      importProspectsFunction(() => ctx),
      { name: "outreach/import.received", data: { tenant_id, import_id: id } },
    );
  expect(await ask(stranger)).toMatchObject({ error: undefined, result: {} });
  expect(await read()).toMatchObject({ status: "running", finished_at: null });
  await ask(tenantId);
  expect(await read()).toMatchObject({ status: "done", finished_at: ctx.now() });
});

it("a clock whose database is away asks for nothing, and is tried again", async () => {
  const away = { ...ctx, acrossTenants: () => Promise.reject(new Error("database is away")) };
  const run = await runFunction(
    dispatchSequencerFunction(() => away),
    cronTick,
  );
  expect(run.error).toMatchObject({ message: "database is away" });
  expect(run.sent).toEqual([]);
});
