/** What the guard can judge and people can pause (SPEC §4). `global` is shown and never pauses anything. */
export type HealthScopeKind = "domain" | "mailbox" | "connection";

export type HealthStateName = "healthy" | "watch" | "throttled" | "paused" | "probation";

/** A scope without a row is healthy. */
export type HealthStateRow = {
  scope_kind: HealthScopeKind;
  /** id of the mailbox, sending domain or connection */
  scope_id: string;
  state: HealthStateName;
  /** code of lib/shared/reasons.ts */
  reason: string | null;
  /** what the state rests on; for a person's word `{ by, note }` */
  evidence: Record<string, unknown> | null;
  since: Date;
  /** when a rest ends; null when a clock does not release it */
  releases_at: Date | null;
  version: number;
  /** the guard counts from here (SPEC §4) */
  resumed_at: Date | null;
  /** pauses in a row by the guard */
  pause_count: number;
  /** since when the counts are under half of every throttle line */
  calm_since: Date | null;
  /** on probation: messages since the resume or the last bounce or complaint */
  clean_sends: number;
};
