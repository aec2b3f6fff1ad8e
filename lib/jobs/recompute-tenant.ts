import type { EngineContext } from "#lib/engine/context.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { selectPutOffOutreach, selectSequenceOutreach } from "./repo-recompute.ts";
import { recomputeBatch } from "./thresholds.ts";

const firstId = "00000000-0000-0000-0000-000000000000";

/** `put_off`: who was due and could not be sent to, and has a time to be tried again. */
export type RecomputeWho = "everybody" | "put_off";

/**
 * Works out next sends again, in batches with a transaction each (SPEC §6): those of every prospect in a sequence after a change of
 * settings, mailboxes, domains or campaigns; only those of who was put off after a change of health, which no other next send hangs on.
 * Planning checks again anyway, so a prospect between two batches is late at worst.
 */
export async function recomputeTenant(
  ctx: EngineContext,
  request: { tenantId: string; who?: RecomputeWho },
): Promise<{ recomputed: number }> {
  const { tenantId, who = "everybody" } = request;
  const select = who === "put_off" ? selectPutOffOutreach : selectSequenceOutreach;
  let recomputed = 0;
  let after: string | undefined = firstId;
  while (after !== undefined) {
    const position: string = after;
    const ids = await ctx.forTenant(tenantId, async (tx) => {
      const now = ctx.now();
      const outreachIds = await select(tx, { tenantId, after: position, limit: recomputeBatch, now });
      await recomputeNextSend(tx, { tenantId, outreachIds, now });
      return outreachIds;
    });
    recomputed += ids.length;
    after = ids.length < recomputeBatch ? undefined : ids.at(-1);
  }
  return { recomputed };
}
