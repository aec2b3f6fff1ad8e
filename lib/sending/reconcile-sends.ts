import type { EngineContext } from "#lib/engine/context.ts";
import { markHoursForRecount } from "#lib/reputation/book-counts.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { isInsideSendWindow } from "#lib/sequencing/policy/send-window.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { releaseCapacity } from "./release-capacity.ts";
import { returnFailedGenerations } from "./repo-generation.ts";
import { countAsSent, lockOutreach } from "./repo-ledger.ts";
import {
  cancelRows,
  listExpiredSendings,
  listLateRows,
  listPlaces,
  type OpenRow,
  requeueExpiredClaims,
  settleExpiredSendings,
} from "./repo-reconcile.ts";
import { generationRestMs, maxClaims, missedAfterMs, reconcileBatch, republishAfterMs } from "./thresholds.ts";
import type { StopReason } from "./types.ts";

export type ReconcileCounts = {
  requeued: number;
  unknown: number;
  settled: number;
  cancelled: number;
  republished: number;
  generation_returned: number;
};

/**
 * Puts right what crashes and lost events left behind (SPEC §7, §10): expired claims are queued again, expired hand-overs become
 * unknown and are never sent again, queued rows 5 minutes past their time are published again, and those that missed their moment
 * are cancelled and planned anew instead of leaving in a burst. Run any number of times, also at once.
 */
export async function reconcileSends(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<ReconcileCounts> {
  const now = ctx.now();
  const claims = await ctx.forTenant(tenantId, (tx) =>
    requeueExpiredClaims(tx, tenantId, { now, maxClaims, limit: reconcileBatch }),
  );
  const dying = await cancelAndReplan(ctx, tenantId, claims.dying, { reason: "generation_failed", from: ["claimed"] });
  const settled = await settleExpired(ctx, tenantId);
  const late = await sortLateRows(ctx, tenantId);
  const missed = await cancelAndReplan(ctx, tenantId, late.missed, { reason: "outside_window", from: ["queued"] });
  const returned = await ctx.forTenant(tenantId, async (tx) => {
    const ids = await returnFailedGenerations(tx, tenantId, new Date(now.getTime() - generationRestMs), now);
    await recomputeNextSend(tx, { tenantId, outreachIds: ids, now });
    return ids.length;
  });
  await publishAgain(ctx, tenantId, late.republish);
  return {
    requeued: claims.requeued.length,
    unknown: settled.filter((row) => row.status === "unknown").length,
    settled: settled.filter((row) => row.status !== "unknown").length,
    cancelled: dying + missed,
    republished: late.republish.length,
    generation_returned: returned,
  };
}

async function settleExpired(ctx: EngineContext, tenantId: string) {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const expired = await listExpiredSendings(tx, tenantId, now, reconcileBatch);
    if (expired.length === 0) return [];
    const outreachIds = outreachIdsOf(expired);
    await lockOutreach(tx, tenantId, outreachIds);
    const ids = expired.map((row) => row.id);
    const settled = await settleExpiredSendings(tx, tenantId, ids, now);
    await countAsSent(
      tx,
      tenantId,
      settled.map((row) => row.id),
      now,
    );
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    const hours = settled.filter((row) => row.status !== "unknown").map((row) => epochHourOf(row.sent_at));
    if (hours.length > 0) await markHoursForRecount(tx, { tenantId, epochHours: hours });
    return settled;
  });
}

/** Late rows: published again while their prospect's window is open and the delay small, else planned anew. */
async function sortLateRows(
  ctx: EngineContext,
  tenantId: string,
): Promise<{ republish: OpenRow[]; missed: OpenRow[] }> {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const before = new Date(now.getTime() - republishAfterMs);
    const late = await listLateRows(tx, tenantId, { before, limit: reconcileBatch });
    if (late.length === 0) return { republish: [], missed: [] };
    const settings = await loadSettings(tx, tenantId);
    const places = new Map((await listPlaces(tx, tenantId, outreachIdsOf(late))).map((row) => [row.outreach_id, row]));
    const isMissed = (row: OpenRow) => {
      const place = places.get(row.outreach_id);
      const isLongAgo = now.getTime() - row.scheduled_at.getTime() > missedAfterMs;
      const at = { zip: place?.zip ?? null, stateCode: place?.state_code ?? null };
      return isLongAgo || !isInsideSendWindow(at, settings, now);
    };
    return { republish: late.filter((row) => !isMissed(row)), missed: late.filter(isMissed) };
  });
}

async function cancelAndReplan(
  ctx: EngineContext,
  tenantId: string,
  rows: OpenRow[],
  cancel: { reason: StopReason; from: string[] },
): Promise<number> {
  if (rows.length === 0) return 0;
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const outreachIds = outreachIdsOf(rows);
    await lockOutreach(tx, tenantId, outreachIds);
    const cancelled = await cancelRows(tx, tenantId, { ...cancel, ids: rows.map((row) => row.id), now });
    await releaseCapacity(tx, cancelled);
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    return cancelled.length;
  });
}

/** The runner may be away: then the next round publishes them. */
async function publishAgain(ctx: EngineContext, tenantId: string, rows: OpenRow[]): Promise<void> {
  if (rows.length === 0) return;
  const events = rows.map((row) => ({
    type: "emailQueued" as const,
    tenantId,
    outreachEmailId: row.id,
    mailboxId: row.mailbox_id ?? row.id,
    scheduledAt: row.scheduled_at,
  }));
  await ctx.publish(events).catch((error: unknown) => {
    ctx.log.warn({ err: error, tenantId }, "late messages could not be published again");
  });
}

function outreachIdsOf(rows: readonly { outreach_id: string }[]): string[] {
  return [...new Set(rows.map((row) => row.outreach_id))];
}
