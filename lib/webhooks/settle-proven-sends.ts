import type { EngineContext } from "#lib/engine/context.ts";
import { settleUnknownAsSent } from "#lib/sending/settle-send.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { lockProvenUnknown } from "./repo-ledger.ts";
import { parkedTriesDays, settleBatch } from "./thresholds.ts";

/**
 * Settles messages of unknown outcome whose events came before their outcome became unknown: a hand-over that died after the
 * provider had taken the message (SPEC §7, §8). Answers how many.
 */
export async function settleProvenSends(ctx: EngineContext, request: { tenantId: string }): Promise<number> {
  const { tenantId } = request;
  const now = ctx.now();
  const since = new Date(now.getTime() - parkedTriesDays * 86_400_000);
  return ctx.forTenant(tenantId, async (tx) => {
    const rows = await lockProvenUnknown(tx, tenantId, since, settleBatch);
    if (rows.length === 0) return 0;
    const settled = await settleUnknownAsSent(tx, { tenantId, outreachEmailIds: rows.map((row) => row.id), now });
    await recomputeNextSend(tx, { tenantId, outreachIds: rows.map((row) => row.outreach_id), now });
    return settled.length;
  });
}
