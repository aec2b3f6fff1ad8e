"use client";
import { useQuery } from "@tanstack/react-query";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { COMMAND_CENTER_POLL_MS, commandCenterQuery } from "#lib/command-center/queries.ts";
import { ActivityCard } from "./activity-card.tsx";
import { AlertsCard } from "./alerts-card.tsx";
import { EngineCard } from "./engine-card.tsx";
import { FunnelCard } from "./funnel-card.tsx";
import { HealthCard } from "./health-card.tsx";
import { HeldCard } from "./held-card.tsx";
import { MonthCard } from "./month-card.tsx";
import { RecontactCard } from "./recontact-card.tsx";
import { setUpSteps } from "./set-up-steps.ts";
import { StepsCard } from "./steps-card.tsx";
import { TodayCard } from "./today-card.tsx";

/** How the day goes, what is wrong, and where the prospects are. */
export function OverviewView() {
  const query = useQuery(commandCenterQuery);
  return (
    <>
      <PageHeader
        title="Overview"
        description={query.data?.counted_at ? <CountedAt value={query.data.counted_at} /> : null}
        actions={<Freshness query={query} intervalMs={COMMAND_CENTER_POLL_MS} />}
      />
      <QueryView query={query} what="The overview" skeleton={<OverviewSkeleton />}>
        {(data) => <Cards data={data} />}
      </QueryView>
    </>
  );
}

function Cards({ data }: { data: CommandCenter }) {
  const steps = setUpSteps(setUpFacts(data));
  return (
    <>
      <EngineCard engine={data.engine} isSettingUp={steps.slice(0, -1).some(({ isDone }) => !isDone)} />
      <TodayCard today={data.pipeline.today} mailboxes={data.health?.mailboxes.total ?? null} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <AlertsCard alerts={data.alerts} steps={steps} />
          <HeldCard held={data.held} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <HealthCard health={data.health} />
          <RecontactCard stats={data.recontact_stats} />
        </div>
      </div>
      <MonthCard pipeline={data.pipeline} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <StepsCard steps={data.steps} />
          <FunnelCard funnel={data.funnel} />
        </div>
        <ActivityCard activity={data.activity} />
      </div>
    </>
  );
}

/** Where health cannot be read, nothing says that there is no domain. */
function setUpFacts({ health, funnel, engine, pipeline }: CommandCenter) {
  return {
    domains: health?.domains.total ?? 1,
    mailboxes: health?.mailboxes.total ?? 1,
    prospects: funnel.reduce((sum, { count }) => sum + count, 0),
    hasPostalAddress: engine.has_postal_address,
    isEngineOff: engine.state === "off",
    hasSent: pipeline.last_30_days.sent + pipeline.previous_30_days.sent > 0,
  };
}

function CountedAt({ value }: { value: string }) {
  return (
    <>
      With more than 100,000 prospects, they and their messages are counted once a minute: last{" "}
      <Time value={value} compact />.
    </>
  );
}

function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Loading the overview" className="flex flex-col gap-5">
      <Skeleton className="h-36 w-full" />
      <Skeleton className="h-52 w-full" />
      <div className="grid gap-5 xl:grid-cols-2">
        <Skeleton className="h-64 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    </div>
  );
}
