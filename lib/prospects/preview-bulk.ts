import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { findSuppressed } from "#lib/suppressions/find-suppressed.ts";
import { requireOpenCampaign } from "./assign-campaign.ts";
import { requireMember } from "./change-prospect.ts";
import type { BulkPreview, BulkPreviewBody } from "./contract-bulk.ts";
import { forecastBulk } from "./policy/bulk-forecast.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import { listStandings } from "./repo.ts";
import { narrowSearch } from "./repo-search.ts";
import { mostBulkPreviewed } from "./types.ts";

type Ctx = Pick<EngineContext, "forTenant" | "now">;
type Request = { tenantId: string; body: BulkPreviewBody };

/**
 * Whom an action would change, and why not the others, by the rules of the change itself. Nothing is changed.
 * @throws AppError conflict when too many fit; validation_failed for an owner or a campaign that nobody can be given
 */
export async function previewBulk(ctx: Ctx, { tenantId, body }: Request): Promise<BulkPreview> {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    await requireGivable(tx, tenantId, body);
    const named = body.ids && [...new Set(body.ids)];
    const filter = named ? { among: named } : await narrowSearch(tx, tenantId, (body.filter ?? {}) as ProspectFilter);
    const standings = await listStandings(tx, { tenantId, filter, now }, mostBulkPreviewed + 1);
    if (standings.length > mostBulkPreviewed)
      throw new AppError("conflict", `More than ${mostBulkPreviewed} prospects fit: narrow the filter.`);
    const keys = body.action === "suppress" ? standings.flatMap(({ email_key }) => email_key ?? []) : [];
    const { ids, unchanged } = forecastBulk(body, standings, await findSuppressed(tx, keys));
    const missing = named ? named.length - standings.length : 0;
    const gone = missing > 0 ? [{ detail: "No longer there.", count: missing }] : [];
    return { ids, unchanged: [...unchanged, ...gone] };
  });
}

async function requireGivable(tx: Tx, tenantId: string, { campaign_id, owner_id }: BulkPreviewBody): Promise<void> {
  if (campaign_id) await requireOpenCampaign(tx, tenantId, campaign_id);
  if (owner_id) await requireMember(tx, tenantId, owner_id);
}
