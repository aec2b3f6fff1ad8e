"use client";
import { Pencil } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { RowCheck } from "#components/ui/row-check.tsx";
import { RowHeader, Td } from "#components/ui/table.tsx";
import { Deactivation } from "./deactivation.tsx";
import { HealthActions } from "./health-actions.tsx";
import type { MailboxRow } from "./health-rows.ts";
import type { GridColumn } from "./mailbox-columns.tsx";
import type { Around } from "./mailbox-line.tsx";
import type { LineProps } from "./virtual-table.tsx";

/** Who may what: a person without a right sees no control for it. */
type RowRights = {
  selection: { isAll: boolean; has: (id: string) => boolean; toggle: (ids: string[], isOn: boolean) => void } | null;
  onEdit?: (id: string) => void;
};

type MailboxHealthRowProps = RowRights & {
  line: LineProps;
  row: MailboxRow;
  columns: readonly GridColumn[];
  around: Around;
  expanded: boolean;
  onToggle: () => void;
};

/** One mailbox of the grid. */
export function MailboxHealthRow({ line, row, columns, around, selection, onEdit, ...rest }: MailboxHealthRowProps) {
  const name = row.from_email;
  return (
    <tr {...line} className="hover:bg-sunken">
      {selection ? (
        <Td>
          <RowCheck
            label={`Select ${name}`}
            isOn={selection.has(row.id)}
            isFixed={selection.isAll}
            onChange={(isOn) => selection.toggle([row.id], isOn)}
          />
        </Td>
      ) : null}
      <RowHeader className="break-all">
        <ExpandButton expanded={rest.expanded} onToggle={rest.onToggle} controls={`detail-${name}`}>
          {name}
        </ExpandButton>
        <Deactivation row={row} />
      </RowHeader>
      {columns.map(({ key, numeric, cell }) => (
        <Td key={key} numeric={numeric} className="break-words">
          {cell(row, around)}
        </Td>
      ))}
      <Td className="bg-surface md:sticky md:right-0">
        <div className="flex justify-end gap-2">
          {onEdit ? (
            <Button
              size="sm"
              title="Edit"
              onClick={() => onEdit(row.id)}
              icon={<Pencil aria-hidden="true" className="size-3.5" />}
            >
              <span className="sr-only">Edit {name}</span>
            </Button>
          ) : null}
          <HealthActions place="mailboxes" id={row.id} name={name} isPaused={row.state === "paused"} />
        </div>
      </Td>
    </tr>
  );
}
