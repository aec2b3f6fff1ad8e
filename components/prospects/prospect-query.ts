import type { ProspectFilter } from "#lib/prospects/queries-list.ts";
import { type ProspectSort, prospectSorts } from "#lib/prospects/types.ts";

export const FILTER_KEYS = [
  "q",
  "status",
  "hold_reason",
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

/** Whether an index gives this order under these filters; the API refuses the others. */
export function isSortable(sort: ProspectSort, { status, cycle }: ProspectFilter): boolean {
  if (sort === "next_send") return status === "contacted";
  return sort.endsWith("created") || (status !== null && cycle !== null);
}

/** The order that a URL asks for, where it can be had; else newest first. */
export function sortOf(params: URLSearchParams, filter: ProspectFilter): ProspectSort {
  const wanted = prospectSorts.find((sort) => sort === params.get("sort")) ?? "-created";
  return isSortable(wanted, filter) ? wanted : "-created";
}

export const SORT_WORDS: Record<ProspectSort, string> = {
  "-created": "newest first",
  created: "oldest first",
  next_send: "next email first",
  last_sent: "longest without an email first",
  "-last_sent": "latest email first",
};
