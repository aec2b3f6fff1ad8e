import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { SequencerRun } from "./open-run.ts";
import { type BatchResult, planBatch } from "./plan-batch.ts";
import { returnedPlaces } from "./policy/pacing.ts";
import { maxRowsPerRun, maxTurnedAwayPerRun, planningBatchRows, smallestBatchRows } from "./policy/thresholds.ts";
import { type DueLane, listDueBands } from "./repo-planning.ts";

const batchTimeoutMs = 60_000;

/** Follow-ups come first, the longest waiting before all. */
export async function planFollowups(ctx: EngineContext, run: SequencerRun): Promise<void> {
  await planLane(ctx, run, { kind: "followup" }, Number.POSITIVE_INFINITY);
}

/** First messages: returned prospects up to their share, then fresh ones, and what those leave flows back (SPEC §6). */
export async function planFirstMessages(ctx: EngineContext, run: SequencerRun): Promise<void> {
  const { tenantId, now, settings } = run.frame;
  if (batchLimit(run, Number.POSITIVE_INFINITY) <= 0) return;
  const [returnedBands, freshBands] = await ctx.forTenant(tenantId, async (tx) => [
    await listDueBands(tx, { tenantId, isReturned: true, now }),
    await listDueBands(tx, { tenantId, isReturned: false, now }),
  ]);
  const places = run.isTurnAway ? Number.POSITIVE_INFINITY : run.progress.allowance.total;
  const share = run.isTurnAway ? places : returnedPlaces(places, settings.recontact_share);
  await planBands(ctx, run, { isReturned: true, bands: returnedBands }, share);
  await planBands(ctx, run, { isReturned: false, bands: freshBands }, Number.POSITIVE_INFINITY);
  await planBands(ctx, run, { isReturned: true, bands: returnedBands }, Number.POSITIVE_INFINITY);
}

type Bands = { isReturned: boolean; bands: readonly number[] };

async function planBands(
  ctx: EngineContext,
  run: SequencerRun,
  { isReturned, bands }: Bands,
  quota: number,
): Promise<void> {
  let queued = 0;
  for (const band of bands) {
    queued += await planLane(ctx, run, { kind: "first", isReturned, band }, quota - queued);
  }
}

/** Plans a lane batch by batch until `quota` messages are queued, the run is over or nothing is due. Returns how many it queued. */
async function planLane(ctx: EngineContext, run: SequencerRun, lane: DueLane, quota: number): Promise<number> {
  let queued = 0;
  for (;;) {
    const limit = batchLimit(run, quota - queued);
    if (limit <= 0) return queued;
    const result = await planOneBatch(ctx, run, lane, limit);
    queued += result.queued.length;
    if (result.rows < limit || result.leftDue > 0) return queued;
  }
}

/**
 * About as many rows as may still be sent, but not so few that a batch of passed-over rows costs a transaction each: what the allowance
 * has no place for stays as it is.
 */
function batchLimit(run: SequencerRun, quota: number): number {
  const { isTurnAway, progress } = run;
  const { total } = progress.allowance;
  if (progress.isOver || (!isTurnAway && total <= 0)) return 0;
  const rowsLeft = maxRows(run) - progress.rows;
  const wanted = isTurnAway ? planningBatchRows : Math.max(total, smallestBatchRows);
  return Math.min(planningBatchRows, rowsLeft, quota, wanted);
}

function maxRows({ isTurnAway }: SequencerRun): number {
  return isTurnAway ? maxTurnedAwayPerRun : maxRowsPerRun;
}

/** Has it looked at as many rows as one run may? */
export function isRunFull(run: SequencerRun): boolean {
  return run.progress.rows >= maxRows(run);
}

async function planOneBatch(ctx: EngineContext, run: SequencerRun, lane: DueLane, limit: number): Promise<BatchResult> {
  const { frame, health, progress } = run;
  const { tenantId } = frame;
  const request = {
    frame,
    health,
    lane,
    limit,
    withoutCampaigns: [...progress.fullCampaigns],
    allowance: progress.allowance,
    spread: { expected: progress.expected, placed: progress.placed },
  };
  const plan = () => ctx.forTenant(tenantId, (tx) => planBatch(tx, request), { timeoutMs: batchTimeoutMs });
  const result = await retryOnConflict(plan);
  addToProgress(run, result);
  await publish(ctx, result);
  return result;
}

function addToProgress({ progress }: SequencerRun, result: BatchResult): void {
  progress.rows += result.rows - result.leftDue;
  progress.queued += result.queued.length;
  progress.placed = result.placed;
  progress.allowance = result.allowance;
  progress.closed = result.closed;
  progress.isOver = result.closed !== null || result.leftDue > 0;
  for (const id of result.fullCampaigns) progress.fullCampaigns.add(id);
  for (const reason of result.passedOver) progress.passedOver.set(reason, (progress.passedOver.get(reason) ?? 0) + 1);
}

/** A failure loses nothing: reconcile-sends publishes what was not heard of. */
async function publish(ctx: EngineContext, { queued }: BatchResult): Promise<void> {
  if (queued.length === 0) return;
  try {
    await ctx.publish(queued);
  } catch (error) {
    ctx.log.warn({ err: error, messages: queued.length }, "queued messages could not be published");
  }
}
