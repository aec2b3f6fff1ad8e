import type { EngineContext } from "#lib/engine/context.ts";
import { openRun, type SequencerRun } from "./open-run.ts";
import { isRunFull, planFirstMessages, planFollowups } from "./plan-lanes.ts";
import { leftDueBecause } from "./policy/left-due.ts";
import { dueCountLimit } from "./policy/thresholds.ts";
import { countDueRows, type DueCount } from "./repo-planning.ts";

/**
 * `due`: prospects looked at and those still due at the end (of these at most 10,000 are counted): `queued`, `passed_over` and `left_due`
 * together. `passed_over`, `left_due_because`: prospects by reason.
 */
export type SequencerCounts = {
  due: number;
  queued: number;
  left_due: number;
  left_due_because: Record<string, number>;
  passed_over: Record<string, number>;
};

/**
 * Plans one half hour of a tenant (SPEC §6): due follow-ups, then first messages with the returned prospects' share, until the
 * allowance is used or nothing is due. Queues ledger rows and publishes them; sends nothing. Runs may overlap. What cannot be
 * planned carries its reason and the time of the next try; whom the run did not come to stays due, with the reason in the counts. Returns
 * the counts for the run's record.
 */
export async function runSequencer(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<SequencerCounts> {
  const opened = await openRun(ctx, tenantId);
  if (opened.kind === "closed") return closedRun(ctx, tenantId, opened.reason);
  const { run } = opened;
  await planFollowups(ctx, run);
  await planFirstMessages(ctx, run);
  const left = await countDue(ctx, tenantId, run.frame.now, [...run.progress.fullCampaigns]);
  ctx.log.info({ tenantId, rows: run.progress.rows, queued: run.progress.queued, leftDue: left.due }, "sequencer run");
  return {
    due: run.progress.rows + left.due,
    queued: run.progress.queued,
    left_due: left.due,
    left_due_because: leftDueBecause({
      leftDue: left.due,
      inFullCampaigns: left.of_campaigns,
      usedUp: run.progress.closed ?? run.progress.allowance.usedUp,
      isRunFull: isRunFull(run),
    }),
    passed_over: passedOver(run),
  };
}

/** Nothing may be planned at all: everything due stays due for the one reason. */
async function closedRun(ctx: EngineContext, tenantId: string, reason: string): Promise<SequencerCounts> {
  const { due } = await countDue(ctx, tenantId, ctx.now(), []);
  return { due, queued: 0, left_due: due, left_due_because: due === 0 ? {} : { [reason]: due }, passed_over: {} };
}

function countDue(ctx: EngineContext, tenantId: string, now: Date, campaigns: readonly string[]): Promise<DueCount> {
  return ctx.forTenant(tenantId, (tx) => countDueRows(tx, { tenantId, now, limit: dueCountLimit, campaigns }));
}

function passedOver({ progress }: SequencerRun): Record<string, number> {
  return Object.fromEntries([...progress.passedOver].sort(([a], [b]) => a.localeCompare(b)));
}
