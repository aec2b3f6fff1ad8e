"use client";
import { type Selection, useSelection } from "#components/query/use-selection.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { ExportPlaces } from "./export-places.tsx";
import type { MailboxRow } from "./health-rows.ts";
import { MailboxFilters } from "./mailbox-filters.tsx";
import { MailboxTable } from "./mailbox-table.tsx";
import { useMailboxGrid } from "./use-mailbox-grid.ts";

type MailboxHealthGridProps = {
  rows: readonly MailboxRow[];
  onEdit?: (id: string) => void;
};

/** Health of every mailbox, and which ones the engine has stopped using by itself, and why. */
export function MailboxHealthGrid({ rows, onEdit }: MailboxHealthGridProps) {
  const grid = useMailboxGrid(rows);
  const mayAct = useHasRole("operator");
  const selection = useSelection();
  return (
    <>
      <MailboxFilters rows={rows} isFiltered={grid.isFiltered} />
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-2">
        <p aria-live="polite" className="text-ink-muted">
          {countText(grid.found.length, rows.length)}
        </p>
        {mayAct ? <ExportPlaces place="mailboxes" found={grid.found} /> : null}
      </div>
      {mayAct ? <BulkBar selected={selectedOf(selection, rows, grid.found)} selection={selection} /> : null}
      {grid.found.length === 0 ? (
        <EmptyState
          title="No mailbox fits these filters"
          action={<Button onClick={grid.clear}>Clear the filters</Button>}
        />
      ) : (
        <MailboxTable grid={grid} selection={mayAct ? selection : null} onEdit={onEdit} />
      )}
    </>
  );
}

function countText(found: number, all: number): string {
  if (found === all) return formatPlural(all, "mailbox", "mailboxes");
  return `${formatCount(found)} of ${formatPlural(all, "mailbox", "mailboxes")}`;
}

/** The rows that a selection means: all that fit, or those ticked. */
function selectedOf(selection: Selection, rows: readonly MailboxRow[], found: readonly MailboxRow[]) {
  if (selection.isAll) return found;
  if (selection.ids.length === 0) return [];
  const ids = new Set(selection.ids);
  return rows.filter(({ id }) => ids.has(id));
}
