"use client";
import { useTableState } from "#components/query/use-table-state.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageNav } from "#components/ui/pagination.tsx";
import { Table } from "#components/ui/table.tsx";
import { formatPlural } from "#lib/format/number.ts";
import { findDomains } from "./domain-arrange.ts";
import { DomainFilters, NO_DOMAIN_FILTERS } from "./domain-filters.tsx";
import { DomainHealthRow } from "./domain-health-row.tsx";
import { ExportPlaces } from "./export-places.tsx";
import { type HeadColumn, HealthHead, METRIC_COLUMNS } from "./health-head.tsx";
import { DOMAIN_COLUMNS, type DomainRow } from "./health-rows.ts";
import { lineNote, type RateLines } from "./line-words.ts";
import { useDomainLines } from "./row-lines.tsx";
import { useHealthActions } from "./use-health-actions.tsx";

const COLUMNS: readonly HeadColumn[] = [
  { key: "name", label: "Sending domain" },
  ...METRIC_COLUMNS,
  { key: "auth", label: "Set-up" },
  { key: "lines", label: "24 hours, 30 days", sorts: false },
];

type DomainHealthGridProps = { rows: readonly DomainRow[]; lines: RateLines };

/** Health of every sending domain: score, state, throttle, rates with their samples, authentication, mailboxes and warm-up. */
export function DomainHealthGrid({ rows, lines }: DomainHealthGridProps) {
  const [params, setParams] = useUrlState();
  const table = useTableState(findDomains(rows, params), DOMAIN_COLUMNS, (row, search) => row.domain.includes(search));
  const { page } = table;
  const open = params.get("open");
  const hours = useDomainLines(page.rows, "24h");
  const days = useDomainLines(page.rows, "30d");
  const { actions, dialog } = useHealthActions("domains");
  const mayExport = useHasRole("operator");
  return (
    <>
      <DomainFilters>{mayExport ? <ExportPlaces place="domains" found={table.found} /> : null}</DomainFilters>
      {table.count === 0 ? (
        <EmptyState
          title="No sending domain fits"
          action={<Button onClick={() => setParams(NO_DOMAIN_FILTERS)}>Clear the filters</Button>}
        />
      ) : (
        <Table caption="Sending domains" className="[&_tbody_td]:py-1.5 [&_tbody_th]:py-1.5 [&_td]:px-2 [&_th]:px-2">
          <thead>
            <HealthHead
              columns={COLUMNS.map((column) => ({ ...column, note: lineNote(column.key, lines) }))}
              directionOf={table.directionOf}
              onSort={table.toggleSort}
            />
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <DomainHealthRow
                key={row.domain}
                row={row}
                columns={COLUMNS.length + 1}
                lines={lines}
                hours={hours.get(row.id)}
                days={days.get(row.id)}
                expanded={open === row.domain}
                onToggle={() => setParams({ open: open === row.domain ? null : row.domain }, "replace")}
                pausing={actions}
              />
            ))}
          </tbody>
        </Table>
      )}
      <PageNav
        summary={`${page.from} to ${page.to} of ${formatPlural(table.count, "sending domain")}`}
        page={page.current}
        pages={page.pages}
        onPage={table.setPage}
      />
      {dialog}
    </>
  );
}
