import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { JobRunView } from "./contract.ts";
import { findRun } from "./repo.ts";
import { toRunView } from "./run-view.ts";

/**
 * One run of a job.
 * @throws AppError not_found
 */
export async function getJobRun(ctx: EngineContext, request: { tenantId: string; runId: string }): Promise<JobRunView> {
  const row = await ctx.forTenant(request.tenantId, (tx) => findRun(tx, request.tenantId, request.runId));
  if (!row) throw notFound("job run");
  return toRunView(row);
}
