"use client";
import { useQuery } from "@tanstack/react-query";
import { LatestRun } from "#components/jobs/latest-run.tsx";
import { RunJobButton } from "#components/jobs/run-job-button.tsx";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { RECONTACT_POLL_MS, recontactQuery } from "#lib/recontact/queries.ts";
import { settingsQuery } from "#lib/settings/queries.ts";
import { RecontactPlan } from "./recontact-plan.tsx";
import { RecontactStats } from "./recontact-stats.tsx";

/** Silent prospects on their way back: figures, the run, the forecast and its settings, and the people. */
export function RecontactView() {
  const stats = useQuery(recontactQuery);
  const settings = useQuery(settingsQuery);
  return (
    <>
      <PageHeader
        title="Re-contact"
        description="Prospects who did not respond start a new cycle after the cooldown."
        actions={
          <>
            <Freshness query={stats} intervalMs={RECONTACT_POLL_MS} />
            <RunJobButton functionId="run-recontact" title="Re-contact" />
          </>
        }
      />
      <LatestRun functionId="run-recontact" />
      <QueryView query={stats} what="The figures" skeleton={<ViewSkeleton />}>
        {(data) => (
          <RecontactStats
            stats={data}
            plan={
              <QueryView query={settings} what="The settings" skeleton={<Skeleton className="h-96 w-full" />}>
                {(stored) => <RecontactPlan forecast={data.forecast} stored={stored} />}
              </QueryView>
            }
          />
        )}
      </QueryView>
    </>
  );
}

function ViewSkeleton() {
  return (
    <div role="status" aria-label="Loading the figures" className="flex flex-col gap-5">
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
