"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Freshness } from "#components/query/freshness.tsx";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { type SuppressionFilter, suppressionsQuery } from "#lib/suppressions/queries.ts";
import { SuppressionActions } from "./suppression-actions.tsx";
import { SuppressionFilters } from "./suppression-filters.tsx";
import { SuppressionTable } from "./suppression-table.tsx";

const POLL_MS = 30_000;

/** Addresses and recipient domains that are never written to again. */
export function SuppressionsView() {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const text = params.get("q")?.trim() ?? "";
  const filter: SuppressionFilter = {
    q: text.length >= 2 ? text : null,
    kind: params.get("kind"),
    reason: params.get("reason"),
  };
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const query = useQuery({
    ...suppressionsQuery(filter, cursor),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  return (
    <>
      <PageHeader
        title="Suppressions"
        description="Addresses and domains that never get email again, from any campaign, import or re-contact."
        actions={
          <>
            <Freshness query={query} intervalMs={POLL_MS} />
            <SuppressionActions filter={filter} />
          </>
        }
      />
      <Card flush>
        <SuppressionFilters filter={filter} />
        <KeysetView
          query={query}
          what="The suppressions"
          skeleton={<TableSkeleton />}
          unit="suppression"
          order="newest first"
          empty={
            <NothingHere
              isFiltered={isFiltered}
              onClear={() => setParams({ q: null, kind: null, reason: null, cursor: null })}
            />
          }
        >
          {({ items }) => <SuppressionTable items={items} />}
        </KeysetView>
      </Card>
    </>
  );
}

function NothingHere({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered)
    return <EmptyState title="None fits these filters" action={<Button onClick={onClear}>Clear the filters</Button>} />;
  return (
    <EmptyState title="Nothing is suppressed">
      Unsubscribes, complaints and hard bounces are added automatically.
    </EmptyState>
  );
}
