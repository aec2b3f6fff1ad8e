import type { HealthReason } from "#lib/shared/reasons.ts";
import type { HealthScopeKind } from "../types.ts";
import { type Assessment, type GuardCounts, severity } from "./assess.ts";
import { causeOf, type GuardMove, type GuardRecord, isComplaintPause, probationRelease } from "./guard-record.ts";
import { pauseNumber, pauseRestMs } from "./rest.ts";
import { calmMs, cleanDaysMs, passingBounceRate } from "./thresholds.ts";
import { wilsonUpper } from "./wilson.ts";

export type GuardFacts = {
  kind: HealthScopeKind;
  /** of the counts since the last resume */
  assessment: Assessment;
  /** since the last resume, 30 days at most */
  counts: GuardCounts;
  /** latest complaint about the sending domain, whichever mailbox it was */
  lastComplaintAt: Date | null;
};

export type NextState = { kind: "stay"; calmSince: Date | null } | ({ kind: "move" } & GuardMove);

/**
 * The guard's state machine (SPEC §4): healthy → watch → throttled → paused → probation → healthy. Pure: record, facts and time in, the
 * next record out, or `stay` with the day of calm that is running. Nothing moves out of a pause by itself but a rest that is over.
 */
export function nextState(record: GuardRecord, facts: GuardFacts, now: Date): NextState {
  switch (record.state) {
    case "paused":
      return whilePaused(record, now);
    case "probation":
      return onProbation(record, facts, now);
    default:
      return byVerdict(record, record.state, facts, now);
  }
}

function byVerdict(
  record: GuardRecord,
  state: "healthy" | "watch" | "throttled",
  facts: GuardFacts,
  now: Date,
): NextState {
  const { assessment } = facts;
  if (severity[assessment.verdict] > severity[state] && assessment.reason !== null) {
    if (assessment.verdict === "paused") return pause(record, facts.kind, assessment, now);
    const evidence = { ...assessment.evidence, release: "release_by_calm_day" };
    return move(record, assessment.verdict, assessment.reason, { evidence });
  }
  if (state === "healthy" || assessment.verdict !== "healthy") return { kind: "stay", calmSince: null };
  const calmSince = record.calmSince ?? now;
  if (now.getTime() - calmSince.getTime() < calmMs) return { kind: "stay", calmSince };
  return move(record, "healthy", "calm_day", { evidence: { ...facts.counts, calm_since: calmSince.toISOString() } });
}

function whilePaused(record: GuardRecord, now: Date): NextState {
  if (record.releasesAt === null || record.releasesAt > now) return { kind: "stay", calmSince: null };
  const cause = causeOf(record);
  const evidence = { cause, paused_on: record.evidence, release: probationRelease(cause) };
  return move(record, "probation", "rest_over", { evidence, resumedAt: now });
}

function onProbation(record: GuardRecord, facts: GuardFacts, now: Date): NextState {
  const { assessment, counts, lastComplaintAt } = facts;
  if (assessment.verdict === "paused") return pause(record, facts.kind, assessment, now);
  const bound = wilsonUpper(counts.bounced, counts.sent);
  const isClean = lastComplaintAt === null || now.getTime() - lastComplaintAt.getTime() >= cleanDaysMs;
  const hasProved = bound < passingBounceRate && (isClean || !isComplaintPause(causeOf(record)));
  // A verdict that would slow it at once is no release, or it would flap between the two.
  if (!hasProved || assessment.verdict === "throttled") return { kind: "stay", calmSince: null };
  const evidence = { ...counts, upper_bound: Math.round(bound * 100_000) / 100_000, line: passingBounceRate };
  return move(record, "healthy", "probation_passed", { evidence });
}

function pause(
  record: GuardRecord,
  kind: HealthScopeKind,
  assessment: Exclude<Assessment, { verdict: "healthy" }>,
  now: Date,
): NextState {
  const pauseCount = pauseNumber(record, now);
  const restMs = pauseRestMs(kind, pauseCount);
  const isByComplaints = assessment.evidence.measure === "complained";
  const evidence = {
    ...assessment.evidence,
    cause: isByComplaints ? "complaint_rate" : assessment.reason,
    pause_number: pauseCount,
    rest_hours: restMs === null ? null : restMs / 3_600_000,
    release: restMs === null ? "release_by_person" : "release_by_rest",
  };
  const releasesAt = restMs === null ? null : new Date(now.getTime() + restMs);
  return move(record, "paused", assessment.reason, { evidence, releasesAt, pauseCount });
}

function move(
  record: GuardRecord,
  state: GuardRecord["state"],
  reason: HealthReason,
  change: Partial<GuardRecord>,
): NextState {
  const { resumedAt, pauseCount } = record;
  return {
    kind: "move",
    evidence: null,
    releasesAt: null,
    calmSince: null,
    resumedAt,
    pauseCount,
    ...change,
    state,
    reason,
  };
}
