import { expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { jobList, jobRunList } from "./contract.ts";
import { getJobRun } from "./get-job-run.ts";
import { listJobRuns } from "./list-job-runs.ts";
import { listJobs } from "./list-jobs.ts";
import { withJobRun } from "./with-job-run.ts";

const ctx = createTestContext();

/** The dispatchers' suite leaves such tenants alone, but for upkeep. */
const quiet = { is_active: false };

function runOnce(tenantId: string, functionId: "run-sequencer" | "verify-prospects", n: number) {
  return withJobRun(ctx, { tenantId, functionId, trigger: "schedule" }, async () => ({ n }));
}

it("lists every job with its last run and the next tick of its clock", async () => {
  const tenantId = await createTestTenant(ctx, quiet);
  await runOnce(tenantId, "run-sequencer", 1);
  await runOnce(tenantId, "run-sequencer", 2);
  const { items } = jobList.parse(await listJobs(ctx, { tenantId }));
  const byId = new Map(items.map((item) => [item.function_id, item]));
  expect(byId.get("run-sequencer")).toMatchObject({
    schedule: "*/30 * * * *",
    schedule_zone: null,
    next_run_at: "2026-06-10T16:30:00.000Z",
    last_run: { status: "succeeded", counts: { n: 2 } },
  });
  expect(byId.get("run-recontact")).toMatchObject({
    schedule: "05:00 America/Chicago",
    schedule_zone: "America/Chicago",
    next_run_at: "2026-06-11T10:00:00.000Z",
    last_run: null,
  });
  expect(byId.get("verify-prospects")).toMatchObject({ schedule: null, schedule_zone: null, next_run_at: null });
});

it("pages through runs newest first, of one job when asked", async () => {
  const tenantId = await createTestTenant(ctx, quiet);
  for (const n of [1, 2, 3]) await runOnce(tenantId, "run-sequencer", n);
  await runOnce(tenantId, "verify-prospects", 9);
  const filter = { tenantId, functionId: "run-sequencer", limit: 2 };
  const first = jobRunList.parse(await listJobRuns(ctx, filter));
  expect(first.items.map((run) => run.counts.n)).toEqual([3, 2]);
  const second = await listJobRuns(ctx, { ...filter, cursor: first.next_cursor ?? undefined });
  expect(second.items.map((run) => run.counts.n)).toEqual([1]);
  expect(second.next_cursor).toBeNull();
  expect((await listJobRuns(ctx, { tenantId, status: "succeeded", limit: 50 })).items).toHaveLength(4);
  expect((await listJobRuns(ctx, { tenantId, status: "failed", limit: 50 })).items).toEqual([]);
});

it("keeps the job runner's id of a run, the newer one when the run is tried again", async () => {
  const tenantId = await createTestTenant(ctx, quiet);
  const options = { tenantId, functionId: "verify-prospects", trigger: "schedule" } as const;
  let runId = "";
  await withJobRun(ctx, { ...options, runnerRunId: "01A" }, async (id) => {
    runId = id;
    return {};
  });
  const told = async () => (await getJobRun(ctx, { tenantId, runId })).runner_run_id;
  expect(await told()).toBe("01A");
  await withJobRun(ctx, { ...options, runId, runnerRunId: "01B" }, async () => ({}));
  expect(await told()).toBe("01B");
});

it("shows a run to its own tenant only", async () => {
  const [a, b] = [await createTestTenant(ctx, quiet), await createTestTenant(ctx, quiet)];
  await runOnce(a, "run-sequencer", 1);
  const id = (await listJobRuns(ctx, { tenantId: a, functionId: "run-sequencer", limit: 1 })).items[0]?.id ?? "";
  expect((await getJobRun(ctx, { tenantId: a, runId: id })).counts).toEqual({ n: 1 });
  await expect(getJobRun(ctx, { tenantId: b, runId: id })).rejects.toMatchObject({ code: "not_found" });
});
