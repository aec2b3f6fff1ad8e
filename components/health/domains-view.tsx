"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { EMAIL_HEALTH_POLL_MS, emailHealthQuery } from "#lib/health/queries.ts";
import { domainsQuery } from "#lib/mailboxes/queries.ts";
import { AddDomainDialog } from "./add-domain-dialog.tsx";
import { DomainHealthGrid } from "./domain-health-grid.tsx";
import { domainRows } from "./health-rows.ts";
import { StaleCounters } from "./stale-counters.tsx";

/** The domains we send from. */
export function DomainsView() {
  const health = useQuery(emailHealthQuery);
  const domains = useQuery(domainsQuery);
  return (
    <>
      <PageHeader
        title="Domains"
        description="The domains you send from. Each is scored on its own email of the last 24 hours."
        actions={
          <>
            <Freshness query={health} intervalMs={EMAIL_HEALTH_POLL_MS} />
            <AddDomain />
          </>
        }
      />
      <StaleCounters since={health.data?.stale_since ?? null} />
      <Card flush>
        <QueryView query={health} what="The health of the domains" skeleton={<TableSkeleton rows={8} />}>
          {(data) =>
            data.domains.length === 0 ? (
              <EmptyState title="No sending domains yet">
                Add the domain you want to send from, then a mailbox on it.
              </EmptyState>
            ) : (
              <DomainHealthGrid rows={domainRows(data, domains.data)} lines={data.lines} />
            )
          }
        </QueryView>
      </Card>
    </>
  );
}

function AddDomain() {
  const mayAdd = useHasRole("admin");
  const [open, setOpen] = useState(false);
  if (!mayAdd) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)} icon={<Plus aria-hidden="true" className="size-4" />}>
        Add domain
      </Button>
      <AddDomainDialog open={open} onOpenChange={setOpen} />
    </>
  );
}
