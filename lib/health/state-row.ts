import { type GuardMove, type GuardRecord, healthyRecord } from "./policy/guard-record.ts";
import type { StateChange } from "./repo.ts";
import type { HealthScopeKind, HealthStateRow } from "./types.ts";

/** The stored state as policies take it; who has no row is healthy. */
export function toRecord(row: Omit<HealthStateRow, "since"> | null): GuardRecord {
  if (row === null) return healthyRecord;
  return {
    state: row.state,
    reason: row.reason,
    evidence: row.evidence,
    releasesAt: row.releases_at,
    resumedAt: row.resumed_at,
    pauseCount: row.pause_count,
    calmSince: row.calm_since,
  };
}

/** A policy's decision as it is stored; the state holds since `since`. */
export function toChange(move: GuardMove, since: Date): StateChange {
  return {
    state: move.state,
    reason: move.reason,
    evidence: move.evidence,
    since,
    releases_at: move.releasesAt,
    resumed_at: move.resumedAt,
    pause_count: move.pauseCount,
    calm_since: move.calmSince,
  };
}

/** What stands for a scope of which nothing is stored. */
export function unstoredState(scopeKind: HealthScopeKind, scopeId: string, since: Date): HealthStateRow {
  return {
    scope_kind: scopeKind,
    scope_id: scopeId,
    state: "healthy",
    reason: null,
    evidence: null,
    since,
    releases_at: null,
    version: 0,
    resumed_at: null,
    pause_count: 0,
    calm_since: null,
    clean_sends: 0,
  };
}
