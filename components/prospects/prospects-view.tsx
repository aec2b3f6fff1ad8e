"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import Link from "next/link";
import { Freshness } from "#components/query/freshness.tsx";
import { KeysetView } from "#components/query/keyset-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useSelection } from "#components/query/use-selection.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { prospectCountQuery, prospectsQuery } from "#lib/prospects/queries-list.ts";
import type { ProspectSort } from "#lib/prospects/types.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { ExportButton } from "./export-button.tsx";
import { columnsOf } from "./prospect-columns.tsx";
import { ProspectFilters } from "./prospect-filters.tsx";
import { countFilters, filterOf, NO_FILTERS, sortOf, sortText } from "./prospect-query.ts";
import { ProspectTable } from "./prospect-table.tsx";
import { countText } from "./prospect-words.ts";

const POLL_MS = 30_000;

/** Everybody we may write to, with their place in the sequence and what comes next. */
export function ProspectsView() {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const mayAct = useHasRole("operator");
  const selection = useSelection();
  const filter = filterOf(params);
  const sort = sortOf(params, filter);
  const reorder = (next: ProspectSort) => setParams({ sort: next === "-created" ? null : next, cursor: null });
  const count = useQuery(prospectCountQuery(filter));
  const query = useQuery({
    ...prospectsQuery(filter, sort, cursor),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  return (
    <>
      <PageHeader
        title="Prospects"
        description={<span aria-live="polite">{count.data ? countText(count.data) : " "}</span>}
        actions={
          <>
            <Freshness query={query} intervalMs={POLL_MS} />
            {mayAct ? <ExportButton filter={filter} /> : null}
            <ImportLink />
          </>
        }
      />
      <Card flush>
        <ProspectFilters filter={filter} sort={sort} onSort={reorder} />
        <KeysetView
          query={query}
          what="The prospects"
          skeleton={<TableSkeleton rows={10} />}
          unit="prospect"
          order={sortText(sort)}
          empty={<NobodyHere isFiltered={countFilters(filter) > 0} onClear={() => setParams(NO_FILTERS)} />}
        >
          {({ items }) => (
            <>
              {mayAct ? (
                <BulkBar selection={selection} filter={filter} count={count.data} pageIds={items.map(({ id }) => id)} />
              ) : null}
              <ProspectTable
                items={items}
                columns={columnsOf(params.get("cols"))}
                filter={filter}
                sort={sort}
                onSort={reorder}
                selection={mayAct ? selection : null}
              />
            </>
          )}
        </KeysetView>
      </Card>
    </>
  );
}

function ImportLink() {
  const mayImport = useHasRole("operator");
  return (
    <Link href="/prospects/import" prefetch={false} className={buttonClass(mayImport ? "primary" : "secondary")}>
      <Upload aria-hidden="true" className="size-4" />
      {mayImport ? "Import CSV" : "Imports"}
    </Link>
  );
}

function NobodyHere({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No prospect fits these filters"
        action={<Button onClick={onClear}>Clear the filters</Button>}
      />
    );
  }
  return (
    <EmptyState title="No prospects yet" action={<ImportLink />}>
      Import a CSV file with at least an email column.
    </EmptyState>
  );
}
