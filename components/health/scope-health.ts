import type { EmailHealthAnswer } from "#lib/health/contract.ts";

/** What a sending domain and a mailbox have in common on screen. */
export type ScopeHealth = Pick<
  EmailHealthAnswer["domains"][number],
  "score" | "status" | "throttle" | "state" | "state_reason" | "state_since" | "metrics" | "reason"
>;
