"use client";
import { useCallback } from "react";
import { useTableState } from "#components/query/use-table-state.ts";
import { useUrlState } from "#components/query/use-url-state.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageNav } from "#components/ui/pagination.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Table } from "#components/ui/table.tsx";
import { formatPlural } from "#lib/format/number.ts";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { type HeadColumn, HealthHead, METRIC_COLUMNS } from "./health-head.tsx";
import { MAILBOX_COLUMNS, type MailboxRow } from "./health-rows.ts";
import { MailboxHealthRow } from "./mailbox-health-row.tsx";
import { useRowLines } from "./row-lines.tsx";

const COLUMNS: readonly HeadColumn[] = [
  { key: "name", label: "Mailbox" },
  ...METRIC_COLUMNS,
  { key: "limit", label: "Daily limit", numeric: true },
];

const SHOWN = [
  { value: "", label: "All mailboxes" },
  { value: "auto_deactivated", label: "Auto-deactivated" },
  { value: "paused", label: "Paused" },
  { value: "inactive", label: "Switched off" },
];

type MailboxHealthGridProps = {
  rows: readonly MailboxRow[];
  onEdit?: (mailbox: MailboxView) => void;
};

/** Health of every mailbox, and which ones the engine has stopped using by itself, and why. */
export function MailboxHealthGrid({ rows, onEdit }: MailboxHealthGridProps) {
  const show = useUrlState()[0].get("show") ?? "";
  const shown = rows.filter((row) => isShown(row, show));
  const table = useTableState(shown, MAILBOX_COLUMNS, (row, search) => row.from_email.includes(search));
  const { page, params, setParams } = table;
  const open = params.get("open");
  const lines = useRowLines("mailbox", page.rows);
  const setSearch = useCallback((text: string) => setParams({ q: text, page: null }, "replace"), [setParams]);
  return (
    <>
      <search className="flex flex-wrap gap-3 border-b border-line p-4">
        <SearchInput label="Mailbox or domain" value={table.search} onValueChange={setSearch} />
        <Select
          aria-label="Which mailboxes"
          options={SHOWN}
          value={show}
          onValueChange={(value) => setParams({ show: value, page: null })}
        />
      </search>
      {table.count === 0 ? (
        <EmptyState title="No mailbox fits these filters" />
      ) : (
        <Table caption="Mailboxes">
          <HealthHead columns={COLUMNS} directionOf={table.directionOf} onSort={table.toggleSort} />
          <tbody>
            {page.rows.map((row) => (
              <MailboxHealthRow
                key={row.from_email}
                row={row}
                columns={COLUMNS.length + 1}
                sent={lines.get(row.id)}
                expanded={open === row.from_email}
                onToggle={() => setParams({ open: open === row.from_email ? null : row.from_email }, "replace")}
                onEdit={onEdit}
              />
            ))}
          </tbody>
        </Table>
      )}
      <PageNav
        summary={`${page.from} to ${page.to} of ${formatPlural(table.count, "mailbox", "mailboxes")}`}
        page={page.current}
        pages={page.pages}
        onPage={table.setPage}
      />
    </>
  );
}

function isShown(row: MailboxRow, show: string): boolean {
  if (show === "auto_deactivated") return row.auto_deactivated;
  if (show === "paused") return row.state === "paused";
  return show === "inactive" ? !row.is_active : true;
}
