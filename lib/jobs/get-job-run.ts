import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { listGuardMoves } from "#lib/health/list-guard-moves.ts";
import type { JobRunDetail } from "./contract.ts";
import { findRun, type JobRunRow } from "./repo.ts";
import { toRunView } from "./run-view.ts";

/**
 * One run of a job, with those whose state it changed when it is one of the health guard.
 * @throws AppError not_found
 */
export async function getJobRun(
  ctx: EngineContext,
  request: { tenantId: string; runId: string },
): Promise<JobRunDetail> {
  const row = await ctx.forTenant(request.tenantId, (tx) => findRun(tx, request.tenantId, request.runId));
  if (!row) throw notFound("job run");
  return { ...toRunView(row), moves: await movesOf(ctx, row) };
}

async function movesOf(ctx: EngineContext, row: JobRunRow): Promise<JobRunDetail["moves"]> {
  const { tenant_id: tenantId, function_id, started_at: from, finished_at: to } = row;
  if (function_id !== "evaluate-health" || !from || !to) return [];
  return listGuardMoves(ctx, { tenantId, from, to });
}
