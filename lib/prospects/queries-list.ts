import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { ProspectItem } from "./contract.ts";
import type { ProspectSort } from "./types.ts";

type Signal = { signal: AbortSignal };
type PageOf<T> = { items: T[]; next_cursor: string | null };

/** The filters of the list as they stand in the URL; null for one that is not set. */
export type ProspectFilter = {
  q: string | null;
  status: string | null;
  hold_reason: string | null;
  passed_over_for: string | null;
  campaign_id: string | null;
  owner_id: string | null;
  step: string | null;
  cycle: string | null;
  state_code: string | null;
  trade_type: string | null;
  cooldown: string | null;
};

export function prospectsQuery(filter: ProspectFilter, sort: ProspectSort, cursor: string | null) {
  return {
    queryKey: ["prospects", filter, sort, cursor] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<PageOf<ProspectItem>>(withQuery("/api/prospects", { ...filter, sort, cursor, limit: 50 }), { signal }),
  };
}

const CHOICES_SHOWN = 10;
const SHORTEST_SEARCH = 2;

/** A few prospects to choose one from: those that a part of a company, name or address finds, else the newest. */
export function prospectChoicesQuery(text: string) {
  const q = text.length >= SHORTEST_SEARCH ? text : null;
  return {
    queryKey: ["prospect-choices", q] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<PageOf<ProspectItem>>(withQuery("/api/prospects", { q, limit: CHOICES_SHOWN }), { signal }),
    staleTime: 30_000,
  };
}

export function prospectCountQuery(filter: ProspectFilter) {
  return {
    queryKey: ["prospect-count", filter] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<{ count: number; at_least: boolean }>(withQuery("/api/prospects/count", filter), { signal }),
  };
}

/** Where the prospects that fit are taken as CSV, by POST. */
export function prospectExportUrl(filter: ProspectFilter): string {
  return withQuery("/api/prospects/export", filter);
}

export type CampaignChoice = { id: string; name: string; status: string };

/** Campaigns to choose from: the 200 newest. */
export const campaignChoicesQuery = {
  queryKey: ["campaign-choices"] as const,
  queryFn: ({ signal }: Signal) =>
    fetchJson<PageOf<CampaignChoice>>(withQuery("/api/campaigns", { limit: 200 }), { signal }),
  staleTime: 60_000,
};
