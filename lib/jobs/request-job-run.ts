import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { openRun } from "./open-run.ts";
import { endRun } from "./repo.ts";
import type { RunRequest } from "./types.ts";

/**
 * Asks the job runner to run a job now (SPEC §10). Returns the run that is under way when there is one.
 * @throws AppError dependency_unavailable when the job runner cannot be told
 */
export async function requestJobRun(
  ctx: EngineContext,
  request: Omit<RunRequest, "trigger"> & { trigger?: RunRequest["trigger"] },
): Promise<{ runId: string }> {
  const { runId, isBegun } = await openRun(ctx, { trigger: "manual", ...request });
  if (isBegun) return { runId };
  const { tenantId, functionId } = request;
  try {
    await ctx.publish([{ type: "jobRequested", tenantId, functionId, runId }]);
  } catch (error) {
    ctx.log.warn({ err: error, tenantId, functionId }, "job runner is away");
    const outcome = { status: "failed", error: "The job runner could not be reached." } as const;
    await ctx.forTenant(tenantId, (tx) => endRun(tx, { tenantId, runId }, outcome, ctx.now()));
    throw new AppError("dependency_unavailable", "The job runner is away. Try again shortly.");
  }
  return { runId };
}
