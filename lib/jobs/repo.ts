import type { Tx } from "#lib/db/types.ts";
import type { Counts, RunRequest } from "./types.ts";

export type JobRunRow = Awaited<ReturnType<Tx["jobRun"]["findFirstOrThrow"]>>;

/** Makes concurrent requests for the same job of the same tenant wait for each other. */
export async function lockJobs(tx: Tx, tenantIds: string[], functionId: string): Promise<void> {
  const keys = tenantIds.map((tenantId) => `${tenantId}:${functionId}`).sort();
  await tx.$queryRaw`SELECT count(pg_advisory_xact_lock(hashtextextended(key, 11))) FROM unnest(${keys}::text[]) AS key`;
}

/** Fails the runs of a job that were queued or begun before these times and never ended: they were lost with their process. */
export async function failAbandonedRuns(
  tx: Tx,
  tenantIds: string[],
  functionId: string,
  limits: { queuedBefore: Date; startedBefore: Date; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE job_runs SET status = 'failed', finished_at = ${limits.now}::timestamptz,
      error = CASE status WHEN 'queued' THEN 'The job runner did not begin this run.' ELSE 'The run did not end.' END
    WHERE id IN (
      SELECT r.id FROM unnest(${tenantIds}::uuid[]) AS t (tenant_id) CROSS JOIN LATERAL (
        SELECT id, status, created_at, started_at FROM job_runs
        WHERE tenant_id = t.tenant_id AND function_id = ${functionId} ORDER BY id DESC LIMIT 10
      ) r
      WHERE (r.status = 'queued' AND r.created_at < ${limits.queuedBefore}::timestamptz)
        OR (r.status = 'running' AND r.started_at < ${limits.startedBefore}::timestamptz))`;
}

export type OpenRunRow = { tenant_id: string; id: string; status: string };

/** The newest run of this job that is queued or running, of each tenant that has one. Open runs are among the newest. */
export async function findOpenRuns(tx: Tx, tenantIds: string[], functionId: string): Promise<OpenRunRow[]> {
  return tx.$queryRaw`
    SELECT DISTINCT ON (t.tenant_id) t.tenant_id, r.id, r.status
    FROM unnest(${tenantIds}::uuid[]) AS t (tenant_id) CROSS JOIN LATERAL (
      SELECT id, status FROM job_runs WHERE tenant_id = t.tenant_id AND function_id = ${functionId} ORDER BY id DESC LIMIT 10
    ) r
    WHERE r.status IN ('queued', 'running') ORDER BY t.tenant_id, r.id DESC`;
}

/** Makes a queued run for each of these tenants. */
export async function insertQueuedRuns(
  tx: Tx,
  tenantIds: string[],
  request: Omit<RunRequest, "tenantId">,
  now: Date,
): Promise<OpenRunRow[]> {
  return tx.$queryRaw`
    INSERT INTO job_runs (tenant_id, function_id, trigger, requested_by, created_at)
    SELECT tenant_id, ${request.functionId}, ${request.trigger}, ${request.requestedBy ?? null}, ${now}::timestamptz
    FROM unnest(${tenantIds}::uuid[]) AS t (tenant_id)
    RETURNING tenant_id, id, status`;
}

/** Begins a run, again after a retry; false when the tenant has no such run of this job. */
export async function beginRun(
  tx: Tx,
  run: { tenantId: string; functionId: string; runId: string; runnerRunId?: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.jobRun.updateMany({
    where: { id: run.runId, tenant_id: run.tenantId, function_id: run.functionId },
    data: { status: "running", started_at: now, finished_at: null, error: null, runner_run_id: run.runnerRunId },
  });
  return count === 1;
}

export async function endRun(
  tx: Tx,
  run: { tenantId: string; runId: string },
  outcome: { status: "succeeded"; counts: Counts } | { status: "failed"; error: string },
  now: Date,
): Promise<void> {
  await tx.jobRun.updateMany({
    where: { id: run.runId, tenant_id: run.tenantId },
    data: { ...outcome, finished_at: now },
  });
}

export async function findRun(tx: Tx, tenantId: string, runId: string): Promise<JobRunRow | null> {
  return tx.jobRun.findFirst({ where: { id: runId, tenant_id: tenantId } });
}

/** Newest first; `before` is the last id of the page before. */
export async function selectRuns(
  tx: Tx,
  tenantId: string,
  filter: { functionId?: string; status?: string },
  page: { before: string | null; limit: number },
): Promise<JobRunRow[]> {
  return tx.jobRun.findMany({
    where: {
      tenant_id: tenantId,
      function_id: filter.functionId,
      status: filter.status,
      id: page.before === null ? undefined : { lt: page.before },
    },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

/** The newest run of each of these jobs. */
export async function selectLastRuns(tx: Tx, tenantId: string, functionIds: readonly string[]): Promise<JobRunRow[]> {
  return tx.$queryRaw<JobRunRow[]>`
    SELECT r.* FROM unnest(${[...functionIds]}::text[]) AS f (function_id)
    CROSS JOIN LATERAL (
      SELECT * FROM job_runs WHERE tenant_id = (SELECT ${tenantId}::uuid) AND function_id = f.function_id ORDER BY id DESC LIMIT 1
    ) r`;
}
