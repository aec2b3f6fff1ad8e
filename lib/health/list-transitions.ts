import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, toPage } from "#lib/http/paging.ts";
import type { HealthTransition, HealthTransitionPage } from "./contract-transitions.ts";
import { isKnownPlace, selectTransitions, type TransitionRow, type TransitionScope } from "./repo-transitions.ts";

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * Changes of a place's state with who made them and on what grounds, newest first.
 * @throws AppError not_found, for another tenant's id too; validation_failed for a cursor of another list
 */
export async function listTransitions(
  ctx: EngineContext,
  request: { tenantId: string; scope: TransitionScope; limit: number; cursor?: string },
): Promise<HealthTransitionPage> {
  const { tenantId, scope, limit } = request;
  const after = decodeCursor(request.cursor, cursorShape);
  const before = after && { at: new Date(after[0]), id: after[1] };
  const rows = await ctx.forTenant(tenantId, async (tx) => {
    if (!(await isKnownPlace(tx, tenantId, scope))) {
      throw notFound(scope.kind === "domain" ? "sending domain" : scope.kind);
    }
    return selectTransitions(tx, tenantId, scope, { before, limit: limit + 1 });
  });
  return toPage(rows, limit, (row) => [row.at.toISOString(), row.id], toView);
}

function toView(row: TransitionRow): HealthTransition {
  return {
    id: row.id,
    from_state: row.from_state as HealthTransition["from_state"],
    to_state: row.to_state as HealthTransition["to_state"],
    reason: row.reason,
    evidence: row.evidence as HealthTransition["evidence"],
    actor_kind: row.actor_kind,
    actor_label: row.actor_label,
    at: row.at.toISOString(),
  };
}
