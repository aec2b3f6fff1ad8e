import type { HealthScopeKind, HealthStateName } from "../types.ts";
import { causeOf, type GuardMove, type GuardRecord, probationRelease } from "./guard-record.ts";

type Word = { by: string; note: string | null };

/**
 * The record after a person paused the scope: no clock ends it (SPEC §4). What the guard had paused stays paused for longer. Null when
 * a person had paused it already. What was before is kept in the evidence, for the resume.
 */
export function pausedByPerson(record: GuardRecord, { by, note }: Word): GuardMove | null {
  if (record.state === "paused" && record.reason === "paused_by_person") return null;
  const { state, reason, evidence } = record;
  const before = { state, reason, evidence };
  return {
    ...record,
    state: "paused",
    reason: "paused_by_person",
    evidence: { by, note, before, release: "release_by_person" },
    releasesAt: null,
    calmSince: null,
  };
}

/**
 * The record after a person resumed the scope, null when it is not paused. It never switches protection off (SPEC §4): what the guard
 * had paused comes back on probation, what a person had paused comes back as it was, with its counts running on. A connection has no
 * quota: it counts anew.
 */
export function resumedByPerson(
  record: GuardRecord,
  kind: HealthScopeKind,
  { by, note }: Word,
  now: Date,
): GuardMove | null {
  if (record.state !== "paused") return null;
  const before = beforePersonsPause(record);
  const back = { ...record, reason: "resumed_by_person" as const, releasesAt: null, calmSince: null };
  const wasGuards = before === null || before.state === "paused";
  const cause = causeOf(before ?? record);
  if (!wasGuards) {
    const release = releaseOf(before.state, cause);
    return { ...back, state: before.state, evidence: { by, note, ...(cause === null ? {} : { cause }), ...release } };
  }
  if (kind === "connection") return { ...back, state: "healthy", evidence: { by, note }, resumedAt: now };
  return {
    ...back,
    state: "probation",
    evidence: { by, note, cause, release: probationRelease(cause) },
    resumedAt: now,
  };
}

function releaseOf(state: HealthStateName, cause: string | null): { release?: string } {
  if (state === "probation") return { release: probationRelease(cause) };
  return state === "healthy" ? {} : { release: "release_by_calm_day" };
}

type Before = { state: HealthStateName; reason: string | null; evidence: Record<string, unknown> | null };

/** Null when it was not a person who paused it. */
function beforePersonsPause({ reason, evidence }: GuardRecord): Before | null {
  if (reason !== "paused_by_person") return null;
  return (evidence?.before as Before | undefined) ?? { state: "healthy", reason: null, evidence: null };
}
