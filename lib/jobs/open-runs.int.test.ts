import { describe, expect, it } from "vitest";
import { inOneForAll } from "#lib/tenancy/across-tenants.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { openRun, openRuns } from "./open-run.ts";
import { beginRun, findOpenRuns, selectLastRuns } from "./repo.ts";
import { requestJobRun } from "./request-job-run.ts";

// The dispatchers' suites open runs of every tenant: these tests use jobs that no clock starts.
const ctx = createTestContext();
const start = new Date("2026-06-10T16:00:00Z");
const after = (minutes: number, ms = 0) => new Date(start.getTime() + minutes * 60_000 + ms);
const verify = { functionId: "verify-prospects", trigger: "schedule" } as const;

type Status = "queued" | "running" | "succeeded" | "failed";

/** A run of the past, as it is stored. */
function insertRun(tenantId: string, status: Status, more: { function_id?: string; at?: Date } = {}) {
  const { function_id = verify.functionId, at = start } = more;
  const startedAt = status === "queued" ? null : at;
  return ctx.forTenant(tenantId, (tx) =>
    tx.jobRun.create({
      data: { tenant_id: tenantId, function_id, trigger: "schedule", status, created_at: at, started_at: startedAt },
    }),
  );
}

function runOf(tenantId: string, id: string) {
  return ctx.forTenant(tenantId, (tx) => tx.jobRun.findUniqueOrThrow({ where: { id } }));
}

const openAll = (tenantIds: string[], now = start) => inOneForAll(ctx, (tx) => openRuns(tx, tenantIds, verify, now));

describe("openRuns", () => {
  it("keeps what is open of each tenant, and makes what is missing", async () => {
    const tenants = [await createTestTenant(ctx), await createTestTenant(ctx), await createTestTenant(ctx)];
    const [waiting = "", busy = "", free = ""] = tenants;
    const [queued, running] = [await insertRun(waiting, "queued"), await insertRun(busy, "running")];
    await insertRun(free, "succeeded");
    const opened = new Map((await openAll(tenants)).map((run) => [run.tenantId, run]));
    expect(opened.size).toBe(3);
    expect(opened.get(waiting)).toEqual({ tenantId: waiting, runId: queued.id, isBegun: false });
    expect(opened.get(busy)).toEqual({ tenantId: busy, runId: running.id, isBegun: true });
    const made = await runOf(free, opened.get(free)?.runId ?? "");
    expect(made).toMatchObject({ status: "queued", trigger: "schedule", created_at: start, requested_by: null });
  });

  it("opens one run a tenant when dispatchers overlap, whatever the order they name tenants in", async () => {
    const tenants = await Promise.all(Array.from({ length: 6 }, () => createTestTenant(ctx)));
    const orders = [tenants, tenants.toReversed(), tenants.slice(2), tenants.slice(0, 4).toReversed()];
    const opened = (await Promise.all(orders.map((order) => openAll(order)))).flat();
    for (const tenantId of tenants) {
      expect(new Set(opened.filter((run) => run.tenantId === tenantId).map((run) => run.runId)).size).toBe(1);
      const rows = await ctx.forTenant(tenantId, (tx) =>
        tx.jobRun.count({ where: { function_id: verify.functionId } }),
      );
      expect(rows).toBe(1);
    }
  });

  it("does nothing for nobody", async () => expect(await openAll([])).toEqual([]));

  it("holds one job's run not for another's", async () => {
    const tenantId = await createTestTenant(ctx);
    const other = await insertRun(tenantId, "running", { function_id: "recompute-next-send" });
    const run = await openRun(ctx, { tenantId, ...verify });
    expect(run).toMatchObject({ isBegun: false });
    expect(run.runId).not.toBe(other.id);
  });
});

describe("a run that was lost", () => {
  it.each([
    { status: "queued", at: after(10), isLost: false },
    { status: "queued", at: after(10, 1), isLost: true },
    { status: "running", at: after(60), isLost: false },
    { status: "running", at: after(60, 1), isLost: true },
  ] as const)("$status since 16:00, asked at $at: $isLost", async ({ status, at, isLost }) => {
    const tenantId = await createTestTenant(ctx);
    const run = await insertRun(tenantId, status);
    const [opened] = await openAll([tenantId], at);
    expect(opened?.runId === run.id).toBe(!isLost);
    expect(await runOf(tenantId, run.id)).toMatchObject(
      isLost
        ? { status: "failed", finished_at: at, error: expect.any(String) }
        : { status, finished_at: null, error: null },
    );
  });

  it("is closed for its own tenant and job alone", async () => {
    const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const kept = [await insertRun(theirs, "queued"), await insertRun(theirs, "running")];
    const other = await insertRun(ours, "queued", { function_id: "recompute-next-send" });
    const ended = await insertRun(ours, "succeeded");
    await openAll([ours], after(600));
    for (const { id, status } of kept) expect((await runOf(theirs, id)).status).toBe(status);
    expect((await runOf(ours, other.id)).status).toBe("queued");
    expect(await runOf(ours, ended.id)).toMatchObject({ status: "succeeded", error: null });
  });
});

