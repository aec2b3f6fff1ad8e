import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";
import { suppressRefusal } from "./policy/refusals.ts";
import { findProspectWithOutreach } from "./repo.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; reason?: string; requestId?: string };

/**
 * Suppresses the address of a prospect for good.
 * @throws AppError not_found; conflict when it has no address
 */
export async function suppressProspect(ctx: EngineContext, request: Request): Promise<ProspectDetail> {
  await suppressAddress(ctx, request);
  return getProspect(ctx, request);
}

/** As suppressProspect, for callers that do not need the prospect. */
export async function suppressAddress(ctx: EngineContext, request: Request): Promise<void> {
  const { tenantId, actor, prospectId, reason, requestId } = request;
  const found = await ctx.forTenant(tenantId, (tx) => findProspectWithOutreach(tx, tenantId, prospectId));
  if (!found) throw notFound("prospect");
  const refusal = suppressRefusal(found);
  if (refusal) throw new AppError("conflict", refusal);
  await addSuppression(ctx, { tenantId, actor, kind: "email", value: found.email ?? "", note: reason, requestId });
}
