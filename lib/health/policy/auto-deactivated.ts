import type { HealthReason, PassOverReason } from "#lib/shared/reasons.ts";

const byScope = ["mailbox_paused", "domain_paused", "connection_paused"] as const;
const byScore: readonly PassOverReason[] = [
  "mailbox_score_paused",
  "domain_score_paused",
  "below_health_threshold",
  "reputation_unavailable",
];

type PausedBy = { mailbox: string | null; domain: string | null; connection: string | null };

/**
 * True when a mailbox that is switched on is passed over because of score, throttle or guard. What a person paused is no automatism.
 * `pausedBy`: reasons of the health states (lib/shared/reasons.ts).
 */
export function isAutoDeactivated(reason: PassOverReason | null, pausedBy: PausedBy): boolean {
  if (reason === null) return false;
  if (byScore.includes(reason)) return true;
  const scope = byScope.find((code) => code === reason);
  if (!scope) return false;
  const person: HealthReason = "paused_by_person";
  return pausedBy[scope.replace("_paused", "") as keyof PausedBy] !== person;
}
