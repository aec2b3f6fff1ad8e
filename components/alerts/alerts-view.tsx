"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { RunJobButton } from "#components/jobs/run-job-button.tsx";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import type { AlertView } from "#lib/alerts/contract.ts";
import { ALERTS_POLL_MS, alertQuery, openAlertsQuery } from "#lib/alerts/queries.ts";
import { formatPlural } from "#lib/format/number.ts";
import { AlertGroupItem } from "./alert-group-item.tsx";
import { groupAlerts } from "./alert-groups.ts";
import { AlertHistory } from "./alert-history.tsx";
import { AlertItem } from "./alert-item.tsx";
import { OpenWorkItems } from "./open-work-items.tsx";
import { useOpenWork } from "./use-open-work.ts";

/** What needs a person now, and what did before. */
export function AlertsView() {
  const query = useQuery(openAlertsQuery);
  const [params] = useUrlState();
  const wanted = params.get("alert");
  const mayConfigure = useHasRole("admin");
  return (
    <>
      <PageHeader
        title="Alerts"
        description="You hear of each cause when it begins, when it gets worse and when it is over."
        actions={
          <>
            <Freshness query={query} intervalMs={ALERTS_POLL_MS} />
            <RunJobButton functionId="evaluate-alerts" title="Evaluate alerts" label="Check now" />
            {mayConfigure ? (
              <Link href="/settings?tab=alerts" prefetch={false} className={buttonClass()}>
                Who is told
              </Link>
            ) : null}
          </>
        }
      />
      {wanted ? <WantedAlert id={wanted} /> : null}
      <Card title="Open" description={openText(query.data?.items)} flush>
        <QueryView query={query} what="The open alerts" skeleton={<TableSkeleton rows={3} label="Loading alerts" />}>
          {({ items }) => <OpenList items={items} />}
        </QueryView>
      </Card>
      <AlertHistory />
    </>
  );
}

/** How many, when grouping makes fewer lines of them. */
function openText(items: readonly AlertView[] = []): string | null {
  const groups = groupAlerts(items).length;
  return groups === items.length
    ? null
    : `${formatPlural(items.length, "alert")} with ${formatPlural(groups, "cause")}`;
}

function OpenList({ items }: { items: readonly AlertView[] }) {
  const work = useOpenWork(items.map(({ kind }) => kind));
  if (items.length + work.length === 0)
    return <EmptyState title="Nothing needs your attention">Everything is checked every five minutes.</EmptyState>;
  return (
    <ul className="divide-y divide-line">
      {groupAlerts(items).map((group) => (
        <AlertGroupItem key={group.key} group={group} />
      ))}
      <OpenWorkItems work={work} />
    </ul>
  );
}

/** The alert that a notice's link names, whether it is open or over. */
function WantedAlert({ id }: { id: string }) {
  const query = useQuery(alertQuery(id));
  return (
    <Card title="The alert you came for" flush>
      <QueryView query={query} what="The alert" skeleton={<TableSkeleton rows={1} label="Loading the alert" />}>
        {(alert) => (
          <ul>
            <AlertItem alert={alert} />
          </ul>
        )}
      </QueryView>
    </Card>
  );
}
