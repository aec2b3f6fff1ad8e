"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useCallback } from "react";
import { Freshness } from "#components/query/freshness.tsx";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { campaignsQuery } from "#lib/campaigns/queries.ts";
import { filterOf } from "./campaign-filter.ts";
import { CampaignTable } from "./campaign-table.tsx";
import { STATUS_OPTIONS } from "./campaign-words.ts";

const POLL_MS = 30_000;

/** Whom we write to and with what, and what came of it. */
export function CampaignsView() {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const filter = filterOf(params);
  const query = useQuery({
    ...campaignsQuery(filter, cursor),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  const search = useCallback((q: string) => setParams({ q, cursor: null }, { typing: "q" }), [setParams]);
  const isFiltered = filter.q !== null || params.get("status") !== null;
  return (
    <>
      <PageHeader
        title="Campaigns"
        description="Who gets email, and with which steps. A prospect is in one campaign at most."
        actions={
          <>
            <Freshness query={query} intervalMs={POLL_MS} />
            <NewLink />
          </>
        }
      />
      <Card flush>
        <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
          <SearchInput label="Name" value={params.get("q") ?? ""} onValueChange={search} />
          <Select
            aria-label="Status"
            options={STATUS_OPTIONS}
            value={params.get("status") ?? ""}
            onValueChange={(status) => setParams({ status, cursor: null })}
          />
        </search>
        <KeysetView
          query={query}
          what="The campaigns"
          skeleton={<TableSkeleton label="Loading the campaigns" />}
          unit="campaign"
          order="newest first"
          empty={
            <NoneHere isFiltered={isFiltered} onClear={() => setParams({ q: null, status: null, cursor: null })} />
          }
        >
          {({ items }) => <CampaignTable items={items} />}
        </KeysetView>
      </Card>
    </>
  );
}

function NewLink() {
  if (!useHasRole("operator")) return null;
  return (
    <Link href="/campaigns/new" prefetch={false} className={buttonClass("primary")}>
      <Plus aria-hidden="true" className="size-4" />
      New campaign
    </Link>
  );
}

function NoneHere({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No campaign fits these filters"
        action={<Button onClick={onClear}>Clear the filters</Button>}
      />
    );
  }
  return (
    <EmptyState title="There are no campaigns yet" action={<NewLink />}>
      Without one every prospect gets the steps of the settings. A campaign gives chosen trades and places steps and
      texts of their own.
    </EmptyState>
  );
}
