import { expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { openRun } from "./open-run.ts";
import { requestJobRun } from "./request-job-run.ts";
import { withJobRun } from "./with-job-run.ts";

const ctx = createTestContext();
// The dispatchers' suite opens runs of every tenant: these tests use jobs that no clock starts.
const minuteMs = 60_000;
const start = new Date("2026-06-10T16:00:00Z");

function runRow(tenantId: string, id: string) {
  return ctx.forTenant(tenantId, (tx) => tx.jobRun.findUniqueOrThrow({ where: { id } }));
}

it("records a run from request to counts under one id", async () => {
  const tenantId = await createTestTenant(ctx);
  const { runId } = await requestJobRun(ctx, { tenantId, functionId: "recompute-next-send", requestedBy: "Ann" });
  expect(await runRow(tenantId, runId)).toMatchObject({ status: "queued", trigger: "manual", requested_by: "Ann" });
  expect(ctx.published).toContainEqual({ type: "jobRequested", tenantId, functionId: "recompute-next-send", runId });
  const counts = await withJobRun(
    ctx,
    { tenantId, functionId: "recompute-next-send", trigger: "manual", runId },
    async (id) => {
      expect(await runRow(tenantId, id)).toMatchObject({ status: "running", started_at: ctx.now() });
      return { due: 3, passed_over: { mailbox_cap: 1 } };
    },
  );
  expect(counts).toEqual({ due: 3, passed_over: { mailbox_cap: 1 } });
  expect(await runRow(tenantId, runId)).toMatchObject({ status: "succeeded", counts, finished_at: ctx.now() });
});

it("opens one run when ten requests come at once, and a new one after it has ended", async () => {
  const tenantId = await createTestTenant(ctx);
  const request = { tenantId, functionId: "recompute-next-send", trigger: "schedule" } as const;
  const opened = await Promise.all(Array.from({ length: 10 }, () => openRun(ctx, request)));
  expect(new Set(opened.map((run) => run.runId)).size).toBe(1);
  const first = opened[0]?.runId ?? "";
  await withJobRun(ctx, { ...request, runId: first }, async () => ({ reset: 0 }));
  const next = await openRun(ctx, request);
  expect(next.runId).not.toBe(first);
});

it.each([
  { given: "queued and never begun", isBegun: false, minutes: 11, error: "The job runner did not begin this run." },
  { given: "begun and never ended", isBegun: true, minutes: 61, error: "The run did not end." },
])("closes a run that was $given and opens another", async ({ isBegun, minutes, error }) => {
  const tenantId = await createTestTenant(ctx);
  ctx.setNow(start);
  const request = { tenantId, functionId: "verify-prospects", trigger: "schedule" } as const;
  const lost = await openRun(ctx, request);
  if (isBegun) {
    await ctx.forTenant(tenantId, (tx) =>
      tx.jobRun.update({ where: { id: lost.runId }, data: { status: "running", started_at: start } }),
    );
  }
  ctx.setNow(new Date(start.getTime() + minutes * minuteMs));
  const next = await openRun(ctx, request);
  ctx.setNow(start);
  expect(next.runId).not.toBe(lost.runId);
  expect(await runRow(tenantId, lost.runId)).toMatchObject({ status: "failed", error });
});

it("records why a run failed, throws on, and succeeds on the same row when tried again", async () => {
  const tenantId = await createTestTenant(ctx);
  const options = { tenantId, functionId: "verify-prospects", trigger: "schedule" } as const;
  const { runId } = await openRun(ctx, options);
  const failing = withJobRun(ctx, { ...options, runId }, () => Promise.reject(new Error("password=secret")));
  await expect(failing).rejects.toThrow("password=secret");
  const failed = await runRow(tenantId, runId);
  expect(failed.status).toBe("failed");
  expect(failed.error).not.toContain("secret");
  await withJobRun(ctx, { ...options, runId }, async () => ({ done: 1 }));
  expect(await runRow(tenantId, runId)).toMatchObject({ status: "succeeded", error: null, counts: { done: 1 } });
});

it("refuses a run id of another tenant", async () => {
  const [a, b] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  const { runId } = await openRun(ctx, { tenantId: a, functionId: "verify-prospects", trigger: "manual" });
  const work = async () => ({ done: 1 });
  const options = { tenantId: b, functionId: "verify-prospects", trigger: "manual", runId } as const;
  await expect(withJobRun(ctx, options, work)).rejects.toThrow("no such job run");
});

it("says that the job runner is away, and lets the next request start anew", async () => {
  const tenantId = await createTestTenant(ctx);
  const away = { ...ctx, publish: () => Promise.reject(new Error("fetch failed")) };
  const request = { tenantId, functionId: "verify-prospects" } as const;
  await expect(requestJobRun(away, request)).rejects.toMatchObject({ code: "dependency_unavailable" });
  const { runId } = await requestJobRun(ctx, request);
  expect(await runRow(tenantId, runId)).toMatchObject({ status: "queued" });
});
