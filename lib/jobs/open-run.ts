import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { failAbandonedRuns, findOpenRuns, insertQueuedRuns, lockJobs } from "./repo.ts";
import { queuedGiveUpMinutes, runningGiveUpMinutes } from "./thresholds.ts";
import type { RunRequest } from "./types.ts";

const minuteMs = 60_000;

export type OpenedRun = { tenantId: string; runId: string; isBegun: boolean };

/**
 * Makes the row of a run before anything is asked of the job runner, so that a run can be followed from the first moment and a
 * retry works on the same row. One run of a job and tenant at a time: when one is queued or running, that one is returned. Unless it
 * `isBegun` the job runner is to be asked for it, again if need be. Runs lost with their process are closed as failed first.
 */
export async function openRun(ctx: EngineContext, request: RunRequest): Promise<OpenedRun> {
  const { tenantId } = request;
  const [run] = await ctx.forTenant(tenantId, (tx) => openRuns(tx, [tenantId], request, ctx.now()));
  if (!run) throw new Error("no run was opened");
  return run;
}

/** The same for many tenants at once, in the transaction given: a fixed number of statements. */
export async function openRuns(
  tx: Tx,
  tenantIds: string[],
  request: Omit<RunRequest, "tenantId">,
  now: Date,
): Promise<OpenedRun[]> {
  const { functionId } = request;
  const before = (minutes: number) => new Date(now.getTime() - minutes * minuteMs);
  await lockJobs(tx, tenantIds, functionId);
  await failAbandonedRuns(tx, tenantIds, functionId, {
    queuedBefore: before(queuedGiveUpMinutes),
    startedBefore: before(runningGiveUpMinutes),
    now,
  });
  const open = await findOpenRuns(tx, tenantIds, functionId);
  const taken = new Set(open.map((run) => run.tenant_id));
  const free = tenantIds.filter((tenantId) => !taken.has(tenantId));
  const made = await insertQueuedRuns(tx, free, request, now);
  return [...open, ...made].map((run) => ({
    tenantId: run.tenant_id,
    runId: run.id,
    isBegun: run.status === "running",
  }));
}
