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
import { type AuditPageFilter, auditQuery } from "#lib/audit/queries.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditTable } from "./audit-table.tsx";

const POLL_MS = 30_000;

const noFilter = { q: null, actor: null, action: null, target_kind: null, target_id: null, from: null, to: null };

/** Who changed what, when and why. */
export function AuditView() {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const filter = filterOf(params);
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const query = useQuery({
    ...auditQuery(filter, cursor),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change by a person, an API key or the engine. Nothing here can be edited or removed."
        actions={<Freshness query={query} intervalMs={POLL_MS} />}
      />
      <Card flush>
        <AuditFilters filter={filter} />
        <KeysetView
          query={query}
          what="The audit log"
          skeleton={<TableSkeleton rows={10} />}
          unit="line"
          order="newest first"
          empty={<NothingHere isFiltered={isFiltered} onClear={() => setParams({ ...noFilter, cursor: null })} />}
        >
          {({ items }) => <AuditTable items={items} />}
        </KeysetView>
      </Card>
    </>
  );
}

function filterOf(params: URLSearchParams): AuditPageFilter {
  return {
    q: wordsOf(params.get("q")),
    actor: wordsOf(params.get("actor")),
    action: params.get("action"),
    target_kind: params.get("target_kind"),
    target_id: params.get("target_id"),
    from: params.get("from"),
    to: params.get("to"),
  };
}

/** What the API searches for: two letters at least. */
function wordsOf(text: string | null): string | null {
  const words = text?.trim() ?? "";
  return words.length >= 2 ? words : null;
}

function NothingHere({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) return <EmptyState title="Nothing was changed yet" />;
  return (
    <EmptyState title="No line fits these filters" action={<Button onClick={onClear}>Clear the filters</Button>} />
  );
}
