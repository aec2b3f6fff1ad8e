import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { SendPage, SendSummary } from "./contract.ts";

type Signal = { signal: AbortSignal };

/** What waits goes within seconds. */
export const QUEUE_POLL_MS = 10_000;

/** `status` null: in any; `open`: still under way. */
export type SendFilter = {
  status: string | null;
  domain_id: string | null;
  mailbox_id: string | null;
  step: string | null;
};

export function sendsQuery(filter: SendFilter, cursor: string | null) {
  return {
    queryKey: ["sends", filter, cursor] as const,
    queryFn: ({ signal }: Signal) =>
      fetchJson<SendPage>(withQuery("/api/sends", { ...filter, cursor, limit: 50 }), { signal }),
    refetchInterval: QUEUE_POLL_MS,
  };
}

export const sendSummaryQuery = {
  queryKey: ["sends", "summary"] as const,
  queryFn: ({ signal }: Signal) => fetchJson<SendSummary>("/api/sends/summary", { signal }),
  refetchInterval: QUEUE_POLL_MS,
};

export type SettledAs = "sent" | "not_sent";

/** Settles a message of unknown outcome for good. @throws ApiError 400 at the field `reason`; 409 when its outcome is known by now */
export function settleSend(id: string, as: SettledAs, reason: string): Promise<{ status: string }> {
  return fetchJson(`/api/sends/${encodeURIComponent(id)}/settle`, { method: "POST", body: { as, reason } });
}
