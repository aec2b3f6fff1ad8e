import type { JobRunView } from "./contract.ts";
import type { JobRunRow } from "./repo.ts";

/** A job run as the API shows it. */
export function toRunView(row: JobRunRow): JobRunView {
  return {
    id: row.id,
    function_id: row.function_id,
    trigger: row.trigger as JobRunView["trigger"],
    status: row.status as JobRunView["status"],
    counts: row.counts as JobRunView["counts"],
    error: row.error,
    requested_by: row.requested_by,
    runner_run_id: row.runner_run_id,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
