import type { EmailHealth } from "#lib/health/queries.ts";

/** What a sending domain and a mailbox have in common on screen. */
export type ScopeHealth = Pick<EmailHealth["domains"][number], "score" | "status" | "throttle" | "state" | "metrics">;
