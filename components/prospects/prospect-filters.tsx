"use client";
import { SlidersHorizontal } from "lucide-react";
import { useCallback, useId, useState } from "react";
import { ColumnChooser } from "#components/query/column-chooser.tsx";
import type { UrlEntry, UrlPatch } from "#components/query/url-entry.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ProspectFilter } from "#lib/prospects/queries-list.ts";
import type { ProspectSort } from "#lib/prospects/types.ts";
import { holdReasons } from "#lib/shared/reasons.ts";
import { MoreFilters } from "./more-filters.tsx";
import { COLUMNS, columnsOf, columnsText } from "./prospect-columns.tsx";
import { countFilters, NO_FILTERS, sortOptions } from "./prospect-query.ts";
import { PROSPECT_STATUS_OPTIONS } from "./prospect-words.ts";

const STATUSES = [{ value: "", label: "Any status" }, ...PROSPECT_STATUS_OPTIONS];
const HOLDS = [
  { value: "", label: "Held or not" },
  ...Object.entries(holdReasons).map(([value, { label }]) => ({ value, label })),
];
const MORE = [
  "passed_over_for",
  "campaign_id",
  "owner_id",
  "step",
  "cycle",
  "state_code",
  "cooldown",
  "trade_type",
] as const;

type ProspectFiltersProps = { filter: ProspectFilter; sort: ProspectSort; onSort: (sort: ProspectSort) => void };

/** Filters and order of the prospect list; they live in the URL. */
export function ProspectFilters({ filter, sort, onSort }: ProspectFiltersProps) {
  const panel = useId();
  const [params, setParams] = useUrlState();
  const more = countFilters(filter, MORE);
  const [isOpen, setOpen] = useState(more > 0);
  const change = useCallback(
    (patch: UrlPatch, how?: UrlEntry) => setParams({ ...patch, cursor: null, sel: null }, how),
    [setParams],
  );
  const search = useCallback((q: string) => change({ q }, { typing: "q" }), [change]);
  return (
    <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
      <SearchInput label="Company, name or address" value={params.get("q") ?? ""} onValueChange={search} />
      <Select
        aria-label="Status"
        options={STATUSES}
        value={filter.status ?? ""}
        onValueChange={(status) => change({ status })}
      />
      <Select
        aria-label="Hold reason"
        className="w-44"
        options={HOLDS}
        value={filter.hold_reason ?? ""}
        onValueChange={(hold_reason) => change({ hold_reason })}
      />
      <Button
        aria-expanded={isOpen}
        aria-controls={isOpen ? panel : undefined}
        onClick={() => setOpen(!isOpen)}
        icon={<SlidersHorizontal aria-hidden="true" className="size-4" />}
      >
        {more > 0 ? `More filters (${more})` : "More filters"}
      </Button>
      <Select
        aria-label="Order"
        className="w-52"
        options={sortOptions(filter)}
        value={sort}
        onValueChange={(next) => onSort(next as ProspectSort)}
      />
      {countFilters(filter) > 0 ? (
        <Button variant="ghost" onClick={() => setParams(NO_FILTERS)}>
          Clear filters
        </Button>
      ) : null}
      {isOpen ? <MoreFilters id={panel} filter={filter} onChange={change} /> : null}
      <ColumnChooser
        columns={COLUMNS}
        shown={columnsOf(params.get("cols")).map(({ key }) => key)}
        textOf={columnsText}
      />
    </search>
  );
}
