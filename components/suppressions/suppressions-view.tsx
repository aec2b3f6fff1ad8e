"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { QueryView } from "#components/query/query-view.tsx";
import { useKeyset } from "#components/query/use-keyset.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { KeysetNav } from "#components/ui/pagination.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { type SuppressionFilter, suppressionsQuery } from "#lib/suppressions/queries.ts";
import { AddSuppressionDialog } from "./add-suppression-dialog.tsx";
import { SuppressionTable } from "./suppression-table.tsx";

const KINDS = [
  { value: "", label: "Addresses and domains" },
  { value: "email", label: "Addresses" },
  { value: "domain", label: "Recipient domains" },
];

/** Addresses and recipient domains that are never written to again. */
export function SuppressionsView() {
  const [params, setParams] = useUrlState();
  const { cursor, goFirst, goNext } = useKeyset();
  const text = params.get("q")?.trim() ?? "";
  const filter: SuppressionFilter = { q: text.length >= 2 ? text : null, kind: params.get("kind") };
  const isFiltered = filter.q !== null || filter.kind !== null;
  const query = useQuery({ ...suppressionsQuery(filter, cursor), placeholderData: keepPreviousData });
  const search = useCallback((q: string) => setParams({ q, cursor: null }, "replace"), [setParams]);
  return (
    <>
      <PageHeader
        title="Suppressions"
        description="Never written to again, by any campaign, import or re-contact."
        actions={<AddButton />}
      />
      <Card flush>
        <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
          <SearchInput label="Address or domain" value={params.get("q") ?? ""} onValueChange={search} />
          <Select
            aria-label="Kind"
            options={KINDS}
            value={filter.kind ?? ""}
            onValueChange={(kind) => setParams({ kind, cursor: null })}
          />
        </search>
        <QueryView query={query} what="The suppressions" skeleton={<TableSkeleton />}>
          {({ items, next_cursor }) =>
            items.length === 0 ? (
              <EmptyState title={isFiltered ? "None fits these filters" : "Nothing is suppressed"}>
                {isFiltered ? null : "Unsubscribes, complaints and hard bounces arrive here by themselves."}
              </EmptyState>
            ) : (
              <>
                <SuppressionTable items={items} />
                <KeysetNav
                  summary={`${items.length} on this page, newest first`}
                  onFirst={cursor ? goFirst : null}
                  onNext={next_cursor ? () => goNext(next_cursor) : null}
                  busy={query.isPlaceholderData}
                />
              </>
            )
          }
        </QueryView>
      </Card>
    </>
  );
}

function AddButton() {
  const mayAdd = useHasRole("operator");
  const [open, setOpen] = useState(false);
  if (!mayAdd) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)} icon={<Plus aria-hidden="true" className="size-4" />}>
        Add
      </Button>
      <AddSuppressionDialog open={open} onOpenChange={setOpen} />
    </>
  );
}
