"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useUrlState } from "#components/query/use-url-state.ts";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatCount } from "#lib/format/number.ts";
import { type SuppressionFilter, suppressionCountQuery } from "#lib/suppressions/queries.ts";
import { reasonWords } from "./suppression-words.ts";

const KINDS = [
  { value: "", label: "Addresses and domains" },
  { value: "email", label: "Addresses" },
  { value: "domain", label: "Recipient domains" },
];
const REASONS = [
  { value: "", label: "Any reason" },
  ...Object.entries(reasonWords).map(([value, label]) => ({ value, label })),
];

/** Filters of the list with how many fit; they live in the URL. */
export function SuppressionFilters({ filter }: { filter: SuppressionFilter }) {
  const [params, setParams] = useUrlState();
  const count = useQuery(suppressionCountQuery(filter));
  const search = useCallback((q: string) => setParams({ q, cursor: null }, { typing: "q" }), [setParams]);
  return (
    <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
      <SearchInput label="Address or domain" value={params.get("q") ?? ""} onValueChange={search} />
      <Select
        aria-label="Kind"
        options={KINDS}
        value={filter.kind ?? ""}
        onValueChange={(kind) => setParams({ kind, cursor: null })}
      />
      <Select
        aria-label="Reason"
        options={REASONS}
        value={filter.reason ?? ""}
        onValueChange={(reason) => setParams({ reason, cursor: null })}
      />
      <p className="text-ink-muted" aria-live="polite">
        {count.data ? countText(count.data) : null}
      </p>
    </search>
  );
}

function countText({ count, at_least }: { count: number; at_least: boolean }): string {
  if (count === 1 && !at_least) return "1 suppression";
  return `${at_least ? "more than " : ""}${formatCount(count)} suppressions`;
}
