import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { scoreInput } from "#lib/reputation/judge-scopes.ts";
import { explainScore, type ScoreExplanation } from "#lib/reputation/policy/explain-score.ts";
import { countFromPostgres, readCounters } from "#lib/reputation/read-counters.ts";
import { findScopeRow } from "./repo.ts";
import type { HistoryScope } from "./types.ts";

/** A number that no scope has: nothing was counted under it. */
const nobody = 1_000_000_000;

/**
 * The arithmetic of a place's score as it stands, from the counters that the score itself is read from; from Postgres while Redis is away.
 * @throws AppError not_found, for another tenant's id too
 */
export async function explainPlace(
  ctx: EngineContext,
  request: { tenantId: string; scope: Exclude<HistoryScope, { kind: "global" }> },
): Promise<ScoreExplanation> {
  const { tenantId, scope } = request;
  const row = await ctx.forTenant(tenantId, (tx) => findScopeRow(tx, tenantId, scope));
  if (row === null) throw notFound(scope.kind === "domain" ? "sending domain" : scope.kind);
  const { window, untracked } = await readCounters(ctx, tenantId).catch(() => countFromPostgres(ctx, tenantId));
  const index = row.scope_index ?? nobody;
  return explainScore(scoreInput(window, index), { openTracking: !untracked.has(index) });
}
