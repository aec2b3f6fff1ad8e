import type { EngineContext } from "#lib/engine/context.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { selectSequenceOutreach } from "./repo-recompute.ts";
import { recomputeBatch } from "./thresholds.ts";

const firstId = "00000000-0000-0000-0000-000000000000";

/**
 * Works out the next send of every prospect in a sequence again, in batches with a transaction each: after a change of settings, a pause
 * or a resume (SPEC §6). Planning checks again anyway, so a prospect between two batches is late at worst.
 */
export async function recomputeTenant(
  ctx: EngineContext,
  request: { tenantId: string },
): Promise<{ recomputed: number }> {
  const { tenantId } = request;
  let recomputed = 0;
  let after: string | undefined = firstId;
  while (after !== undefined) {
    const position: string = after;
    const ids = await ctx.forTenant(tenantId, async (tx) => {
      const outreachIds = await selectSequenceOutreach(tx, tenantId, position, recomputeBatch);
      await recomputeNextSend(tx, { tenantId, outreachIds, now: ctx.now() });
      return outreachIds;
    });
    recomputed += ids.length;
    after = ids.length < recomputeBatch ? undefined : ids.at(-1);
  }
  return { recomputed };
}
