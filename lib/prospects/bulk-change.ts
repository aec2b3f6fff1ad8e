import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { assignCampaign } from "./assign-campaign.ts";
import { saveProspect } from "./change-prospect.ts";
import type { BulkBody, BulkResult } from "./contract-bulk.ts";
import type { ProspectFilter } from "./prospect-filter.ts";
import { listCalled, listStandings } from "./repo.ts";
import { narrowSearch } from "./repo-search.ts";
import { haltSequence } from "./stop-prospect.ts";
import { suppressAddress } from "./suppress-prospect.ts";
import { mostBulkMatches } from "./types.ts";
import { awaitVerification, requestVerification } from "./verify-prospect.ts";

type Request = { tenantId: string; actor: Actor; body: BulkBody; requestId?: string };
type Row = Omit<BulkResult["results"][number], "prospect">;

/** Rows changed side by side: each is a transaction of its own. */
const lanes = 4;

/**
 * Does one thing to many prospects, each in its own transaction and with its own line in the audit log: one that is refused stops no
 * other. By a filter only while as many fit as the person was shown.
 * @throws AppError conflict with `count` when another number fits by now, or too many
 */
export async function bulkChange(ctx: EngineContext, request: Request): Promise<BulkResult> {
  const { tenantId, actor, body, requestId } = request;
  const ids = body.ids ? [...new Set(body.ids)] : await matchingIds(ctx, tenantId, body);
  const rows = await inLanes(ids, (id) => changeRow(ctx, request, id));
  const count = (result: Row["result"]) => rows.filter((row) => row.result === result).length;
  const counts = { done: count("done"), refused: count("refused"), not_found: count("not_found") };
  if (body.action === "verify" && counts.done > 0) await startVerification(ctx, request);
  const { action, owner_id, campaign_id, filter } = body;
  const refused = rows.filter((row) => row.result === "refused").map(({ id }) => id);
  const after = { action, owner_id, campaign_id, filter, ...counts };
  const target = { targetKind: "prospects", targetId: null };
  const called = await ctx.forTenant(tenantId, async (tx) => {
    const line = { tenantId, actor, requestId, reason: body.reason, action: "prospects.changed_together" };
    await writeAudit(tx, { ...line, ...target, after });
    return listCalled(tx, tenantId, refused);
  });
  return { ...counts, results: rows.map((row) => ({ ...row, prospect: called.get(row.id) ?? null })) };
}

async function matchingIds(ctx: EngineContext, tenantId: string, body: BulkBody): Promise<string[]> {
  const now = ctx.now();
  const fitting = await ctx.forTenant(tenantId, async (tx) => {
    const filter = await narrowSearch(tx, tenantId, (body.filter ?? {}) as ProspectFilter);
    return listStandings(tx, { tenantId, filter, now }, mostBulkMatches + 1);
  });
  const ids = fitting.map(({ id }) => id);
  const extra = { count: Math.min(ids.length, mostBulkMatches), at_least: ids.length > mostBulkMatches };
  if (extra.at_least)
    throw new AppError("conflict", `More than ${mostBulkMatches} prospects fit: narrow the filter.`, { extra });
  if (ids.length !== body.expected_count)
    throw new AppError("conflict", `${ids.length} prospects fit by now: look again, then confirm.`, { extra });
  return ids;
}

async function changeRow(ctx: EngineContext, request: Request, id: string): Promise<Row> {
  try {
    await act(ctx, request, id);
    return { id, result: "done", detail: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "dependency_unavailable") throw error;
    if (error.code === "not_found") return { id, result: "not_found", detail: null };
    return { id, result: "refused", detail: error.message };
  }
}

async function act(ctx: EngineContext, { tenantId, actor, body, requestId }: Request, id: string): Promise<void> {
  const asked = { tenantId, actor, prospectId: id, reason: body.reason, requestId };
  if (body.action === "stop") return haltSequence(ctx, asked);
  if (body.action === "suppress") return suppressAddress(ctx, asked);
  if (body.action === "verify") return awaitVerification(ctx, asked);
  if (body.action === "assign_owner")
    return saveProspect(ctx, { ...asked, patch: { owner_id: body.owner_id ?? null } });
  return assignCampaign(ctx, { ...asked, campaignId: body.campaign_id ?? "" });
}

/** The rows wait for it already: where the job runner is away, its next round takes them. */
async function startVerification(ctx: EngineContext, { tenantId, actor }: Request): Promise<void> {
  try {
    await requestVerification(ctx, { tenantId, actor });
  } catch (error) {
    ctx.log.warn({ err: error, tenantId }, "verification waits for its next round");
  }
}

async function inLanes<T>(ids: readonly string[], work: (id: string) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < ids.length; index = next++) results[index] = await work(ids[index] as string);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
