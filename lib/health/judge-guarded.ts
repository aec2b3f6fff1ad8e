import type { Tx } from "#lib/db/types.ts";
import { epochHourOf, startOfEpochHour } from "#lib/reputation/policy/booking-hour.ts";
import { assessScope, type GuardCounts, type GuardWindows, type StandingScore } from "./policy/assess.ts";
import type { GuardFacts } from "./policy/next-state.ts";
import { scoreMemoryMs, windowHours } from "./policy/thresholds.ts";
import {
  countCleanSends,
  countWindows,
  type GuardedScope,
  listGuardedScopes,
  listLastComplaints,
} from "./repo-guard.ts";

export type JudgedScope = {
  scope: GuardedScope;
  facts: GuardFacts;
  /** on probation: messages since the resume or the last bounce or complaint */
  cleanSends: number;
};

/** Score pauses that stand in the chooser, by `kind key`. */
export type StandingScores = ReadonlyMap<string, StandingScore>;

const nothing: GuardCounts = { sent: 0, bounced: 0, complained: 0, blocked: 0 };

/** Everything the guard has to decide on, with its counts since the last resume: four statements at most (SPEC §4). */
export async function judgeGuarded(
  tx: Tx,
  request: { tenantId: string; only: readonly number[] | null; scores: StandingScores; now: Date },
): Promise<JudgedScope[]> {
  const { tenantId, only, scores, now } = request;
  const open = epochHourOf(now);
  const starts = {
    day: open - windowHours["24h"],
    week: open - windowHours["7d"],
    month: open - windowHours["30d"],
    open,
  };
  const since = startOfEpochHour(starts.month);
  const scopes = await listGuardedScopes(tx, tenantId, { since, alsoKeys: [...scores.keys()], only });
  const counted = scopes.flatMap(({ scope_index, resumed_at }) =>
    scope_index === null ? [] : [{ scopeIndex: scope_index, resumedAt: resumed_at }],
  );
  const windows = windowsByScope(await countWindows(tx, tenantId, counted, starts));
  const onProbation = scopes.filter((scope) => scope.state === "probation");
  const clean = await cleanSendsOf(tx, tenantId, onProbation, since);
  const complaints = onProbation.length === 0 ? [] : await listLastComplaints(tx, tenantId, since);
  const lastComplaint = new Map(complaints.map(({ domain_index, at }) => [domain_index, at]));
  return scopes.map((scope) => {
    const own = windows.get(scope.scope_index ?? -1) ?? { "24h": nothing, "7d": nothing, "30d": nothing };
    const score = seesBeforeResume(scope, now) ? null : (scores.get(`${scope.scope_kind} ${scope.key}`) ?? null);
    const facts: GuardFacts = {
      kind: scope.scope_kind,
      assessment: assessScope(scope.scope_kind, own, score),
      counts: own["30d"],
      lastComplaintAt: lastComplaint.get(scope.domain_index ?? -1) ?? null,
    };
    return { scope, facts, cleanSends: clean.get(scope.scope_index ?? -1) ?? 0 };
  });
}

/** A score that still sees the time before the resume says nothing about the time after it; in the chooser it holds all the same. */
function seesBeforeResume({ resumed_at }: GuardedScope, now: Date): boolean {
  return resumed_at !== null && now.getTime() - resumed_at.getTime() < scoreMemoryMs;
}

function windowsByScope(rows: Awaited<ReturnType<typeof countWindows>>): Map<number, GuardWindows> {
  const windows = new Map<number, Record<keyof GuardWindows, GuardCounts>>();
  for (const { scope_index, window, ...counts } of rows) {
    const own = windows.get(scope_index) ?? { "24h": nothing, "7d": nothing, "30d": nothing };
    own[window] = counts;
    windows.set(scope_index, own);
  }
  return windows;
}

async function cleanSendsOf(
  tx: Tx,
  tenantId: string,
  onProbation: readonly GuardedScope[],
  earliest: Date,
): Promise<Map<number, number>> {
  const scopes = onProbation.flatMap(({ scope_index, resumed_at }) => {
    if (scope_index === null) return [];
    return [{ scopeIndex: scope_index, since: resumed_at !== null && resumed_at > earliest ? resumed_at : earliest }];
  });
  const rows = await countCleanSends(tx, tenantId, scopes);
  return new Map(rows.map(({ scope_index, clean }) => [scope_index, clean]));
}
