import type { ProspectFilter } from "#lib/prospects/queries-list.ts";
import { isSortable, type ProspectSort, prospectSorts } from "#lib/prospects/types.ts";

export const FILTER_KEYS = [
  "q",
  "status",
  "hold_reason",
  "passed_over_for",
  "campaign_id",
  "owner_id",
  "step",
  "cycle",
  "state_code",
  "trade_type",
  "cooldown",
] as const satisfies readonly (keyof ProspectFilter)[];

const SHORTEST_TEXT = 2;

/** The filters that a URL sets; a text too short to look for is none yet. */
export function filterOf(params: URLSearchParams): ProspectFilter {
  const values = FILTER_KEYS.map((key) => [key, params.get(key)?.trim() || null]);
  const filter = Object.fromEntries(values) as ProspectFilter;
  return { ...filter, q: (filter.q?.length ?? 0) >= SHORTEST_TEXT ? filter.q : null };
}

/** How many filters are set, of those named. */
export function countFilters(filter: ProspectFilter, keys: readonly (keyof ProspectFilter)[] = FILTER_KEYS): number {
  return keys.filter((key) => filter[key] !== null).length;
}

/** What takes every filter, the place in the list and the selection out of a URL. */
export const NO_FILTERS: Record<string, null> = Object.fromEntries(
  [...FILTER_KEYS, "sort", "cursor", "sel"].map((key) => [key, null]),
);

/** The order that a URL asks for, where it can be had; else newest first. */
export function sortOf(params: URLSearchParams, filter: ProspectFilter): ProspectSort {
  const wanted = prospectSorts.find((sort) => sort === params.get("sort")) ?? "-created";
  return isSortable(wanted, filter) ? wanted : "-created";
}

const SORTS: Record<ProspectSort, { label: string; leavesOut: string | null }> = {
  "-created": { label: "Newest first", leavesOut: null },
  created: { label: "Oldest first", leavesOut: null },
  next_send: { label: "Next email first", leavesOut: "those with no next email left out" },
  "-last_sent": { label: "Latest email first", leavesOut: "those never written to left out" },
  last_sent: { label: "Longest without an email first", leavesOut: "those never written to left out" },
};

/** The orders that can be had under these filters, to choose one from. */
export function sortOptions(filter: ProspectFilter): { value: ProspectSort; label: string }[] {
  const possible = (Object.keys(SORTS) as ProspectSort[]).filter((sort) => isSortable(sort, filter));
  return possible.map((value) => ({ value, label: SORTS[value].label }));
}

/** The order within a sentence, and whom it leaves out: "newest first". */
export function sortText(sort: ProspectSort): string {
  const { label, leavesOut } = SORTS[sort];
  const text = label.charAt(0).toLowerCase() + label.slice(1);
  return leavesOut ? `${text}, ${leavesOut}` : text;
}
