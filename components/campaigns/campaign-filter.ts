import type { CampaignFilter } from "#lib/campaigns/queries.ts";

const SHORTEST_SEARCH = 2;

/** What the list is asked for, from the page's URL: archived ones only when they are asked for. */
export function filterOf(params: URLSearchParams): CampaignFilter {
  const q = params.get("q")?.trim() ?? "";
  const status = params.get("status");
  return {
    q: q.length >= SHORTEST_SEARCH ? q : null,
    status: status === "all" ? null : status,
    archived: status === null ? false : null,
  };
}
