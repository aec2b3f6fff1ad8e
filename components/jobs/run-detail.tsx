"use client";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Banner } from "#components/ui/banner.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { JobRunDetail } from "#lib/jobs/contract.ts";
import { jobRunQuery } from "#lib/jobs/queries.ts";
import { follow } from "#lib/query/follow.ts";
import { askedBy, splitCounts, tookText } from "./job-words.ts";
import { ReasonTable } from "./reason-table.tsx";
import { RunStatus } from "./run-status.tsx";
import type { Titles } from "./run-table.tsx";

const POLL_MS = 1_000;

/** One run in full, as long as the URL names one; a run under way is followed. */
export function RunDetail({ titles, runUrl }: { titles: Titles; runUrl: string | null }) {
  const [params, setParams] = useUrlState();
  const id = params.get("run");
  const query = useQuery({
    ...jobRunQuery(id ?? ""),
    enabled: id !== null,
    refetchInterval: follow(({ finished_at }) => finished_at === null, POLL_MS),
  });
  const title = query.data ? (titles.get(query.data.function_id) ?? query.data.function_id) : "Run";
  return (
    <Dialog
      wide
      open={id !== null}
      onOpenChange={(open) => (open ? undefined : setParams({ run: null }))}
      title={title}
      description="What this run did, who was skipped or is still due, and why."
    >
      <QueryView query={query} what="The run" skeleton={<TableSkeleton rows={3} label="Loading the run" />}>
        {(run) => <RunFacts run={run} runUrl={runUrl} />}
      </QueryView>
    </Dialog>
  );
}

function RunFacts({ run, runUrl }: { run: JobRunDetail; runUrl: string | null }) {
  const { figures, groups } = splitCounts(run.counts);
  return (
    <div className="flex flex-col gap-5">
      {run.error ? (
        <Banner tone="bad" role="alert">
          {run.error}
        </Banner>
      ) : null}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-6 gap-y-1.5">
        <Fact name="Status">
          <RunStatus status={run.status} />
        </Fact>
        <Fact name="Started by">{askedBy(run)}</Fact>
        <Fact name="Requested">
          <Time value={run.created_at} />
        </Fact>
        <Fact name="Started">
          <Time value={run.started_at} none="not yet" />
        </Fact>
        <Fact name="Ended">
          <Time value={run.finished_at} none="not yet" />
        </Fact>
        <Fact name="Took">{tookText(run)}</Fact>
        {figures.map(({ name, count }) => (
          <Fact key={name} name={name}>
            {formatCount(count)}
          </Fact>
        ))}
      </dl>
      {groups.map((group) => (
        <ReasonTable key={group.name} {...group} moves={run.moves} />
      ))}
      {runUrl && run.runner_run_id ? (
        <a
          href={`${runUrl}${encodeURIComponent(run.runner_run_id)}`}
          target="_blank"
          rel="noreferrer"
          className={buttonClass("secondary", "md", "self-start")}
        >
          This run in the Inngest dashboard
          <ExternalLink aria-hidden="true" className="size-4" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      ) : null}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="[&_time]:whitespace-normal">{children}</dd>
    </>
  );
}
