import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { releaseQuota, takeRelease } from "#lib/sending/recontact-release.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { cooledDownBefore } from "./policy/cooldown.ts";
import {
  type Batch,
  type BatchOutcome,
  type Cursor,
  exhaustBatch,
  listCandidates,
  type PassQuery,
  resetBatch,
  returnExhausted,
} from "./repo-reset.ts";
import { highestCycle, recontactBatch, recontactLanes, verificationMaxAgeDays } from "./thresholds.ts";

export type RecontactCounts = {
  /** prospects returned to the start of their sequence, one cycle further */
  reset: number;
  /** prospects whose last cycle is over */
  exhausted: number;
  /** exhausted prospects that a raised maximum brought back */
  returned: number;
};

type Run = { ctx: EngineContext; tenantId: string; settings: Settings; now: Date };

/**
 * Returns silent prospects to the start of their sequence, oldest first (SPEC §9). It only resets: the sequencer picks them up with every
 * guard in force. Batches have transactions of their own and each row is judged as it is when it changes, so a crash or a second
 * run never returns anybody twice. Does nothing when switched off in the settings or by the environment.
 */
export async function runRecontact(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<RecontactCounts> {
  const settings = await ctx.forTenant(tenantId, (tx) => loadSettings(tx, tenantId));
  if (!ctx.config.isRecontactEnabled || !settings.recontact_enabled) return { reset: 0, exhausted: 0, returned: 0 };
  const run = { ctx, tenantId, settings, now: ctx.now() };
  const returned = await returnAll(run);
  const exhausted = await passOver(run, { from: settings.max_recontact_cycles, to: highestCycle }, exhaustOne);
  const reset = await passOver(run, { from: 0, to: settings.max_recontact_cycles - 1 }, resetOne);
  ctx.log.info({ tenantId, reset, exhausted, returned }, "re-contact run");
  return { reset, exhausted, returned };
}

async function returnAll({ ctx, tenantId, settings, now }: Run): Promise<number> {
  const query = { tenantId, maxCycles: settings.max_recontact_cycles, limit: recontactBatch, now };
  let returned = 0;
  for (;;) {
    const count = await ctx.forTenant(tenantId, async (tx) => {
      const outreachIds = await returnExhausted(tx, query);
      await recomputeNextSend(tx, { tenantId, outreachIds, now });
      return outreachIds.length;
    });
    returned += count;
    if (count < recontactBatch) return returned;
  }
}

type Step = (run: Run, batch: Batch) => Promise<BatchOutcome | "quota_used">;

/** One pass over the prospects that have rested, each looked at once. Returns how many changed. */
async function passOver(run: Run, cycles: PassQuery["cycles"], step: Step): Promise<number> {
  const { tenantId, now, settings } = run;
  const pass = { tenantId, cycles, cutoff: cooledDownBefore(settings, now) };
  const freshSince = new Date(now.getTime() - verificationMaxAgeDays * 86_400_000);
  const pages = pagesOf(run, pass);
  const lane = async () => {
    let changed = 0;
    // Leaving this loop ends the pages for the other lane, too.
    for await (const outreachIds of pages) {
      const outcome = await retryOnConflict(() => step(run, { ...pass, outreachIds, freshSince, now }));
      if (outcome === "quota_used") break;
      changed += outcome.changed;
    }
    return changed;
  };
  // The day's quota goes to the oldest first, so then one batch waits for the other.
  const lanes = settings.recontact_daily_release === null ? recontactLanes : 1;
  const settled = await Promise.allSettled(Array.from({ length: lanes }, lane));
  return settled.reduce((sum, result) => {
    if (result.status === "rejected") throw result.reason;
    return sum + result.value;
  }, 0);
}

async function* pagesOf({ ctx, tenantId }: Run, pass: PassQuery): AsyncGenerator<string[], void, void> {
  for (let after: Cursor | null = null; ; ) {
    const at: Cursor | null = after;
    const next = { after: at, limit: recontactBatch };
    const page: Cursor[] = await ctx.forTenant(tenantId, (tx) => listCandidates(tx, pass, next));
    after = page.at(-1) ?? null;
    if (after === null) return;
    yield page.map(({ id }) => id);
  }
}

const exhaustOne: Step = ({ ctx, tenantId }, batch) =>
  ctx.forTenant(tenantId, (tx) => exhaustBatch(tx, { ...batch, atMost: Number.POSITIVE_INFINITY }));

const resetOne: Step = ({ ctx, tenantId, settings, now }, batch) =>
  ctx.forTenant(tenantId, async (tx) => {
    const day = calendarDay(settings.send_timezone, now);
    const release = { tenantId, day, limit: settings.recontact_daily_release };
    const quota = await releaseQuota(tx, release);
    if (quota <= 0) return "quota_used";
    const outcome = await resetBatch(tx, { ...batch, atMost: quota });
    await takeRelease(tx, release, outcome.changed);
    await recomputeNextSend(tx, { tenantId, outreachIds: outcome.fresh, now });
    return outcome;
  });
