import type { EmailHealthAnswer } from "#lib/health/contract.ts";

/** What a sending domain and a mailbox have in common on screen. */
export type ScopeHealth = Pick<
  EmailHealthAnswer["domains"][number],
  | "score"
  | "status"
  | "throttle"
  | "speed"
  | "metrics"
  | "reason"
  | "state"
  | "state_reason"
  | "state_since"
  | "state_evidence"
  | "state_release"
  | "state_releases_at"
  | "state_clean_sends"
>;
