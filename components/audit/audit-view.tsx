"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
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

const noFilter = { actor: null, action: null, target_kind: null, target_id: null, from: null, to: null };

/** Who changed what, when and why. */
export function AuditView() {
  const [params, setParams] = useUrlState();
  const { cursor } = useKeyset();
  const filter = filterOf(params);
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const query = useQuery({ ...auditQuery(filter, cursor), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change by a person, a key or the engine. Lines are never changed."
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
  const actor = params.get("actor")?.trim() ?? "";
  return {
    actor: actor.length >= 2 ? actor : null,
    action: params.get("action"),
    target_kind: params.get("target_kind"),
    target_id: params.get("target_id"),
    from: params.get("from"),
    to: params.get("to"),
  };
}

function NothingHere({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) return <EmptyState title="Nothing was changed yet" />;
  return (
    <EmptyState title="No line fits these filters" action={<Button onClick={onClear}>Clear the filters</Button>} />
  );
}
