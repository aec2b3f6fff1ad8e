import { z } from "zod";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { decodeCursor, type Page, toPage } from "#lib/http/paging.ts";
import { withRates } from "#lib/mail-results/policy/mail-results.ts";
import type { CampaignView } from "./contract.ts";
import { noMail } from "./policy/campaign-results.ts";
import { type ReadMail, readMail } from "./read-results.ts";
import { type CampaignRow, findCampaign, listCampaignRows } from "./repo.ts";
import { countPeople, type PeopleCounts } from "./repo-results.ts";

type Ctx = Pick<EngineContext, "forTenant" | "now">;
type Filter = { q?: string; status?: string; archived?: boolean };

/** A page of campaigns, newest first. */
export async function listCampaigns(
  ctx: Ctx,
  query: Filter & { tenantId: string; limit: number; cursor: string | undefined },
): Promise<Page<CampaignView>> {
  const { tenantId, q, status, archived, limit } = query;
  const before = decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0] ?? null;
  return ctx.forTenant(tenantId, async (tx) => {
    const rows = await listCampaignRows(tx, tenantId, { q, status, archived, limit: limit + 1, before });
    const ids = rows.map((row) => row.id);
    const counts = await countResults(ctx, tx, { tenantId, ids });
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
    return toCampaignView(row, await countResults(ctx, tx, { tenantId, ids: [id] }));
  });
}

type Counts = { people: Map<string, PeopleCounts>; mail: Map<string, ReadMail> };

async function countResults(ctx: Ctx, tx: Tx, asked: { tenantId: string; ids: string[] }): Promise<Counts> {
  return { people: await countPeople(tx, asked.tenantId, asked.ids), mail: await readMail(ctx, tx, asked) };
}

function toCampaignView(row: CampaignRow, counts: Counts): CampaignView {
  const { id, name, target_trades, target_locations, daily_limit, version } = row;
  const { prospects = 0, in_sequence = 0 } = counts.people.get(id) ?? {};
  const { total, countedAt } = counts.mail.get(id) ?? { ...noMail, countedAt: null };
  return {
    id,
    name,
    status: row.status as CampaignView["status"],
    target_trades,
    target_locations,
    daily_limit,
    steps: row.steps as CampaignView["steps"],
    prospect_count: prospects,
    results: { in_sequence, ...withRates(total), counted_at: countedAt?.toISOString() ?? null },
    version,
    created_at: row.created_at.toISOString(),
  };
}
