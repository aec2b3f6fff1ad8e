import type { HealthTransitionPage } from "#lib/health/contract-transitions.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { HistoryAnswer, HistoryLines, HistoryRange } from "./contract.ts";
import type { ScoreExplanationAnswer } from "./contract-score.ts";

type Signal = { signal: AbortSignal };
type Place = "domains" | "mailboxes";

const HISTORY_POLL_MS = 60_000;
/** Days roll up once an hour. */
const LINES_FRESH_MS = 10 * 60_000;
const TRANSITIONS_PAGE = 20;

// Keys begin with the place, so that a pause or resume brings all of its views up to date.

export const domainQuery = (id: string) => ({
  queryKey: ["domains", id] as const,
  queryFn: ({ signal }: Signal) => fetchJson<DomainView>(`/api/domains/${id}`, { signal }),
  refetchInterval: HISTORY_POLL_MS,
});

export const mailboxQuery = (id: string) => ({
  queryKey: ["mailboxes", id] as const,
  queryFn: ({ signal }: Signal) => fetchJson<MailboxView>(`/api/mailboxes/${id}`, { signal }),
  refetchInterval: HISTORY_POLL_MS,
});

export const historyQuery = (place: Place, id: string, range: HistoryRange) => ({
  queryKey: [place, id, "history", range] as const,
  queryFn: ({ signal }: Signal) => fetchJson<HistoryAnswer>(`/api/${place}/${id}/history?range=${range}`, { signal }),
  refetchInterval: HISTORY_POLL_MS,
});

export const scoreQuery = (place: Place, id: string) => ({
  queryKey: [place, id, "score"] as const,
  queryFn: ({ signal }: Signal) => fetchJson<ScoreExplanationAnswer>(`/api/${place}/${id}/score`, { signal }),
  refetchInterval: HISTORY_POLL_MS,
});

export const transitionsQuery = (place: Place, id: string, cursor: string | null) => ({
  queryKey: [place, id, "transitions", cursor] as const,
  queryFn: ({ signal }: Signal) =>
    fetchJson<HealthTransitionPage>(withQuery(`/api/${place}/${id}/transitions`, { limit: TRANSITIONS_PAGE, cursor }), {
      signal,
    }),
});

/** Small series for the rows in view. */
export const historyLinesQuery = (
  scope: "domain" | "mailbox",
  ids: readonly string[],
  range: "24h" | "30d" = "30d",
) => ({
  queryKey: ["history-lines", range, scope, ...ids] as const,
  queryFn: ({ signal }: Signal) =>
    fetchJson<HistoryLines>(withQuery("/api/history/lines", { scope, ids: ids.join(","), range }), { signal }),
  enabled: ids.length > 0,
  staleTime: LINES_FRESH_MS,
});
