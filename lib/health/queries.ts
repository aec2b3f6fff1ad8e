import { fetchJson } from "#lib/query/fetch-json.ts";
import type { EmailHealthAnswer } from "./contract.ts";

export const EMAIL_HEALTH_POLL_MS = 15_000;

export const emailHealthQuery = {
  queryKey: ["email-health"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<EmailHealthAnswer>("/email-health", { signal }),
  refetchInterval: EMAIL_HEALTH_POLL_MS,
};
