import { fetchJson } from "#lib/query/fetch-json.ts";
import type { RecontactStats } from "./contract.ts";

export const RECONTACT_POLL_MS = 60_000;

export const recontactQuery = {
  queryKey: ["recontact"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<RecontactStats>("/api/recontact", { signal }),
  refetchInterval: RECONTACT_POLL_MS,
};
