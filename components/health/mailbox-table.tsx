"use client";
import { useMemo } from "react";
import type { Selection } from "#components/query/use-selection.ts";
import { RowCheck } from "#components/ui/row-check.tsx";
import { Th } from "#components/ui/table.tsx";
import { HealthDetail } from "./health-detail.tsx";
import { HealthHead } from "./health-head.tsx";
import { MailboxGroupRow } from "./mailbox-group-row.tsx";
import { MailboxHealthRow } from "./mailbox-health-row.tsx";
import { GRID_WIDTHS, leastWidth } from "./mailbox-widths.ts";
import { useHealthActions } from "./use-health-actions.tsx";
import { lineHeight, type MailboxGrid } from "./use-mailbox-grid.ts";
import { type LinePlace, lineProps, VirtualTable } from "./virtual-table.tsx";

type MailboxTableProps = {
  grid: MailboxGrid;
  /** null for who may do nothing with a selection */
  selection: Selection | null;
  onEdit?: (id: string) => void;
};

/** Rows that ask for their histories together. */
const BLOCK = 50;
const ALONE: readonly string[] = [];

/** The lines of the grid: mailboxes, the details of an open one, heads of groups. */
export function MailboxTable({ grid, selection, onEdit }: MailboxTableProps) {
  const { items, columns, opened } = grid;
  const blocks = useMemo(() => blocksOf(grid.found.map(({ id }) => id)), [grid.found]);
  const columnCount = columns.length + (selection ? 3 : 2);
  const own = columns.map(({ width }) => width);
  const { actions, dialog } = useHealthActions("mailboxes");

  function line(place: LinePlace) {
    const item = items[place.index];
    if (item?.kind === "group") {
      const { domain } = item;
      return (
        <MailboxGroupRow place={place} group={item} columns={columnCount} onToggle={() => grid.toggleGroup(domain)} />
      );
    }
    if (!item) return null;
    const { row } = item;
    if (item.kind === "detail") {
      return (
        <tr {...lineProps(place)} id={`detail-${row.from_email}`}>
          <td colSpan={columnCount} className="border-b border-line bg-sunken px-4! py-4!">
            <HealthDetail scope={row} domain={row.domain_health} />
          </td>
        </tr>
      );
    }
    return (
      <MailboxHealthRow
        {...place}
        row={row}
        columns={columns}
        around={blocks.get(row.id) ?? ALONE}
        isSelected={selection?.has(row.id) ?? false}
        isFixed={selection?.isAll ?? false}
        onSelect={selection?.toggle}
        onEdit={onEdit}
        expanded={opened === row.from_email}
        onToggle={grid.toggleDetail}
        pausing={actions}
      />
    );
  }

  return (
    <>
      <VirtualTable
        caption="Mailboxes"
        widths={[...(selection ? [GRID_WIDTHS.check] : []), null, ...own, GRID_WIDTHS.actions]}
        leastWidth={leastWidth(
          columns.map(({ key }) => key),
          selection !== null,
        )}
        count={items.length}
        keyOf={(index) => items[index]?.key ?? String(index)}
        estimate={(index) => lineHeight(items[index])}
        line={line}
        head={
          <HealthHead
            columns={[{ key: "name", label: "Mailbox" }, ...columns]}
            directionOf={grid.directionOf}
            onSort={grid.toggleSort}
            before={selection ? <SelectAll selection={selection} /> : null}
          />
        }
      />
      {dialog}
    </>
  );
}

function SelectAll({ selection }: { selection: Selection }) {
  return (
    <Th>
      <RowCheck
        label="Select all that fit"
        isOn={selection.isAll}
        onChange={(isOn) => (isOn ? selection.selectAll() : selection.clear())}
      />
    </Th>
  );
}

/** For each id those that it is asked for with. */
function blocksOf(ids: readonly string[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (let from = 0; from < ids.length; from += BLOCK) {
    const block = ids.slice(from, from + BLOCK);
    for (const id of block) found.set(id, block);
  }
  return found;
}
