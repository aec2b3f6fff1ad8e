"use client";
import { Pencil } from "lucide-react";
import { memo } from "react";
import { Breakable } from "#components/ui/breakable.tsx";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RowCheck } from "#components/ui/row-check.tsx";
import { RowHeader, Td } from "#components/ui/table.tsx";
import { Deactivation } from "./deactivation.tsx";
import type { MailboxRow } from "./health-rows.ts";
import type { GridColumn } from "./mailbox-columns.tsx";
import { PauseIcon } from "./pause-button.tsx";
import type { PauseActions } from "./use-health-actions.tsx";
import { type LinePlace, lineProps } from "./virtual-table.tsx";

/** Every prop stays the same while the row looks the same: a grid draws anew at each step of scrolling, its rows do not. */
type MailboxHealthRowProps = LinePlace & {
  row: MailboxRow;
  columns: readonly GridColumn[];
  /** ids of the rows that are loaded together with it */
  around: readonly string[];
  expanded: boolean;
  onToggle: (name: string) => void;
  isSelected: boolean;
  /** it is selected with all others, and cannot be taken out by itself */
  isFixed: boolean;
  /** undefined for who may do nothing with a selection */
  onSelect?: (ids: readonly string[], isOn: boolean) => void;
  /** undefined for who may not edit */
  onEdit?: (id: string) => void;
  pausing: PauseActions | null;
};

/** One mailbox of the grid. */
export const MailboxHealthRow = memo(function MailboxHealthRow(props: MailboxHealthRowProps) {
  const { row, columns, around, onSelect, onEdit } = props;
  const name = row.from_email;
  return (
    <tr {...lineProps(props)} className="bg-surface hover:bg-sunken">
      {onSelect ? (
        <Td>
          <RowCheck
            label={`Select ${name}`}
            isOn={props.isSelected}
            isFixed={props.isFixed}
            onChange={(isOn) => onSelect([row.id], isOn)}
          />
        </Td>
      ) : null}
      <RowHeader className="bg-inherit max-md:sticky max-md:left-0 max-md:z-1">
        <ExpandButton expanded={props.expanded} onToggle={() => props.onToggle(name)} controls={`detail-${name}`}>
          <Breakable text={name} />
        </ExpandButton>
        <Deactivation row={row} />
      </RowHeader>
      {columns.map(({ key, numeric, cell }) => (
        <Td key={key} numeric={numeric} className="break-words">
          {cell(row, around)}
        </Td>
      ))}
      <Td className="bg-inherit md:sticky md:right-0">
        <div className="flex justify-end gap-1">
          {onEdit ? (
            <IconButton
              size="sm"
              label={`Edit ${name}`}
              onClick={() => onEdit(row.id)}
              icon={<Pencil aria-hidden="true" className="size-3.5" />}
            />
          ) : null}
          <PauseIcon actions={props.pausing} id={row.id} name={name} isPaused={row.state === "paused"} />
        </div>
      </Td>
    </tr>
  );
});
