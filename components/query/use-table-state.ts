"use client";
import { nextSort, pageOf, parseSort, type SortValue, sortRows } from "#lib/format/table-rows.ts";
import { useUrlState } from "./use-url-state.ts";

export type Columns<T> = Record<string, (row: T) => SortValue>;

const PAGE_SIZE = 50;

/** Filter, sort and page of rows that are all in the browser, kept in the URL. At most 50 rows are drawn. */
export function useTableState<T>(
  rows: readonly T[],
  columns: Columns<T>,
  matches: (row: T, search: string) => boolean,
) {
  const [params, setParams] = useUrlState();
  const search = params.get("q") ?? "";
  const sortText = params.get("sort");
  const sort = parseSort(sortText);
  const needle = search.trim().toLowerCase();
  const found = needle === "" ? rows : rows.filter((row) => matches(row, needle));
  const sortValue = sort ? columns[sort.key] : undefined;
  const ordered = sortValue && sort ? sortRows(found, sortValue, sort.direction) : [...found];
  return {
    directionOf: (key: string) => (sort?.key === key ? sort.direction : null),
    toggleSort: (key: string) => setParams({ sort: nextSort(sortText, key), page: null }),
    page: pageOf(ordered, Number(params.get("page") ?? 1), PAGE_SIZE),
    setPage: (page: number) => setParams({ page: page <= 1 ? null : String(page) }),
    count: ordered.length,
    /** all that fit, in order, of every page */
    found: ordered,
  };
}
