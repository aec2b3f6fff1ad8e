import type { JobFunctionId } from "#lib/engine/events.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { JobList, JobRunDetail, JobRunList } from "./contract.ts";

type Signal = { signal: AbortSignal };

export const jobsQuery = {
  queryKey: ["jobs"] as const,
  queryFn: ({ signal }: Signal) => fetchJson<JobList>("/api/jobs", { signal }),
};

export type JobRunFilter = { function_id: string | null; status: string | null };

export function jobRunsQuery(filter: JobRunFilter, cursor: string | null, limit = 20) {
  return {
    queryKey: ["job-runs", filter, cursor, limit] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<JobRunList>(withQuery("/api/jobs/runs", { ...filter, cursor, limit }), { signal }),
  };
}

export function jobRunQuery(runId: string) {
  return {
    queryKey: ["job-run", runId] as const,
    queryFn: ({ signal }: Signal) => fetchJson<JobRunDetail>(`/api/jobs/runs/${runId}`, { signal }),
  };
}

/** Asks for a run now. @throws ApiError 403 below operator, 404 for an unknown job */
export function runJob(functionId: JobFunctionId): Promise<{ run_id: string }> {
  return fetchJson(`/api/jobs/${functionId}/run`, { method: "POST", body: {} });
}
