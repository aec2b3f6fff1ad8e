import { expect, it } from "vitest";
import { jobList, jobRunList } from "#lib/jobs/contract.ts";
import { callRoute } from "#lib/testing/access.ts";
import { createApiWorld } from "../api-world.ts";
import * as start from "./[functionId]/run/route.ts";
import * as jobs from "./route.ts";
import * as run from "./runs/[runId]/route.ts";
import * as runs from "./runs/route.ts";

const { ctx, newTenant } = createApiWorld();
const ours = await newTenant();
const theirs = await newTenant();

function startJob(functionId: string, key = ours.keys.operator) {
  return callRoute(start.POST, { method: "POST", key, params: { functionId } });
}

it("starts a job, follows its run, and lists both", async () => {
  const started = await startJob("verify-prospects");
  expect(started.status).toBe(202);
  const { run_id } = started.json;
  expect(ctx.published).toContainEqual({
    type: "jobRequested",
    tenantId: ours.tenantId,
    functionId: "verify-prospects",
    runId: run_id,
  });
  const read = await callRoute(run.GET, { key: ours.keys.viewer, params: { runId: run_id } });
  expect(read.json).toMatchObject({ id: run_id, status: "queued", trigger: "manual", function_id: "verify-prospects" });
  const listed = jobList.parse((await callRoute(jobs.GET, { key: ours.keys.viewer })).json);
  expect(listed.items.find((job) => job.function_id === "verify-prospects")?.last_run?.id).toBe(run_id);
  const path = "/api/jobs/runs?function_id=verify-prospects&limit=10";
  const page = jobRunList.parse((await callRoute(runs.GET, { key: ours.keys.viewer, path })).json);
  expect(page).toMatchObject({ items: [{ id: run_id }], next_cursor: null });
});

it("answers a second start with the run under way", async () => {
  const [first, second] = [await startJob("recompute-next-send"), await startJob("recompute-next-send")];
  expect(second.json).toEqual(first.json);
});

it("refuses strangers, viewers, unknown jobs and other tenants' runs", async () => {
  expect((await callRoute(jobs.GET)).status).toBe(401);
  expect((await startJob("run-sequencer", ours.keys.viewer)).status).toBe(403);
  expect((await startJob("send-email")).status).toBe(404);
  const { json } = await startJob("verify-prospects", theirs.keys.operator);
  const foreign = await callRoute(run.GET, { key: ours.keys.owner, params: { runId: json.run_id } });
  expect(foreign.status).toBe(404);
});

it.each(["?limit=0", "?cursor=nonsense", "?status=odd", "?function_id=send-email"])(
  "refuses the query %s",
  async (query) => {
    const { status, json } = await callRoute(runs.GET, { key: ours.keys.viewer, path: `/api/jobs/runs${query}` });
    expect(status).toBe(400);
    expect(json.errors).toHaveLength(1);
  },
);
