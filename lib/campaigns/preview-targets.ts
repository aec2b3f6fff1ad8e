import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { CampaignTargets, TargetsBody } from "./contract.ts";
import { findCampaign } from "./repo.ts";
import { countTargets, listUnknownTargets } from "./repo-targets.ts";

type Ctx = Pick<EngineContext, "forTenant">;

/** Whom a campaign's trades and locations mean. @throws AppError not_found */
export async function previewTargets(
  ctx: Ctx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<CampaignTargets> {
  return ctx.forTenant(tenantId, async (tx) => {
    const row = await findCampaign(tx, tenantId, id);
    if (!row) throw notFound("campaign");
    return targetsOf(tx, tenantId, row);
  });
}

/** Whom trades and locations would mean that no campaign has yet. */
export async function tryTargets(ctx: Ctx, request: { tenantId: string; body: TargetsBody }): Promise<CampaignTargets> {
  return ctx.forTenant(request.tenantId, (tx) => targetsOf(tx, request.tenantId, request.body));
}

async function targetsOf(tx: Tx, tenantId: string, targets: TargetsBody): Promise<CampaignTargets> {
  const { target_trades, target_locations } = targets;
  const folded = { trades: target_trades.map(fold), places: target_locations.map(fold) };
  const counts = await countTargets(tx, tenantId, folded);
  const unknown = await listUnknownTargets(tx, tenantId, folded);
  return {
    ...counts,
    unknown_trades: target_trades.filter((text) => unknown.trades.includes(fold(text))),
    unknown_locations: target_locations.filter((text) => unknown.places.includes(fold(text))),
  };
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
