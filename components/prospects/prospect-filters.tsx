"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useUrlState } from "#components/query/use-url-state.ts";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatCount } from "#lib/format/number.ts";
import { type ProspectFilter, prospectCountQuery } from "#lib/prospects/queries.ts";
import { holdReasons } from "#lib/shared/reasons.ts";
import { PROSPECT_STATUS_OPTIONS } from "./prospect-words.ts";

const STATUSES = [{ value: "", label: "Any status" }, ...PROSPECT_STATUS_OPTIONS];
const HOLDS = [
  { value: "", label: "Held or not" },
  ...Object.entries(holdReasons).map(([value, { label }]) => ({ value, label })),
];

/** Filters of the prospect list; they live in the URL. */
export function ProspectFilters({ filter }: { filter: ProspectFilter }) {
  const [params, setParams] = useUrlState();
  const count = useQuery(prospectCountQuery(filter));
  const search = useCallback((q: string) => setParams({ q, cursor: null }, "replace"), [setParams]);
  return (
    <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
      <SearchInput label="Company, name or address" value={params.get("q") ?? ""} onValueChange={search} />
      <Select
        aria-label="Status"
        options={STATUSES}
        value={filter.status ?? ""}
        onValueChange={(status) => setParams({ status, cursor: null })}
      />
      <Select
        aria-label="Hold reason"
        options={HOLDS}
        value={filter.hold_reason ?? ""}
        onValueChange={(hold_reason) => setParams({ hold_reason, cursor: null })}
      />
      <p className="text-ink-muted" aria-live="polite">
        {count.data ? countText(count.data) : null}
      </p>
    </search>
  );
}

function countText({ count, at_least }: { count: number; at_least: boolean }): string {
  if (count === 1 && !at_least) return "1 prospect";
  return `${at_least ? "more than " : ""}${formatCount(count)} prospects`;
}
