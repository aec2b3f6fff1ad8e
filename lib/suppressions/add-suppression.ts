import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { suppress } from "./suppress.ts";
import type { SuppressionKind } from "./types.ts";

/**
 * A person suppresses an address or recipient domain: it takes effect at once, mail on its way to it is cancelled, all in one
 * transaction. Again is no error.
 * @throws AppError validation_failed when the value is no address or domain
 */
export async function addSuppression(
  ctx: EngineContext,
  request: { tenantId: string; actor: Actor; kind: SuppressionKind; value: string; note?: string; requestId?: string },
): Promise<{ kind: SuppressionKind; value: string; is_new: boolean; cancelled_sends: number }> {
  const { tenantId, actor, kind, value, note, requestId } = request;
  return ctx.forTenant(tenantId, async (tx) => {
    const { added, outreachIds } = await suppress(tx, {
      tenantId,
      kind,
      value,
      reason: "manual",
      source: actor.kind === "api_key" ? "api" : "console",
      addedBy: actor.label,
      now: ctx.now(),
    });
    const cancelled = await cancelOpenSends(tx, { tenantId, outreachIds, reason: "suppressed", now: ctx.now() });
    await recomputeNextSend(tx, { tenantId, outreachIds, now: ctx.now() });
    if (added > 0) {
      await writeAudit(tx, {
        tenantId,
        actor,
        requestId,
        action: "suppression.added",
        targetKind: "suppression",
        targetId: null,
        after: { kind, value },
        reason: note ?? null,
      });
    }
    return { kind, value, is_new: added > 0, cancelled_sends: cancelled };
  });
}
