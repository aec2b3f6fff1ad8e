import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { RecontactForecast, RecontactPerson, RecontactSettings, RecontactStats } from "./contract.ts";

type Signal = { signal: AbortSignal };

export const RECONTACT_POLL_MS = 60_000;

export const recontactQuery = {
  queryKey: ["recontact"] as const,
  queryFn: ({ signal }: Signal) => fetchJson<RecontactStats>("/api/recontact", { signal }),
  refetchInterval: RECONTACT_POLL_MS,
};

/** The forecast with these settings in place of the stored ones. Begins with the figures' key: what makes those anew makes this anew. */
export function recontactForecastQuery(change: Partial<RecontactSettings>) {
  return {
    queryKey: ["recontact", "forecast", change] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<RecontactForecast>(withQuery("/api/recontact/forecast", inQuery(change)), { signal }),
  };
}

/** No limit has a word of its own in a query, where nothing means: as stored. */
function inQuery({ recontact_daily_release: release, ...rest }: Partial<RecontactSettings>) {
  return { ...rest, recontact_daily_release: release === null ? "none" : release };
}

export function recontactPeopleQuery(group: string, cursor: string | null) {
  return {
    queryKey: ["recontact", "prospects", group, cursor] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<{ items: RecontactPerson[]; next_cursor: string | null }>(
        withQuery("/api/recontact/prospects", { group, cursor, limit: 10 }),
        { signal },
      ),
  };
}
