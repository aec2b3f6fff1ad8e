import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import type { ProspectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";

/**
 * Suppresses the address of a prospect for good.
 * @throws AppError not_found; conflict when it has no address
 */
export async function suppressProspect(
  ctx: EngineContext,
  request: { tenantId: string; actor: Actor; prospectId: string; reason?: string; requestId?: string },
): Promise<ProspectDetail> {
  const { tenantId, actor, prospectId, reason, requestId } = request;
  const { email } = await getProspect(ctx, { tenantId, prospectId });
  if (email === null) throw new AppError("conflict", "The prospect has no address that could be suppressed.");
  await addSuppression(ctx, { tenantId, actor, kind: "email", value: email, note: reason, requestId });
  return getProspect(ctx, { tenantId, prospectId });
}
