import type { EngineContext } from "#lib/engine/context.ts";
import { failAbandonedRuns, findOpenRun, insertQueuedRun, lockJob } from "./repo.ts";
import { queuedGiveUpMinutes, runningGiveUpMinutes } from "./thresholds.ts";
import type { RunRequest } from "./types.ts";

const minuteMs = 60_000;

/**
 * Makes the row of a run before anything is asked of the job runner, so that a run can be followed from the first moment and a
 * retry works on the same row. One run of a job and tenant at a time: when one is queued or running, that one is returned
 * (`isNew` false) and nothing must be published. Runs that were lost with their process are closed as failed first.
 */
export async function openRun(ctx: EngineContext, request: RunRequest): Promise<{ runId: string; isNew: boolean }> {
  const now = ctx.now();
  const before = (minutes: number) => new Date(now.getTime() - minutes * minuteMs);
  return ctx.forTenant(request.tenantId, async (tx) => {
    await lockJob(tx, request.tenantId, request.functionId);
    await failAbandonedRuns(tx, request.tenantId, request.functionId, {
      queuedBefore: before(queuedGiveUpMinutes),
      startedBefore: before(runningGiveUpMinutes),
      now,
    });
    const open = await findOpenRun(tx, request.tenantId, request.functionId);
    if (open) return { runId: open.id, isNew: false };
    return { runId: await insertQueuedRun(tx, request, now), isNew: true };
  });
}
