import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";

import type { SortDirection } from "#lib/format/table-rows.ts";
import { Th } from "./table.tsx";

type SortHeaderProps = {
  label: string;
  /** Direction when the table is sorted by this column, else null. */
  direction: SortDirection | null;
  onSort: () => void;
  numeric?: boolean;
  /** small lines under the label */
  note?: readonly string[];
  className?: string;
};

/** Column heading that sorts; says its state through aria-sort. */
export function SortHeader({ label, direction, onSort, numeric, note, className }: SortHeaderProps) {
  const Icon = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ArrowUpDown;
  return (
    <Th
      className={className}
      numeric={numeric}
      aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : "none"}
    >
      <button
        type="button"
        onClick={onSort}
        className="inline-flex min-h-6 items-center gap-1 rounded font-medium hover:text-ink"
      >
        {label}
        <Icon aria-hidden="true" className="size-3" />
      </button>
      {note?.map((line) => (
        <span key={line} className="block font-normal">
          {line}
        </span>
      ))}
    </Th>
  );
}
