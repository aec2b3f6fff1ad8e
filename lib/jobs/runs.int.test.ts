import { describe, expect, it } from "vitest";
import { jobFunctionIds } from "#lib/engine/events.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { jobList } from "./contract.ts";
import { getJobRun } from "./get-job-run.ts";
import { listJobRuns } from "./list-job-runs.ts";
import { listJobs } from "./list-jobs.ts";
import { openRun } from "./open-run.ts";
import { recomputeTenant } from "./recompute-tenant.ts";
import { recomputeBatch } from "./thresholds.ts";
import { withJobRun } from "./with-job-run.ts";

// The dispatchers' suites open runs of every tenant: these tests look at jobs that no clock starts.
const ctx = createTestContext();
const verify = { functionId: "verify-prospects", trigger: "manual" } as const;

async function lastRun(tenantId: string) {
  const [run] = (await listJobRuns(ctx, { tenantId, functionId: verify.functionId, limit: 1 })).items;
  if (!run) throw new Error("no run");
  return run;
}

describe("withJobRun", () => {
  it("makes the row itself when nobody asked for the run", async () => {
    const tenantId = await createTestTenant(ctx);
    const work = async (runId: string) => {
      expect(await lastRun(tenantId)).toMatchObject({
        id: runId,
        status: "running",
        started_at: ctx.now().toISOString(),
      });
      return { tried: 2 };
    };
    await withJobRun(ctx, { tenantId, ...verify, requestedBy: "Ann" }, work);
    expect(await lastRun(tenantId)).toMatchObject({
      function_id: "verify-prospects",
      trigger: "manual",
      requested_by: "Ann",
      status: "succeeded",
      counts: { tried: 2 },
      error: null,
    });
  });

  it.each([
    ["a refusal in its own words", new AppError("conflict", "The import is gone."), "The import is gone."],
    ["of a long refusal the beginning", new AppError("conflict", "x".repeat(900)), "x".repeat(500)],
    [
      "nothing of what nobody foresaw",
      new Error("at /srv/app: secret"),
      "Unexpected error; the log has it under this run's id.",
    ],
    ["nothing of what is no error", "secret", "Unexpected error; the log has it under this run's id."],
  ])("keeps %s", async (_name, thrown, error) => {
    const tenantId = await createTestTenant(ctx);
    await expect(withJobRun(ctx, { tenantId, ...verify }, () => Promise.reject(thrown))).rejects.toBe(thrown);
    expect(await lastRun(tenantId)).toMatchObject({ status: "failed", error, finished_at: ctx.now().toISOString() });
  });

  it("throws the work's own error when the failure cannot even be written down", async () => {
    const tenantId = await createTestTenant(ctx);
    let isAway = false;
    const forTenant: typeof ctx.forTenant = (...args) =>
      isAway ? Promise.reject(new Error("database is away")) : ctx.forTenant(...args);
    const work = () => {
      isAway = true;
      return Promise.reject(new Error("work failed"));
    };
    await expect(withJobRun({ ...ctx, forTenant }, { tenantId, ...verify }, work)).rejects.toThrow("work failed");
    expect((await lastRun(tenantId)).status).toBe("running");
  });

  it("never works without a row of its own", async () => {
    const tenantId = await createTestTenant(ctx);
    const { runId } = await openRun(ctx, { tenantId, functionId: "recompute-next-send", trigger: "manual" });
    let hasWorked = false;
    const work = async () => {
      hasWorked = true;
      return {};
    };
    for (const id of [runId, crypto.randomUUID()]) {
      await expect(withJobRun(ctx, { tenantId, ...verify, runId: id }, work)).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(hasWorked).toBe(false);
    expect((await getJobRun(ctx, { tenantId, runId })).status).toBe("queued");
  });
});

describe("looking at runs", () => {
  it("refuses a cursor of another list, and finds nothing under an id of nobody", async () => {
    const tenantId = await createTestTenant(ctx);
    const cursor = Buffer.from('["main"]').toString("base64url");
    await expect(listJobRuns(ctx, { tenantId, limit: 5, cursor })).rejects.toMatchObject({
      code: "validation_failed",
      details: { errors: [{ field: "cursor" }] },
    });
    await expect(getJobRun(ctx, { tenantId, runId: crypto.randomUUID() })).rejects.toMatchObject({ code: "not_found" });
  });

  it("finds runs by job and status together, in one's own tenant", async () => {
    const [tenantId, stranger] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    await withJobRun(ctx, { tenantId, ...verify }, () => Promise.reject(new Error("no"))).catch(() => {});
    await withJobRun(ctx, { tenantId, ...verify }, async () => ({ n: 1 }));
    await openRun(ctx, { tenantId, functionId: "recompute-next-send", trigger: "event" });
    await withJobRun(ctx, { tenantId: stranger, ...verify }, async () => ({ n: 2 }));
    const found = async (filter: { functionId?: string; status?: string }) =>
      (await listJobRuns(ctx, { tenantId, limit: 9, ...filter })).items.map(
        (run) => `${run.function_id} ${run.status}`,
      );
    expect(await found({ functionId: "verify-prospects", status: "failed" })).toEqual(["verify-prospects failed"]);
    expect(await found({ functionId: "verify-prospects" })).toEqual([
      "verify-prospects succeeded",
      "verify-prospects failed",
    ]);
    expect(await found({ functionId: "recompute-next-send", status: "queued" })).toEqual([
      "recompute-next-send queued",
    ]);
    expect(await found({ functionId: "recompute-next-send", status: "failed" })).toEqual([]);
  });

  it("shows every job of a new tenant, none of which ever ran", async () => {
    const tenantId = await createTestTenant(ctx, { is_active: false, send_timezone: "Europe/Berlin" });
    const { items } = jobList.parse(await listJobs(ctx, { tenantId }));
    expect(items).toHaveLength(jobFunctionIds.length);
    const recontact = items.find((item) => item.function_id === "run-recontact");
    expect(recontact).toMatchObject({ schedule: "05:00 Europe/Berlin", next_run_at: "2026-06-11T03:00:00.000Z" });
    expect(items.find((item) => item.function_id === "verify-prospects")?.last_run).toBeNull();
  });
});

describe("recomputeTenant", () => {
  it("goes through a tenant in batches, once each, and leaves out who is in no sequence", async () => {
    const [tenantId, stranger] = [
      await createTestTenant(ctx, { consent_required: true }),
      await createTestTenant(ctx, { consent_required: true }),
    ];
    const others = (await createTestProspect(ctx, stranger)).outreach;
    const out = (await createTestProspect(ctx, tenantId, { status: "won", next_send_at: null })).outreach;
    const total = recomputeBatch + 1;
    const ids = Array.from({ length: total }, () => crypto.randomUUID());
    const emailOf = (id: string) => `owner@${id}.test`;
    await ctx.forTenant(tenantId, async (tx) => {
      const prospects = ids.map((id) => ({
        id,
        tenant_id: tenantId,
        name: "Pat",
        email: emailOf(id),
        email_key: emailOf(id),
      }));
      await tx.prospect.createMany({ data: prospects });
      const status = (n: number) => (n % 2 === 0 ? "cold" : "contacted");
      const rows = ids.map((id, n) => ({
        tenant_id: tenantId,
        prospect_id: id,
        status: status(n),
        next_send_at: ctx.now(),
      }));
      await tx.outreach.createMany({ data: rows });
    });
    expect(await recomputeTenant(ctx, { tenantId })).toEqual({ recomputed: total });
    const rows = await ctx.forTenant(tenantId, (tx) => tx.outreach.findMany());
    expect(rows.filter((row) => row.hold_reason === null && row.next_send_at === null).map((row) => row.id)).toEqual([
      out.id,
    ]);
    expect(rows.filter((row) => row.hold_reason !== null)).toHaveLength(total);
    const theirs = await ctx.forTenant(stranger, (tx) => tx.outreach.findUniqueOrThrow({ where: { id: others.id } }));
    expect(theirs).toMatchObject({ next_send_at: ctx.now(), hold_reason: null });
  });

  it("takes only who was put off until later, when health has changed", async () => {
    const tenantId = await createTestTenant(ctx, { consent_required: true });
    const decision = { kind: "none", reason: "no_sendable_mailbox", passed_over: [] };
    const [later, now] = [new Date(ctx.now().getTime() + 3_600_000), ctx.now()];
    const made = (row: object) => createTestProspect(ctx, tenantId, row);
    const waits = await made({ status: "contacted", last_decision: decision, next_send_at: later });
    const others = [
      await made({ last_decision: decision, next_send_at: now }),
      await made({ next_send_at: later }),
      await made({ last_decision: decision, next_send_at: null, hold_reason: "engagement_gate" }),
    ];
    expect(await recomputeTenant(ctx, { tenantId, who: "put_off" })).toEqual({ recomputed: 1 });
    const rows = await ctx.forTenant(tenantId, (tx) => tx.outreach.findMany());
    const holdOf = new Map(rows.map((row) => [row.id, row.hold_reason]));
    expect(holdOf.get(waits.outreach.id)).toBe("no_consent");
    expect(others.map(({ outreach }) => holdOf.get(outreach.id))).toEqual([null, null, "engagement_gate"]);
  });

  it("has nothing to do in a tenant without prospects", async () => {
    expect(await recomputeTenant(ctx, { tenantId: await createTestTenant(ctx) })).toEqual({ recomputed: 0 });
  });
});
