"use client";
import type { ReactNode } from "react";
import { SortHeader } from "#components/ui/sort-header.tsx";
import { Th } from "#components/ui/table.tsx";
import type { SortDirection } from "#lib/format/table-rows.ts";

export type HeadColumn = {
  key: string;
  label: string;
  numeric?: boolean;
  sorts?: boolean;
  /** lines under the label, such as the lines a rate is judged by */
  note?: readonly string[];
};

type HealthHeadProps = {
  columns: readonly HeadColumn[];
  directionOf: (key: string) => SortDirection | null;
  onSort: (key: string) => void;
  /** a cell in front, for the box that selects */
  before?: ReactNode;
  /** a column of buttons stands at the end */
  hasActions?: boolean;
};

/** The columns every health grid has: what was counted in 24 hours. */
export const METRIC_COLUMNS: readonly HeadColumn[] = [
  { key: "score", label: "Score" },
  { key: "state", label: "State" },
  { key: "sent", label: "Sent 24 h", numeric: true },
  { key: "bounced", label: "Bounced", numeric: true },
  { key: "complained", label: "Complaints", numeric: true },
  { key: "opened", label: "Opened", numeric: true },
];

/** On a phone the names stay in view while their figures are scrolled sideways. */
const NAME_HEAD = "bg-surface max-md:sticky max-md:left-0 max-md:z-1";

/** The row of headings. */
export function HealthHead({ columns, directionOf, onSort, before, hasActions = true }: HealthHeadProps) {
  return (
    <tr>
      {before}
      {columns.map((column, index) =>
        column.sorts === false ? (
          <Th key={column.key} numeric={column.numeric}>
            {column.label}
          </Th>
        ) : (
          <SortHeader
            key={column.key}
            className={index === 0 ? NAME_HEAD : undefined}
            label={column.label}
            note={column.note}
            numeric={column.numeric}
            direction={directionOf(column.key)}
            onSort={() => onSort(column.key)}
          />
        ),
      )}
      {hasActions ? (
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      ) : null}
    </tr>
  );
}
