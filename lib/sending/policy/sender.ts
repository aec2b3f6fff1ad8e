import type { Throttle } from "#lib/reputation/types.ts";
import type { Transport } from "#lib/sequencing/policy/transport.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { type GuardState, lowestUnpausedScore } from "./capacity-thresholds.ts";

/** One mailbox as the chooser sees it, with its domain and connection. */
export type SenderFacts = {
  mailboxId: string;
  fromEmail: string;
  domainId: string;
  domain: string;
  connectionId: string;
  transport: Transport;
  /** switched on, and neither it nor its domain or connection archived */
  isActive: boolean;
  archivedAt: Date | null;
  isDomainAuthenticated: boolean;
  dailyLimit: number;
  /** as the chooser takes them: evidence weighed, age of the counters applied */
  throttle: { mailbox: Throttle; domain: Throttle };
  guard: { mailbox: Guard; domain: Guard; connection: Guard };
  /** 0…100, of the mailbox */
  score: number;
  /** when every pause on it has ended by itself; null when none stands or a person has to end one */
  backAt: Date | null;
};

export type Guard = { state: GuardState; since: Date | null };

export type SenderSettings = { mailbox_health_threshold: number; require_domain_auth: boolean };

/** What the verdict on a mailbox rests on. */
export type SenderVerdictFacts = Pick<
  SenderFacts,
  "isActive" | "archivedAt" | "isDomainAuthenticated" | "throttle" | "guard" | "score"
>;

/**
 * Why a mailbox may not send at all at present, caps aside; null when it may (SPEC §5). A connection is stopped by its breaker, never
 * by its score: a bad domain must not stop the others that send over it (SPEC §4, isolation).
 */
export function senderProblem(sender: SenderVerdictFacts, settings: SenderSettings): PassOverReason | null {
  const { guard, throttle } = sender;
  if (sender.archivedAt !== null) return "mailbox_archived";
  if (!sender.isActive) return "mailbox_inactive";
  if (guard.mailbox.state === "paused") return "mailbox_paused";
  if (guard.domain.state === "paused") return "domain_paused";
  if (guard.connection.state === "paused") return "connection_paused";
  if (throttle.domain === "paused") return "domain_score_paused";
  if (throttle.mailbox === "paused") return "mailbox_score_paused";
  if (settings.require_domain_auth && !sender.isDomainAuthenticated) return "domain_not_authenticated";
  return comparableScore(sender) < settings.mailbox_health_threshold ? "below_health_threshold" : null;
}

/** A score pause that only slows (`critical`) must not come back through the threshold's back door. */
function comparableScore({ score, throttle }: SenderVerdictFacts): number {
  return throttle.mailbox === "critical" ? Math.max(score, lowestUnpausedScore) : score;
}

/** Since when the mailbox cannot send, as far as stored; null when nothing says so. */
export function unavailableSince({ archivedAt, guard }: SenderFacts): Date | null {
  const pauses = Object.values(guard).filter((scope) => scope.state === "paused");
  const moments = [archivedAt, ...pauses.map((scope) => scope.since)].filter((moment) => moment !== null);
  return moments.length === 0 ? null : new Date(Math.min(...moments.map((moment) => moment.getTime())));
}

/** When the last of these pauses ends by itself; null when there is none, or one that only a person ends. */
export function backAfter(pauses: readonly { releasesAt: Date | null }[]): Date | null {
  const ends = pauses.map(({ releasesAt }) => releasesAt?.getTime() ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...ends);
  return Number.isFinite(last) ? new Date(last) : null;
}
