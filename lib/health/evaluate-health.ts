import type { EngineContext } from "#lib/engine/context.ts";
import { guardActor } from "./guard-actor.ts";
import { type JudgedScope, judgeGuarded } from "./judge-guarded.ts";
import type { GuardMove } from "./policy/guard-record.ts";
import { nextState } from "./policy/next-state.ts";
import { lockScope, selectState, writeNotes, writeState } from "./repo.ts";
import { readStandingScores } from "./standing-scores.ts";
import { toChange, toRecord } from "./state-row.ts";
import { tellStatesChanged } from "./tell-states-changed.ts";

export type EvaluationRequest = {
  tenantId: string;
  /** only these, by the numbers of their counters; all of the tenant when left out */
  only?: readonly number[];
};

export type EvaluationCounts = {
  /** scopes that needed a look */
  judged: number;
  /** changes of state by reason */
  changed: Record<string, number>;
};

/**
 * The health guard (SPEC §4): judges mailboxes, sending domains and connections on their own counts in Postgres, moves their states,
 * and has next sends worked out again when one moved.
 */
export async function evaluateHealth(ctx: EngineContext, request: EvaluationRequest): Promise<EvaluationCounts> {
  const counts = await moveStates(ctx, request);
  if (Object.keys(counts.changed).length > 0) await tellStatesChanged(ctx, request.tenantId);
  return counts;
}

/**
 * The part of it that holds messages back; telling the job runner is left to the caller. Every move is a transaction that locks the
 * scope's row, so that no hand-over is half-way; what changed since it was read is left to the next evaluation.
 */
export async function moveStates(ctx: EngineContext, { tenantId, only }: EvaluationRequest): Promise<EvaluationCounts> {
  const scores = await readStandingScores(ctx, tenantId);
  const now = ctx.now();
  const judged = await ctx.forTenant(
    tenantId,
    (tx) => judgeGuarded(tx, { tenantId, only: only ?? null, scores, now }),
    {
      timeoutMs: 60_000,
    },
  );
  const changed: Record<string, number> = {};
  for (const one of judged) {
    const next = nextState(toRecord(one.scope), one.facts, now);
    if (next.kind === "stay") {
      await noteStay(ctx, tenantId, one, next.calmSince);
    } else if (await moveState(ctx, { tenantId, one, move: next, now })) {
      changed[next.reason] = (changed[next.reason] ?? 0) + 1;
    }
  }
  return { judged: judged.length, changed };
}

/** False when the scope is gone or its state has changed since it was judged. */
async function moveState(
  ctx: EngineContext,
  { tenantId, one, move, now }: { tenantId: string; one: JudgedScope; move: GuardMove; now: Date },
): Promise<boolean> {
  const { scope_kind: scopeKind, scope_id: scopeId, version, state: from } = one.scope;
  const scope = { tenantId, scopeKind, scopeId };
  return ctx.forTenant(tenantId, async (tx) => {
    if ((await lockScope(tx, scope)) === null) return false;
    const current = await selectState(tx, scope);
    if ((current?.version ?? 0) !== version) return false;
    await writeState(tx, scope, { ...toChange(move, now), from, actor: guardActor });
    return true;
  });
}

/** What runs within a state: the day of calm, and the clean sends that the quota of a probation grows by. */
async function noteStay(
  ctx: EngineContext,
  tenantId: string,
  { scope, cleanSends }: JudgedScope,
  calmSince: Date | null,
): Promise<void> {
  const { scope_kind: scopeKind, scope_id: scopeId, version, calm_since, clean_sends } = scope;
  const isSame = calm_since?.getTime() === calmSince?.getTime() && clean_sends === cleanSends;
  if (version === 0 || isSame) return;
  const notes = { version, calm_since: calmSince, clean_sends: cleanSends };
  await ctx.forTenant(tenantId, (tx) => writeNotes(tx, { tenantId, scopeKind, scopeId }, notes));
}
