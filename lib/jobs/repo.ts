import type { Tx } from "#lib/db/types.ts";
import type { Counts, RunRequest } from "./types.ts";

export type JobRunRow = Awaited<ReturnType<Tx["jobRun"]["findFirstOrThrow"]>>;

/** Makes concurrent requests for the same job of the same tenant wait for each other. */
export async function lockJob(tx: Tx, tenantId: string, functionId: string): Promise<void> {
  await tx.$queryRaw`SELECT count(pg_advisory_xact_lock(hashtextextended(${`${tenantId}:${functionId}`}, 11)))`;
}

/** Fails the runs of a job (of all jobs when null) that were queued or begun before these times and never ended; returns how many. */
export async function failAbandonedRuns(
  tx: Tx,
  tenantId: string,
  functionId: string | null,
  limits: { queuedBefore: Date; startedBefore: Date; now: Date },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE job_runs SET status = 'failed', finished_at = ${limits.now}::timestamptz,
      error = CASE status WHEN 'queued' THEN 'The job runner did not begin this run.' ELSE 'The run did not end.' END
    WHERE tenant_id = ${tenantId}::uuid AND (${functionId}::text IS NULL OR function_id = ${functionId}::text)
      AND ((status = 'queued' AND created_at < ${limits.queuedBefore}::timestamptz)
        OR (status = 'running' AND started_at < ${limits.startedBefore}::timestamptz))`;
}

/** The run of this job that is queued or running, if there is one. */
export async function findOpenRun(tx: Tx, tenantId: string, functionId: string): Promise<JobRunRow | null> {
  return tx.jobRun.findFirst({
    where: { tenant_id: tenantId, function_id: functionId, status: { in: ["queued", "running"] } },
    orderBy: { id: "desc" },
  });
}

export async function insertQueuedRun(tx: Tx, request: RunRequest, now: Date): Promise<string> {
  const row = await tx.jobRun.create({
    data: {
      tenant_id: request.tenantId,
      function_id: request.functionId,
      trigger: request.trigger,
      requested_by: request.requestedBy ?? null,
      created_at: now,
    },
    select: { id: true },
  });
  return row.id;
}

/** Begins a run, again after a retry; false when the tenant has no such run of this job. */
export async function beginRun(
  tx: Tx,
  run: { tenantId: string; functionId: string; runId: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.jobRun.updateMany({
    where: { id: run.runId, tenant_id: run.tenantId, function_id: run.functionId },
    data: { status: "running", started_at: now, finished_at: null, error: null },
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
      SELECT * FROM job_runs WHERE tenant_id = ${tenantId}::uuid AND function_id = f.function_id ORDER BY id DESC LIMIT 1
    ) r`;
}
