import type { EngineContext } from "#lib/engine/context.ts";
import { markUnreachableProspects } from "./mark-unreachable.ts";
import { matchParkedEvents } from "./match-parked-events.ts";
import { settleProvenSends } from "./settle-proven-sends.ts";

export type TendCounts = { tried: number; matched: number; settled: number; unreachable: number };

/** What provider events leave for later: parked ones, proofs for unknown sends, prospects whose mail was deferred for good. */
export async function tendEvents(ctx: EngineContext, request: { tenantId: string }): Promise<TendCounts> {
  const parked = await matchParkedEvents(ctx, request);
  const settled = await settleProvenSends(ctx, request);
  return { ...parked, settled, unreachable: await markUnreachableProspects(ctx, request) };
}
