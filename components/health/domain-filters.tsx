"use client";
import { type ReactNode, useCallback } from "react";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { STATE_OPTIONS } from "./state-options.ts";

export const DOMAINS_SHOWN = [
  { value: "", label: "All domains" },
  { value: "trouble", label: "In trouble" },
  { value: "archived", label: "Archived" },
];

export const NO_DOMAIN_FILTERS = { q: null, show: null, state: null, page: null };

/** Search and filters of the grid, all of it in the URL, and at the end what is done with what fits. */
export function DomainFilters({ children }: { children: ReactNode }) {
  const [params, setParams] = useUrlState();
  const search = useCallback((q: string) => setParams({ q, page: null }, { typing: "q" }), [setParams]);
  const isFiltered = ["q", "show", "state"].some((key) => params.get(key));
  return (
    <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
      <SearchInput label="Sending domain" value={params.get("q") ?? ""} onValueChange={search} />
      <Select
        aria-label="Which domains"
        options={DOMAINS_SHOWN}
        value={params.get("show") ?? ""}
        onValueChange={(show) => setParams(show === "archived" ? { ...NO_DOMAIN_FILTERS, show } : { show, page: null })}
      />
      <Select
        aria-label="State"
        options={STATE_OPTIONS}
        value={params.get("state") ?? ""}
        onValueChange={(state) => setParams({ state, page: null })}
      />
      {isFiltered ? (
        <Button variant="ghost" onClick={() => setParams(NO_DOMAIN_FILTERS)}>
          Clear filters
        </Button>
      ) : null}
      <div className="ml-auto">{children}</div>
    </search>
  );
}
