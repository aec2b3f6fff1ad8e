import { metricsPerScope } from "./packed-hour.ts";
import { computeEmailScore } from "./policy/compute-email-score.ts";
import type { Reputation, ScoreInput } from "./types.ts";
import type { WindowCounts } from "./window-counts.ts";

/** Reputation by scope number, with what it was judged on. */
export type JudgedScopes = {
  window: WindowCounts;
  untracked: ReadonlySet<number>;
  /** index = scope number; an unchanged scope keeps its object from reading to reading */
  reputations: readonly Reputation[];
};

const maturedMetrics = 4;

/** Judges scopes 0…lastScope; those whose counts did not change since `previous` are not judged again. */
export function judgeScopes(
  facts: { window: WindowCounts; untracked: ReadonlySet<number>; lastScope: number },
  previous?: JudgedScopes,
): JudgedScopes {
  const { window, untracked, lastScope } = facts;
  const reputations: Reputation[] = [];
  for (let scope = 0; scope <= lastScope; scope += 1) {
    const kept = previous && isUnchanged(scope, facts, previous) ? previous.reputations[scope] : undefined;
    reputations.push(kept ?? computeEmailScore(scoreInput(window, scope), { openTracking: !untracked.has(scope) }));
  }
  return { window, untracked, reputations };
}

function isUnchanged(
  scope: number,
  { window, untracked }: { window: WindowCounts; untracked: ReadonlySet<number> },
  previous: JudgedScopes,
): boolean {
  if (untracked.has(scope) !== previous.untracked.has(scope)) return false;
  const first = scope * metricsPerScope;
  return (
    areEqual(window.total, previous.window.total, first, first + metricsPerScope) &&
    (window.matured === previous.window.matured ||
      areEqual(window.matured, previous.window.matured, first, first + maturedMetrics))
  );
}

function areEqual(a: Float64Array, b: Float64Array, from: number, to: number): boolean {
  for (let slot = from; slot < to; slot += 1) if ((a[slot] ?? 0) !== (b[slot] ?? 0)) return false;
  return true;
}

/** What a scope's score is computed from. */
export function scoreInput({ total, matured }: WindowCounts, scope: number): ScoreInput {
  const at = scope * metricsPerScope;
  return {
    sent: total[at] ?? 0,
    delivered: total[at + 1] ?? 0,
    bounced: total[at + 2] ?? 0,
    complained: total[at + 3] ?? 0,
    opened: total[at + 4] ?? 0,
    clicked: total[at + 5] ?? 0,
    blocked: total[at + 6] ?? 0,
    matured: {
      sent: matured[at] ?? 0,
      delivered: matured[at + 1] ?? 0,
      bounced: matured[at + 2] ?? 0,
      complained: matured[at + 3] ?? 0,
    },
  };
}
