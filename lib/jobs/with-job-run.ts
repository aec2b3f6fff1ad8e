import type { EngineContext } from "#lib/engine/context.ts";
import type { JobFunctionId } from "#lib/engine/events.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { metrics } from "#lib/metrics/metrics.ts";
import { beginRun, endRun, insertQueuedRuns } from "./repo.ts";
import { maxErrorLength } from "./thresholds.ts";
import type { Counts, RunTrigger } from "./types.ts";

export type JobRunOptions = {
  tenantId: string;
  functionId: JobFunctionId;
  trigger: RunTrigger;
  requestedBy?: string;
  /** the row made when the run was asked for; without it one is made here */
  runId?: string;
  /** the job runner's own id of the run */
  runnerRunId?: string;
};

/**
 * Runs `work` and records it in job_runs: begun, then its counts or why it failed (SPEC §10). A run that is tried again writes
 * the same row. What `work` throws is thrown on.
 * @throws AppError not_found when `runId` is no run of this job and tenant
 */
export async function withJobRun<Result extends Counts>(
  ctx: EngineContext,
  options: JobRunOptions,
  work: (runId: string) => Promise<Result>,
): Promise<Result> {
  const { tenantId, functionId } = options;
  const runId = await begin(ctx, options);
  const end = metrics().jobSeconds.startTimer({ job: functionId });
  try {
    const counts = await work(runId);
    await ctx.forTenant(tenantId, (tx) => endRun(tx, { tenantId, runId }, { status: "succeeded", counts }, ctx.now()));
    metrics().jobRuns.inc({ job: functionId, result: "succeeded" });
    metrics().jobLastSuccess.set({ job: functionId }, ctx.now().getTime() / 1_000);
    return counts;
  } catch (error) {
    ctx.log.error({ err: error, tenantId, functionId, runId }, "job failed");
    metrics().jobRuns.inc({ job: functionId, result: "failed" });
    await recordFailure(ctx, { tenantId, runId }, error);
    throw error;
  } finally {
    end();
  }
}

async function begin(ctx: EngineContext, options: JobRunOptions): Promise<string> {
  const { tenantId, functionId, runnerRunId } = options;
  return ctx.forTenant(tenantId, async (tx) => {
    const runId = options.runId ?? (await insertQueuedRuns(tx, [tenantId], options, ctx.now()))[0]?.id ?? "";
    const isOurs = await beginRun(tx, { tenantId, functionId, runId, runnerRunId }, ctx.now());
    if (!isOurs) throw new AppError("not_found", "There is no such job run.");
    return runId;
  });
}

/** The work's own error matters more than a failure to note it. */
async function recordFailure(ctx: EngineContext, run: { tenantId: string; runId: string }, error: unknown) {
  const text = error instanceof AppError ? error.message : "Unexpected error; the log has it under this run's id.";
  const outcome = { status: "failed", error: text.slice(0, maxErrorLength) } as const;
  await ctx
    .forTenant(run.tenantId, (tx) => endRun(tx, run, outcome, ctx.now()))
    .catch((failure: unknown) => ctx.log.error({ err: failure, ...run }, "job run could not be closed"));
}
