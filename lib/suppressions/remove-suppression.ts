import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { lockOutreachOfKeys } from "./repo.ts";
import { deleteSuppression, findSuppression } from "./repo-list.ts";

type Request = { tenantId: string; actor: Actor; id: string; reason: string; requestId?: string };

const wishes = new Set(["unsubscribed", "complained"]);

/**
 * Lifts a suppression by an admin's decision; never one that a person asked for by unsubscribing or complaining (SPEC §12), which the
 * database refuses as well. Who was held by it is worked out anew.
 * @throws AppError not_found; conflict for a person's own wish
 */
export async function removeSuppression(ctx: EngineContext, request: Request): Promise<void> {
  const { tenantId, actor, id, reason, requestId } = request;
  const kind = await ctx.forTenant(tenantId, async (tx) => {
    const found = await findSuppression(tx, tenantId, id);
    if (!found) throw notFound("suppression");
    if (wishes.has(found.reason)) {
      throw new AppError("conflict", "This address asked not to be written to: that is kept for good.");
    }
    await deleteSuppression(tx, id);
    const { kind: ofKind, value, source } = found;
    if (ofKind === "email") {
      const outreachIds = await lockOutreachOfKeys(tx, tenantId, [value]);
      await recomputeNextSend(tx, { tenantId, outreachIds, now: ctx.now() });
    }
    await writeAudit(tx, {
      tenantId,
      actor,
      requestId,
      reason,
      action: "suppression.removed",
      targetKind: "suppression",
      targetId: id,
      before: { kind: ofKind, value, reason: found.reason, source },
    });
    return ofKind;
  });
  // A recipient domain may hold any number of prospects: the job works them out in batches.
  if (kind === "domain") await announceChange(ctx, tenantId);
}
