import type { EngineContext } from "#lib/engine/context.ts";
import type { GuardMoveView } from "./contract-transitions.ts";
import { guardActor } from "./guard-actor.ts";
import { selectMoves } from "./repo-transitions.ts";

const mostListed = 500;

/** Whose state the guard changed between two moments, both included, by name; 500 changes at most. */
export async function listGuardMoves(
  ctx: EngineContext,
  { tenantId, from, to }: { tenantId: string; from: Date; to: Date },
): Promise<GuardMoveView[]> {
  const asked = { actor: guardActor, from, to, limit: mostListed };
  const rows = await ctx.forTenant(tenantId, (tx) => selectMoves(tx, tenantId, asked));
  return rows as GuardMoveView[];
}