describe("the rows", () => {
  it("of a job are begun under their own tenant and name only", async () => {
    const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const { id: runId } = await insertRun(ours, "queued");
    const begin = (tenantId: string, functionId: string) =>
      ctx.forTenant(tenantId, (tx) => beginRun(tx, { tenantId, functionId, runId }, after(1)));
    expect(await begin(theirs, verify.functionId)).toBe(false);
    expect(await begin(ours, "recompute-next-send")).toBe(false);
    expect((await runOf(ours, runId)).status).toBe("queued");
    expect(await begin(ours, verify.functionId)).toBe(true);
    expect(await runOf(ours, runId)).toMatchObject({ status: "running", started_at: after(1) });
  });

  it("that are open are found newest first, one a tenant", async () => {
    const tenantId = await createTestTenant(ctx);
    await insertRun(tenantId, "running");
    const newer = await insertRun(tenantId, "queued");
    await insertRun(tenantId, "failed");
    const find = (name: string) => ctx.forTenant(tenantId, (tx) => findOpenRuns(tx, [tenantId], name));
    expect(await find(verify.functionId)).toEqual([{ tenant_id: tenantId, id: newer.id, status: "queued" }]);
    expect(await find("recompute-next-send")).toEqual([]);
  });

  it("that are last are one of each job that ever ran", async () => {
    const [tenantId, stranger] = [await createTestTenant(ctx, { is_active: false }), await createTestTenant(ctx)];
    await insertRun(tenantId, "succeeded");
    const last = await insertRun(tenantId, "failed");
    const other = await insertRun(tenantId, "succeeded", { function_id: "recompute-next-send" });
    await insertRun(stranger, "succeeded");
    const names = ["verify-prospects", "recompute-next-send", "run-recontact"];
    const rows = await ctx.forTenant(tenantId, (tx) => selectLastRuns(tx, tenantId, names));
    expect(rows.map((row) => row.id).sort()).toEqual([last.id, other.id].sort());
  });
});

describe("requestJobRun", () => {
  const asked = (runId: string) =>
    ctx.published.filter((event) => event.type === "jobRequested" && event.runId === runId);

  it("asks again for a run that still waits, and not for one that has begun", async () => {
    const tenantId = await createTestTenant(ctx);
    const request = { tenantId, functionId: "verify-prospects", requestedBy: "Ann" } as const;
    const { runId } = await requestJobRun(ctx, request);
    expect(await requestJobRun(ctx, request)).toEqual({ runId });
    expect(asked(runId)).toHaveLength(2);
    await ctx.forTenant(tenantId, (tx) => beginRun(tx, { ...request, runId }, ctx.now()));
    expect(await requestJobRun(ctx, request)).toEqual({ runId });
    expect(asked(runId)).toHaveLength(2);
  });

  it("is one run for everybody who asks at once, and says who was first to ask", async () => {
    const tenantId = await createTestTenant(ctx);
    const people = ["Ann", "Bob", "API key ci"];
    const answers = await Promise.all(
      people.map((requestedBy) => requestJobRun(ctx, { tenantId, functionId: "recompute-next-send", requestedBy })),
    );
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    const row = await runOf(tenantId, answers[0]?.runId ?? "");
    expect(row).toMatchObject({ trigger: "manual", status: "queued" });
    expect(people).toContain(row.requested_by);
  });

  it("writes down that the job runner was away, without its words", async () => {
    const tenantId = await createTestTenant(ctx);
    const away = { ...ctx, publish: () => Promise.reject(new Error("event key abc123 refused")) };
    const request = requestJobRun(away, { tenantId, functionId: "verify-prospects" });
    await expect(request).rejects.toMatchObject({
      code: "dependency_unavailable",
      message: "The job runner is away. Try again shortly.",
    });
    const rows = await ctx.forTenant(tenantId, (tx) =>
      tx.jobRun.findMany({ where: { function_id: "verify-prospects" } }),
    );
    expect(rows).toMatchObject([
      { status: "failed", error: "The job runner could not be reached.", finished_at: ctx.now() },
    ]);
  });
});
