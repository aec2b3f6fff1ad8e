import { fetchJson } from "#lib/query/fetch-json.ts";
import type { JudgedMetrics } from "#lib/reputation/types.ts";

type ScopeHealth = { score: number; status: string; throttle: string; metrics: JudgedMetrics };
type GuardedHealth = ScopeHealth & { state: string };

/** GET /email-health (SPEC §12) */
export type EmailHealth = {
  generated_at: string;
  global: ScopeHealth;
  domains: (GuardedHealth & { domain: string })[];
  mailboxes: (GuardedHealth & { from_email: string; auto_deactivated: boolean; reason: string | null })[];
};

export const EMAIL_HEALTH_POLL_MS = 15_000;

export const emailHealthQuery = {
  queryKey: ["email-health"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<EmailHealth>("/email-health", { signal }),
  refetchInterval: EMAIL_HEALTH_POLL_MS,
};
