import type { QueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import type { JobFunctionId } from "#lib/engine/events.ts";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { jobRunQuery, runJob } from "#lib/jobs/queries.ts";
import { describeCounts } from "./job-words.ts";

const POLL_MS = 1_000;

/**
 * Starts a job, follows the run wherever one goes meanwhile, says how it ended and brings every view up to date.
 * @throws ApiError when it cannot be started or no longer be asked for
 */
export async function followRun(
  client: QueryClient,
  { functionId, title }: { functionId: JobFunctionId; title: string },
): Promise<void> {
  const { run_id } = await runJob(functionId);
  for (;;) {
    const run = await client.fetchQuery({ ...jobRunQuery(run_id), staleTime: 0 });
    if (run.finished_at !== null) {
      announce(title, run);
      return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "job-run" });
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function announce(title: string, run: JobRunView): void {
  if (run.status === "failed") {
    showToast({ tone: "bad", text: `${title} failed. ${run.error ?? ""}` });
    return;
  }
  const counts = describeCounts(run.counts).join(", ");
  showToast({ tone: "ok", text: counts === "" ? `${title} is done.` : `${title} is done: ${counts}.` });
}
