import type { HealthReason, ReleaseReason } from "#lib/shared/reasons.ts";
import type { HealthStateName } from "../types.ts";

/** What the guard remembers of a scope. */
export type GuardRecord = {
  state: HealthStateName;
  reason: string | null;
  evidence: Record<string, unknown> | null;
  /** when a rest ends; null when a clock does not release it */
  releasesAt: Date | null;
  /** counts begin here */
  resumedAt: Date | null;
  /** pauses in a row */
  pauseCount: number;
  /** since when the counts are under half of every throttle line */
  calmSince: Date | null;
};

/** A change of state: the record after it. */
export type GuardMove = Omit<GuardRecord, "reason"> & { reason: HealthReason };

/** Who has no row. */
export const healthyRecord: GuardRecord = {
  state: "healthy",
  reason: null,
  evidence: null,
  releasesAt: null,
  resumedAt: null,
  pauseCount: 0,
  calmSince: null,
};

/** Why the guard had paused it, kept through the probation that follows; null when it never did. */
export function causeOf({ reason, evidence }: Pick<GuardRecord, "reason" | "evidence">): string | null {
  const kept = evidence?.cause;
  return typeof kept === "string" ? kept : reason === "paused_by_person" ? null : reason;
}

/** Complaints trail their messages by days, so what they paused has more to prove. */
export function isComplaintPause(cause: string | null): boolean {
  return cause === "complaint_rate";
}

/** What ends a probation that follows a pause for this cause. */
export function probationRelease(cause: string | null): ReleaseReason {
  return isComplaintPause(cause) ? "release_by_sends_and_week" : "release_by_sends";
}
