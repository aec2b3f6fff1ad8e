"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { ArchivedDomains } from "#components/place/archived-places.tsx";
import { Freshness } from "#components/query/freshness.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import { EMAIL_HEALTH_POLL_MS, emailHealthQuery } from "#lib/health/queries.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { domainsQuery } from "#lib/mailboxes/queries.ts";
import { AddDomainDialog } from "./add-domain-dialog.tsx";
import { DOMAINS_SHOWN } from "./domain-filters.tsx";
import { DomainHealthGrid } from "./domain-health-grid.tsx";
import { domainRows } from "./health-rows.ts";
import { StaleCounters } from "./stale-counters.tsx";

/** The domains we send from. */
export function DomainsView() {
  const [params] = useUrlState();
  const health = useQuery(emailHealthQuery);
  const domains = useQuery(domainsQuery);
  return (
    <>
      <PageHeader
        title="Domains"
        description="The domains you send from. Each is scored on its own email of the last 24 hours. Those in trouble come first."
        actions={
          <>
            <Freshness query={health} intervalMs={EMAIL_HEALTH_POLL_MS} />
            <AddDomain />
          </>
        }
      />
      <StaleCounters since={health.data?.stale_since ?? null} />
      {params.get("show") === "archived" ? (
        <ArchivedDomains shown={DOMAINS_SHOWN} />
      ) : (
        <Card flush>
          <QueryView query={health} what="The health of the domains" skeleton={<TableSkeleton rows={8} />}>
            {(data) => <Domains health={data} places={domains.data} />}
          </QueryView>
        </Card>
      )}
    </>
  );
}

function Domains({ health, places }: { health: EmailHealthAnswer; places: readonly DomainView[] | undefined }) {
  const rows = useMemo(() => domainRows(health, places), [health, places]);
  if (rows.length > 0) return <DomainHealthGrid rows={rows} lines={health.lines} />;
  return (
    <EmptyState
      title="No sending domains yet"
      action={
        <Link href="/domains?show=archived" prefetch={false} className="text-accent hover:underline">
          Archived domains
        </Link>
      }
    >
      Add the domain you want to send from, then a mailbox on it.
    </EmptyState>
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
