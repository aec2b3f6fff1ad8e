"use client";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JobList } from "#lib/jobs/contract.ts";
import { jobsQuery } from "#lib/jobs/queries.ts";
import { JobRuns } from "./job-runs.tsx";
import { LastRun } from "./last-run.tsx";
import { RunDetail } from "./run-detail.tsx";
import { RunJobButton } from "./run-job-button.tsx";

const POLL_MS = 15_000;

type JobsViewProps = {
  dashboardUrl: string | null;
  /** what the runner's id of a run is appended to for its page there */
  runUrl: string | null;
};

/** What the engine does by itself, when it did it last, and what came of it. */
export function JobsView({ dashboardUrl, runUrl }: JobsViewProps) {
  const query = useQuery({ ...jobsQuery, refetchInterval: POLL_MS });
  const titles = titlesOf(query.data);
  return (
    <>
      <PageHeader
        title="Jobs"
        description="What the engine does by itself: when it ran last, what came of it, and when it runs next."
        actions={
          <>
            <Freshness query={query} intervalMs={POLL_MS} />
            {dashboardUrl ? (
              <a href={dashboardUrl} target="_blank" rel="noreferrer" className={buttonClass()}>
                Inngest dashboard
                <ExternalLink aria-hidden="true" className="size-4" />
                <span className="sr-only">(opens in a new tab)</span>
              </a>
            ) : null}
          </>
        }
      />
      <Card title="Jobs" flush>
        <QueryView query={query} what="The jobs" skeleton={<TableSkeleton />}>
          {({ items }) => <JobTable items={items} />}
        </QueryView>
      </Card>
      <JobRuns titles={titles} />
      <RunDetail titles={titles} runUrl={runUrl} />
    </>
  );
}

function titlesOf(jobs: JobList | undefined): ReadonlyMap<string, string> {
  return new Map(jobs?.items.map((job) => [job.function_id, job.title]));
}

function JobTable({ items }: { items: JobList["items"] }) {
  return (
    <Table caption="Jobs">
      <thead>
        <tr>
          <Th>Job</Th>
          <Th>Last run</Th>
          <Th>Next run</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {items.map((job) => (
          <tr key={job.function_id}>
            <RowHeader>
              {job.title}
              <p className="min-w-48 font-normal text-ink-muted">{job.description}</p>
            </RowHeader>
            <Td>
              <LastRun job={job} />
            </Td>
            <Td>
              <Time value={job.next_run_at} zone={job.schedule_zone ?? undefined} none="when asked for" />
            </Td>
            <Td className="text-right">
              <RunJobButton functionId={job.function_id} title={job.title} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
