import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { decodeCursor, toPage } from "#lib/http/paging.ts";
import type { JobRunList } from "./contract.ts";
import { selectRuns } from "./repo.ts";
import { toRunView } from "./run-view.ts";

export type JobRunsRequest = {
  tenantId: string;
  functionId?: string;
  status?: string;
  limit: number;
  cursor?: string;
};

/**
 * Runs of the tenant's jobs, newest first.
 * @throws AppError validation_failed for a cursor of another list
 */
export async function listJobRuns(ctx: EngineContext, request: JobRunsRequest): Promise<JobRunList> {
  const { tenantId, functionId, status, limit } = request;
  const before = decodeCursor(request.cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  const rows = await ctx.forTenant(tenantId, (tx) =>
    selectRuns(tx, tenantId, { functionId, status }, { before, limit: limit + 1 }),
  );
  return toPage(rows, limit, (row) => [row.id], toRunView);
}
