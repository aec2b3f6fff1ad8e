import { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import type { CampaignView } from "./contract.ts";
import { type CampaignRow, countProspects, countTargets, findCampaign, listCampaignRows } from "./repo.ts";

type Ctx = Pick<EngineContext, "forTenant">;

/** A page of campaigns, newest first. */
export async function listCampaigns(
  ctx: Ctx,
  query: { tenantId: string; status?: string; limit: number; cursor: string | undefined },
): Promise<Page<CampaignView>> {
  const { tenantId, status, limit } = query;
  const before = decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  return ctx.forTenant(tenantId, async (tx) => {
    const rows = await listCampaignRows(tx, tenantId, { status, limit: limit + 1, before });
    const ids = rows.map((row) => row.id);
    const counts = await countProspects(tx, tenantId, ids);
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => toCampaignView(row, counts),
    );
  });
}

/** @throws AppError not_found */
export async function getCampaign(ctx: Ctx, { tenantId, id }: { tenantId: string; id: string }): Promise<CampaignView> {
  return ctx.forTenant(tenantId, async (tx) => {
    const row = await findCampaign(tx, tenantId, id);
    if (!row) throw notFound("campaign");
    return toCampaignView(row, await countProspects(tx, tenantId, [id]));
  });
}

/** Whom a campaign's trades and locations mean. @throws AppError not_found */
export async function previewTargets(ctx: Ctx, { tenantId, id }: { tenantId: string; id: string }) {
  return ctx.forTenant(tenantId, async (tx) => {
    const row = await findCampaign(tx, tenantId, id);
    if (!row) throw notFound("campaign");
    return countTargets(tx, tenantId, { trades: row.target_trades, locations: row.target_locations });
  });
}

function toCampaignView(row: CampaignRow, counts: ReadonlyMap<string, number>): CampaignView {
  const { id, name, target_trades, target_locations, daily_limit, version } = row;
  return {
    id,
    name,
    status: row.status as CampaignView["status"],
    target_trades,
    target_locations,
    daily_limit,
    steps: row.steps as CampaignView["steps"],
    prospect_count: counts.get(id) ?? 0,
    version,
    created_at: row.created_at.toISOString(),
  };
}
