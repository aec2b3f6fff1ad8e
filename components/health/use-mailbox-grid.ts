"use client";
import { useCallback, useMemo } from "react";
import { useUrlState } from "#components/query/use-url-state.ts";
import { nextSort, parseSort } from "#lib/format/table-rows.ts";
import { MAILBOX_COLUMNS, type MailboxRow } from "./health-rows.ts";
import {
  FILTER_KEYS,
  findMailboxes,
  foldOf,
  type GridItem,
  layOut,
  mailboxFilterOf,
  toggledFold,
} from "./mailbox-arrange.ts";
import { gridColumnsOf } from "./mailbox-columns.tsx";

/** What takes every filter and the selection out of the URL. */
export const NO_FILTERS: Record<string, null> = Object.fromEntries([...FILTER_KEYS, "sel"].map((key) => [key, null]));

/** The mailboxes as the URL asks for them: found, in order, in lines; and what changes the URL. */
export function useMailboxGrid(rows: readonly MailboxRow[]) {
  const [params, setParams] = useUrlState();
  const text = params.toString();
  const sort = params.get("sort");
  const filterText = FILTER_KEYS.map((key) => params.get(key) ?? "").join("\n");
  const foldText = ["group", "fold", "except"].map((key) => params.get(key) ?? "").join("\n");
  const opened = params.get("open");
  const found = useMemo(
    () => findMailboxes(rows, mailboxFilterOf(new URLSearchParams(text)), sort, MAILBOX_COLUMNS),
    [rows, filterText, sort],
  );
  const items = useMemo(() => layOut(found, foldOf(new URLSearchParams(text)), opened), [found, foldText, opened]);
  const columnText = params.get("cols");
  const columns = useMemo(() => gridColumnsOf(columnText), [columnText]);
  const toggleDetail = useCallback(
    (name: string) => setParams((now) => ({ open: now.get("open") === name ? null : name }), "replace"),
    [setParams],
  );
  const toggleGroup = (domain: string) => setParams((now) => ({ except: toggledFold(foldOf(now), domain) }), "replace");
  const sorting = parseSort(sort);
  return {
    found,
    items,
    opened,
    columns,
    isFiltered: FILTER_KEYS.some((key) => params.get(key)),
    directionOf: (key: string) => (sorting?.key === key ? sorting.direction : null),
    toggleSort: (key: string) => setParams({ sort: nextSort(sort, key) }),
    toggleDetail,
    toggleGroup,
    clear: () => setParams(NO_FILTERS),
  };
}

export type MailboxGrid = ReturnType<typeof useMailboxGrid>;

/** About how high a line is, in px. */
export function lineHeight(item: GridItem | undefined): number {
  if (item?.kind === "group") return 45;
  return item?.kind === "detail" ? 290 : 53;
}
