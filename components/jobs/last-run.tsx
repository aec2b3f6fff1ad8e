"use client";
import Link from "next/link";
import { Time } from "#components/ui/time.tsx";
import type { JobList } from "#lib/jobs/contract.ts";
import { withQuery } from "#lib/query/query-string.ts";
import { mainCounts } from "./job-words.ts";
import { RunStatus } from "./run-status.tsx";

type LastRunProps = { job: Pick<JobList["items"][number], "function_id" | "title" | "last_run"> };

/** How a job went last, in figures; leads to that run, with the job's own runs behind it. */
export function LastRun({ job }: LastRunProps) {
  const { function_id, title, last_run: run } = job;
  if (!run) return <span className="text-ink-muted">never</span>;
  return (
    <div className="flex min-w-40 flex-col items-start gap-1">
      <RunStatus status={run.status} />
      <Link
        href={withQuery("/jobs", { job: function_id, run: run.id })}
        prefetch={false}
        scroll={false}
        className="leading-6 text-accent hover:underline"
      >
        <span className="sr-only">Last run of {title}: </span>
        <Time value={run.created_at} compact />
      </Link>
      <span className="line-clamp-2 text-ink-muted">{run.error ?? mainCounts(run.counts)}</span>
    </div>
  );
}
