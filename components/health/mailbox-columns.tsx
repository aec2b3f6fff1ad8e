import Link from "next/link";
import type { ReactNode } from "react";
import { Breakable } from "#components/ui/breakable.tsx";
import { formatCount, formatRate } from "#lib/format/number.ts";
import { capText } from "./cap-words.ts";
import { METRIC_COLUMNS } from "./health-head.tsx";
import { type MailboxRow, usedShare } from "./health-rows.ts";
import { MailboxLine } from "./mailbox-line.tsx";
import { COLUMN_WIDTHS, DEFAULT_KEYS } from "./mailbox-widths.ts";
import { METRIC_CELLS } from "./metric-cells.tsx";

export type GridColumn = {
  key: string;
  label: string;
  /** in px; what is left over goes to the address */
  width: number;
  numeric?: boolean;
  sorts?: boolean;
  /** `around` are the ids of the rows that are loaded together with it */
  cell: (row: MailboxRow, around: readonly string[]) => ReactNode;
};

const COLUMNS: readonly Omit<GridColumn, "width">[] = [
  ...METRIC_COLUMNS.map((column) => ({
    ...column,
    cell: (row: MailboxRow) => METRIC_CELLS[column.key]?.(row, row.from_email),
  })),
  { key: "limit", label: "Daily limit", numeric: true, cell: limitCell },
  { key: "used", label: "Cap used", numeric: true, cell: usedCell },
  { key: "domain", label: "Domain", cell: domainCell },
  { key: "connection", label: "Connection", cell: ({ place }) => place?.connection_name ?? "–" },
  {
    key: "history",
    label: "30 days",
    sorts: false,
    cell: (row, around) => <MailboxLine row={row} around={around} />,
  },
];

/** The columns to choose from, beside the address. */
export const GRID_COLUMNS: readonly GridColumn[] = COLUMNS.map((column) => ({
  ...column,
  width: COLUMN_WIDTHS[column.key] ?? 0,
}));

/** What people set, and how much of what health leaves of it today is used. */
function limitCell({ place, cap_today }: MailboxRow): ReactNode {
  if (!place) return <span className="text-ink-muted">–</span>;
  return (
    <>
      {formatCount(place.daily_limit)}
      <span className="block text-xs text-ink-muted">{capText(place.used_today, cap_today, " today")}</span>
    </>
  );
}

function usedCell(row: MailboxRow): ReactNode {
  const share = usedShare(row);
  return share === null ? "–" : formatRate(share, 0);
}

function domainCell({ domain }: MailboxRow): ReactNode {
  return (
    <Link href={`/domains?q=${encodeURIComponent(domain)}`} prefetch={false} className="text-accent hover:underline">
      <Breakable text={domain} />
    </Link>
  );
}

/** Columns that a URL asks for, in the grid's own order; the usual ones when it asks for none that there are. */
export function gridColumnsOf(text: string | null): readonly GridColumn[] {
  const wanted = text?.split(",") ?? [];
  const found = GRID_COLUMNS.filter(({ key }) => wanted.includes(key));
  return found.length > 0 ? found : GRID_COLUMNS.filter(({ key }) => DEFAULT_KEYS.includes(key));
}

/** The columns as the URL keeps them; null for the usual ones. */
export function gridColumnsText(keys: readonly string[]): string | null {
  const text = GRID_COLUMNS.map(({ key }) => key).filter((key) => keys.includes(key));
  return text.join() === DEFAULT_KEYS.join() ? null : text.join(",");
}
