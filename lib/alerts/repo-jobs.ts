import type { Tx } from "#lib/db/types.ts";

export type JobHistory = {
  functionId: string;
  lastSuccessAt: Date | null;
  failedAt: Date | null;
  failure: string | null;
};

/** How many of its newest runs are looked through for one that succeeded: days, for a job of five minutes. */
const runsLookedAt = 1_000;

/** Of each job: the newest run that succeeded, and the newest that ended if that one failed. */
export async function listJobHistories(
  tx: Tx,
  tenantId: string,
  functionIds: readonly string[],
): Promise<JobHistory[]> {
  return tx.$queryRaw`
    SELECT f.id AS "functionId", success.at AS "lastSuccessAt", failed.at AS "failedAt", failed.error AS failure
    FROM unnest(${[...functionIds]}::text[]) AS f (id)
    LEFT JOIN LATERAL (
      SELECT r.finished_at AS at FROM (
        SELECT id, status, finished_at FROM job_runs WHERE tenant_id = (SELECT ${tenantId}::uuid) AND function_id = f.id
        ORDER BY id DESC LIMIT ${runsLookedAt}::int
      ) r WHERE r.status = 'succeeded' ORDER BY r.id DESC LIMIT 1
    ) success ON true
    LEFT JOIN LATERAL (
      SELECT r.finished_at AS at, r.error FROM (
        SELECT id, status, finished_at, error FROM job_runs WHERE tenant_id = (SELECT ${tenantId}::uuid) AND function_id = f.id
          AND status IN ('succeeded', 'failed') ORDER BY id DESC LIMIT 1
      ) r WHERE r.status = 'failed'
    ) failed ON true`;
}

/** Ends of the newest successful runs of a job, newest first. */
export async function listSuccesses(tx: Tx, tenantId: string, functionId: string, limit: number): Promise<Date[]> {
  const rows = await tx.jobRun.findMany({
    where: { tenant_id: tenantId, function_id: functionId, status: "succeeded" },
    orderBy: { id: "desc" },
    take: limit,
    select: { finished_at: true },
  });
  return rows.flatMap((row) => row.finished_at ?? []);
}

/** Counts of the successful runs of a job that ended since then, newest first. */
export async function listRunCounts(
  tx: Tx,
  tenantId: string,
  functionId: string,
  since: Date,
): Promise<{ at: Date; counts: Record<string, unknown> }[]> {
  const rows = await tx.jobRun.findMany({
    where: { tenant_id: tenantId, function_id: functionId, status: "succeeded", finished_at: { gte: since } },
    orderBy: { id: "desc" },
    take: 50,
    select: { finished_at: true, counts: true },
  });
  return rows.flatMap(({ finished_at: at, counts }) =>
    at === null ? [] : [{ at, counts: (counts ?? {}) as Record<string, unknown> }],
  );
}
