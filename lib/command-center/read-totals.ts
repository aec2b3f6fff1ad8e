import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { getRecontactSummary } from "#lib/recontact/get-recontact-summary.ts";
import { startOfDay } from "#lib/send-queue/policy/start-of-day.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { RecentMap } from "#lib/shared/recent-map.ts";
import { countByDay, countByHold, countByStatus, countByStep } from "./repo.ts";
import { listRecentReplies } from "./repo-activity.ts";

/** What is counted over all prospects, and over the messages of so many days of the sending zone, today included. */
export type Totals = Awaited<ReturnType<typeof countTotals>> & {
  /** when they were counted, if they are kept for a minute; null when they are of this moment */
  countedAt: Date | null;
};

type Asked = { tenantId: string; settings: VersionedSettings; days: number };

/** From more prospects on the counts take seconds of a core, and one prospect more or less is not seen in them. */
const manyProspects = 100_000;
const keptMs = 60_000;
/** Replies of the activity feed. */
const repliesMs = 7 * 86_400_000;
const mostReplies = 20;

const kept = new RecentMap<{ at: number; settingsVersion: number; totals: Totals }>();

/**
 * The overview's counts. A tenant with more than 100,000 prospects gets those of the last minute again, so that what open
 * overviews cost does not grow with their number and with the tenant's size; any other tenant's are of this moment.
 */
export async function readTotals(ctx: EngineContext, tx: Tx, asked: Asked, many = manyProspects): Promise<Totals> {
  const { tenantId, settings } = asked;
  const last = keptTotals(ctx, asked);
  if (last) return last;
  const at = ctx.now().getTime();
  const counted = await countTotals(ctx, tx, asked);
  const prospects = counted.funnel.reduce((sum, { count }) => sum + count, 0);
  const isKept = prospects > many;
  const totals = { ...counted, countedAt: isKept ? new Date(at) : null };
  if (isKept) kept.set(tenantId, { at, settingsVersion: settings.version, totals });
  return totals;
}

/** Held prospects by reason, the very counts that the overview shows. */
export async function readHeld(ctx: EngineContext, tx: Tx, asked: Omit<Asked, "days">): Promise<Totals["held"]> {
  return keptTotals(ctx, asked)?.held ?? (await countByHold(tx, asked.tenantId));
}

function keptTotals(ctx: EngineContext, { tenantId, settings }: Omit<Asked, "days">): Totals | null {
  const at = ctx.now().getTime();
  const last = kept.get(tenantId);
  const isCurrent = last?.settingsVersion === settings.version && at >= last.at && at < last.at + keptMs;
  return isCurrent ? last.totals : null;
}

async function countTotals(ctx: EngineContext, tx: Tx, { tenantId, settings, days }: Asked) {
  const since = (count: number) => startOfDay(settings.send_timezone, ctx.now(), count - 1);
  return {
    days: await countByDay(tx, tenantId, settings.send_timezone, since(2 * days)),
    steps: await countByStep(tx, tenantId, since(days)),
    funnel: await countByStatus(tx, tenantId),
    held: await countByHold(tx, tenantId),
    recontact: await getRecontactSummary(ctx, tx, { tenantId, settings }),
    replies: await listRecentReplies(tx, tenantId, new Date(ctx.now().getTime() - repliesMs), mostReplies),
  };
}
