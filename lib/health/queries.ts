import { fetchTagged } from "#lib/query/fetch-json.ts";
import type { EmailHealthAnswer } from "./contract.ts";

export const EMAIL_HEALTH_POLL_MS = 15_000;

const fetchHealth = fetchTagged<EmailHealthAnswer>("/email-health");

export const emailHealthQuery = {
  queryKey: ["email-health"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchHealth(signal),
  // Megabytes: what has not changed is the same object already, and comparing what has costs more than drawing it.
  structuralSharing: false,
  refetchInterval: EMAIL_HEALTH_POLL_MS,
};
