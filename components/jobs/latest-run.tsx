"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Time } from "#components/ui/time.tsx";
import type { JobFunctionId } from "#lib/engine/events.ts";
import { jobRunsQuery } from "#lib/jobs/queries.ts";
import { describeCounts } from "./job-words.ts";
import { RunStatus } from "./run-status.tsx";

const QUIET_MS = 15_000;
const UNDER_WAY_MS = 1_000;

/** How the newest run of a job goes or went; one can leave and find it again. */
export function LatestRun({ functionId }: { functionId: JobFunctionId }) {
  const query = useQuery({
    ...jobRunsQuery({ function_id: functionId, status: null }, null, 1),
    refetchInterval: ({ state }) => (state.data?.items[0]?.finished_at === null ? UNDER_WAY_MS : QUIET_MS),
  });
  const run = query.data?.items[0];
  if (!run) return null;
  const result = run.error ?? describeCounts(run.counts).join(", ");
  return (
    <p role="status" aria-label="Latest run" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted">
      <span>Latest run</span>
      <RunStatus status={run.status} />
      <Time value={run.finished_at ?? run.started_at ?? run.created_at} compact />
      {result === "" ? null : <span className="text-ink">{result}</span>}
      <Link href={`/jobs?job=${functionId}&run=${run.id}`} prefetch={false} className="text-accent hover:underline">
        Open this run
      </Link>
    </p>
  );
}
