"use client";
import { useCallback, useMemo } from "react";
import { ColumnChooser } from "#components/query/column-chooser.tsx";
import type { UrlEntry, UrlPatch } from "#components/query/url-entry.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { MailboxRow } from "./health-rows.ts";
import { GRID_COLUMNS, gridColumnsOf, gridColumnsText } from "./mailbox-columns.tsx";
import { SavedViews } from "./saved-views.tsx";
import { STATE_OPTIONS } from "./state-options.ts";
import { NO_FILTERS } from "./use-mailbox-grid.ts";

/** The rows are all here, and drawing them gives way to the next letter. */
const SEARCH_QUIET_MS = 10;

export const MAILBOXES_SHOWN = [
  { value: "", label: "All mailboxes" },
  { value: "trouble", label: "In trouble" },
  { value: "auto_deactivated", label: "Auto-deactivated" },
  { value: "at_cap", label: "At their cap today" },
  { value: "paused", label: "Paused" },
  { value: "inactive", label: "Turned off" },
  { value: "archived", label: "Archived" },
];

const GROUPS = [
  { value: "", label: "Not grouped" },
  { value: "domain", label: "By domain" },
];

/** Filters, groups, columns and saved views of the grid; all of it is in the URL. */
export function MailboxFilters({ rows, isFiltered }: { rows: readonly MailboxRow[]; isFiltered: boolean }) {
  const [params, setParams] = useUrlState();
  const choices = useMemo(() => choicesOf(rows), [rows]);
  const valueAt = (key: string) => params.get(key) ?? "";
  // A selection is of what was on show.
  const filter = useCallback((patch: UrlPatch, how?: UrlEntry) => setParams({ ...patch, sel: null }, how), [setParams]);
  const search = useCallback((q: string) => filter({ q }, { typing: "q" }), [filter]);
  return (
    <search className="flex flex-wrap items-center gap-3 border-b border-line p-4">
      <SearchInput label="Mailbox or domain" value={valueAt("q")} onValueChange={search} quietMs={SEARCH_QUIET_MS} />
      <Select
        aria-label="Which mailboxes"
        options={MAILBOXES_SHOWN}
        value={valueAt("show")}
        onValueChange={(show) => filter(show === "archived" ? { ...NO_FILTERS, show } : { show })}
      />
      <Select
        aria-label="State"
        options={STATE_OPTIONS}
        value={valueAt("state")}
        onValueChange={(state) => filter({ state })}
      />
      <span className="w-52 max-w-full">
        <Combobox
          aria-label="Sending domain"
          placeholder="Any domain"
          options={choices.domains}
          value={params.get("domain")}
          onValueChange={(domain) => filter({ domain })}
        />
      </span>
      <Select
        aria-label="Connection"
        options={[{ value: "", label: "Any connection" }, ...choices.connections]}
        value={valueAt("connection")}
        onValueChange={(connection) => filter({ connection })}
      />
      <Select
        aria-label="Group"
        options={GROUPS}
        value={valueAt("group")}
        onValueChange={(group) => setParams({ group, fold: null, except: null })}
      />
      {valueAt("group") ? <FoldButtons /> : null}
      {isFiltered ? (
        <Button variant="ghost" onClick={() => setParams(NO_FILTERS)}>
          Clear filters
        </Button>
      ) : null}
      <SavedViews />
      <ColumnChooser
        columns={GRID_COLUMNS}
        shown={gridColumnsOf(params.get("cols")).map(({ key }) => key)}
        textOf={gridColumnsText}
      />
    </search>
  );
}

function FoldButtons() {
  const [, setParams] = useUrlState();
  return (
    <>
      <Button variant="ghost" onClick={() => setParams({ fold: null, except: null }, "replace")}>
        Open all groups
      </Button>
      <Button variant="ghost" onClick={() => setParams({ fold: "closed", except: null }, "replace")}>
        Close all groups
      </Button>
    </>
  );
}

function choicesOf(rows: readonly MailboxRow[]) {
  const domains = [...new Set(rows.map(({ domain }) => domain))].sort();
  const connections = new Map(
    rows.flatMap(({ place }) => (place ? [[place.provider_connection_id, place.connection_name]] : [])),
  );
  return {
    domains: domains.map((domain) => ({ value: domain, label: domain })),
    connections: [...connections].map(([value, label]) => ({ value, label })),
  };
}
