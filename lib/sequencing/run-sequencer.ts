import type { EngineContext } from "#lib/engine/context.ts";
import { openRun, type SequencerRun } from "./open-run.ts";
import { planFirstMessages, planFollowups } from "./plan-lanes.ts";
import { dueCountLimit } from "./policy/thresholds.ts";
import { countDueRows } from "./repo-planning.ts";

/** `due`: prospects looked at and those still due at the end (of these at most 10,000 are counted). `passed_over`: prospects by reason. */
export type SequencerCounts = {
  due: number;
  queued: number;
  left_due: number;
  passed_over: Record<string, number>;
};

/**
 * Plans one half hour of a tenant (SPEC §6): due follow-ups, then first messages with the returned prospects' share, until the
 * allowance is used or nothing is due. Queues ledger rows and publishes them; sends nothing. Runs may overlap. What cannot be
 * planned carries its reason and the time of the next try. Returns the counts for the run's record.
 */
export async function runSequencer(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<SequencerCounts> {
  const opened = await openRun(ctx, tenantId);
  if (opened.kind === "closed") return closedRun(ctx, tenantId, opened.reason);
  const { run } = opened;
  await planFollowups(ctx, run);
  await planFirstMessages(ctx, run);
  const leftDue = await countDue(ctx, run.frame.tenantId, run.frame.now);
  ctx.log.info({ tenantId, rows: run.progress.rows, queued: run.progress.queued, leftDue }, "sequencer run");
  return {
    due: run.progress.rows + leftDue,
    queued: run.progress.queued,
    left_due: leftDue,
    passed_over: passedOver(run),
  };
}

/** Nothing may be planned at all: everything due is passed over for the one reason, and stays due. */
async function closedRun(ctx: EngineContext, tenantId: string, reason: string): Promise<SequencerCounts> {
  const due = await countDue(ctx, tenantId, ctx.now());
  return { due, queued: 0, left_due: due, passed_over: due === 0 ? {} : { [reason]: due } };
}

function countDue(ctx: EngineContext, tenantId: string, now: Date): Promise<number> {
  return ctx.forTenant(tenantId, (tx) => countDueRows(tx, tenantId, now, dueCountLimit));
}

function passedOver({ progress }: SequencerRun): Record<string, number> {
  return Object.fromEntries([...progress.passedOver].sort(([a], [b]) => a.localeCompare(b)));
}
