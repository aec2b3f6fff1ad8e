"use client";
import { useQuery } from "@tanstack/react-query";
import { RunJobButton } from "#components/jobs/run-job-button.tsx";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { RECONTACT } from "#components/settings/sequence-groups.ts";
import { SettingsForm } from "#components/settings/settings-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { RECONTACT_POLL_MS, recontactQuery } from "#lib/recontact/queries.ts";
import { settingsQuery } from "#lib/settings/queries.ts";
import { RecontactStats } from "./recontact-stats.tsx";

/** Silent prospects on their way back: figures, the run, and its settings. */
export function RecontactView() {
  const stats = useQuery(recontactQuery);
  const settings = useQuery(settingsQuery);
  return (
    <>
      <PageHeader
        title="Re-contact"
        description="Prospects who stayed silent start a new cycle after the cooldown."
        actions={
          <>
            <Freshness query={stats} intervalMs={RECONTACT_POLL_MS} />
            <RunJobButton functionId="run-recontact" title="Re-contact" />
          </>
        }
      />
      <QueryView query={stats} what="The figures" skeleton={<ViewSkeleton />}>
        {(data) => <RecontactStats stats={data} />}
      </QueryView>
      <QueryView query={settings} what="The settings" skeleton={<ViewSkeleton />}>
        {(stored) => <SettingsForm group={RECONTACT} stored={stored} />}
      </QueryView>
    </>
  );
}

function ViewSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
