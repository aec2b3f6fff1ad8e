import { parseSort, type SortValue, sortRows } from "#lib/format/table-rows.ts";
import { isInTrouble } from "#lib/shared/in-trouble.ts";
import type { MailboxRow } from "./health-rows.ts";

/** Which mailboxes a view shows; an empty text means any. */
export type MailboxFilter = { q: string; show: string; state: string; domain: string; connection: string };

export const FILTER_KEYS = ["q", "show", "state", "domain", "connection"] as const;

/** The filter that a URL sets. */
export function mailboxFilterOf(params: URLSearchParams): MailboxFilter {
  const valueAt = (key: string) => params.get(key)?.trim() ?? "";
  return {
    q: valueAt("q").toLowerCase(),
    show: valueAt("show"),
    state: valueAt("state"),
    domain: valueAt("domain"),
    connection: valueAt("connection"),
  };
}

/** The quick filters. A word of `show` that is none of them hides nothing. */
const QUICK: Record<string, (row: MailboxRow) => boolean> = {
  trouble: isInTrouble,
  auto_deactivated: (row) => row.auto_deactivated,
  at_cap: isAtCap,
  paused: (row) => row.state === "paused",
  inactive: (row) => !row.is_active,
};

/** It may send today, and has reserved all of it. */
function isAtCap({ place, cap_today }: MailboxRow): boolean {
  return place !== null && cap_today > 0 && place.used_today >= cap_today;
}

/** The rows that fit, in order. */
export function findMailboxes(
  rows: readonly MailboxRow[],
  filter: MailboxFilter,
  sortText: string | null,
  columns: Record<string, (row: MailboxRow) => SortValue>,
): readonly MailboxRow[] {
  const found = rows.filter((row) => fits(row, filter));
  const sort = parseSort(sortText);
  const sortValue = sort ? columns[sort.key] : undefined;
  return sort && sortValue ? sortRows(found, sortValue, sort.direction) : found;
}

function fits(row: MailboxRow, { q, show, state, domain, connection }: MailboxFilter): boolean {
  if (q !== "" && !row.from_email.includes(q)) return false;
  if (state !== "" && row.state !== state) return false;
  if (domain !== "" && row.domain !== domain) return false;
  if (connection !== "" && row.place?.provider_connection_id !== connection) return false;
  return QUICK[show]?.(row) ?? true;
}

/** How groups stand: all as `isOpen` says, but for those named. */
export type Fold = { isOpen: boolean; except: ReadonlySet<string> };

export type GridItem =
  | { kind: "row"; key: string; row: MailboxRow }
  | { kind: "detail"; key: string; row: MailboxRow }
  | { kind: "group"; key: string; domain: string; count: number; troubled: number; isOpen: boolean };

/** The lines of the grid from its rows in order; `opened` is the address of the row that shows its details. */
export function layOut(rows: readonly MailboxRow[], fold: Fold | null, opened: string | null): GridItem[] {
  if (fold === null) return rows.flatMap((row) => linesOf(row, opened));
  return [...Map.groupBy(rows, (row) => row.domain)].flatMap(([domain, own]) => {
    const isOpen = fold.except.has(domain) !== fold.isOpen;
    const troubled = own.filter(isInTrouble).length;
    const head: GridItem = { kind: "group", key: `group ${domain}`, domain, count: own.length, troubled, isOpen };
    return isOpen ? [head, ...own.flatMap((row) => linesOf(row, opened))] : [head];
  });
}

function linesOf(row: MailboxRow, opened: string | null): GridItem[] {
  const line: GridItem = { kind: "row", key: row.id, row };
  return row.from_email === opened ? [line, { kind: "detail", key: `detail ${row.id}`, row }] : [line];
}

/** How the groups stand by a URL; null when it asks for none. */
export function foldOf(params: URLSearchParams): Fold | null {
  if (params.get("group") !== "domain") return null;
  return { isOpen: params.get("fold") !== "closed", except: new Set(params.get("except")?.split(",")) };
}

/** The URL's words after one group was opened or closed; null when there are no groups. */
export function toggledFold(fold: Fold | null, domain: string): string | null {
  if (!fold) return null;
  const except = [...fold.except];
  const next = except.includes(domain) ? except.filter((one) => one !== domain) : [...except, domain];
  return next.filter(Boolean).join(",") || null;
}
