import type { EngineContext } from "#lib/engine/context.ts";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { getRecontactStats } from "#lib/recontact/get-recontact-stats.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { isInsideSendWindow, nextWindowStart } from "#lib/sequencing/policy/send-window.ts";
import { calendarDay, dayMs } from "#lib/sequencing/policy/zone-clock.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { CommandCenter } from "./contract.ts";
import { activityOf } from "./policy/activity.ts";
import { engineState } from "./policy/engine-state.ts";
import { listAlerts } from "./policy/list-alerts.ts";
import { emptyCounts, fillDays, sumCounts } from "./policy/sum-counts.ts";
import {
  countByDay,
  countByHold,
  countByStatus,
  countByStep,
  keepLiveNames,
  listPausedScopes,
  listRecentRuns,
  listRecentSignals,
  listRecentUnsubscribes,
  senderCounts,
  todaysUse,
} from "./repo.ts";

const shownDays = 30;
const shownActivity = 20;
const anywhere = { zip: null, stateCode: null };

/** Everything the overview shows, in one answer (SPEC §12). */
export async function getCommandCenter(ctx: EngineContext, query: { tenantId: string }): Promise<CommandCenter> {
  const { tenantId } = query;
  const now = ctx.now();
  const weekAgo = new Date(now.getTime() - 7 * dayMs);
  const facts = await ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const day = calendarDay(settings.send_timezone, now);
    return {
      settings,
      day,
      days: await countByDay(
        tx,
        tenantId,
        settings.send_timezone,
        new Date(now.getTime() - (2 * shownDays + 1) * dayMs),
      ),
      steps: await countByStep(tx, tenantId, new Date(now.getTime() - shownDays * dayMs)),
      funnel: await countByStatus(tx, tenantId),
      held: await countByHold(tx, tenantId),
      use: await todaysUse(tx, tenantId, day),
      senders: await senderCounts(tx, tenantId),
      paused: await listPausedScopes(tx, tenantId),
      signals: await listRecentSignals(tx, tenantId, weekAgo, shownActivity),
      unsubscribes: await listRecentUnsubscribes(tx, tenantId, weekAgo, shownActivity),
      runs: await listRecentRuns(tx, tenantId, shownActivity),
    };
  });
  const lastRuns = (await listJobs(ctx, query)).items.flatMap((job) => job.last_run ?? []);
  const engine = engineOf({ ...facts, lastRuns }, now);
  const days = fillDays(facts.days, facts.day, 2 * shownDays);
  const today = days.at(-1) ?? { day: facts.day, ...emptyCounts };
  return {
    generated_at: now.toISOString(),
    engine,
    pipeline: {
      today: { ...today, daily_email_limit: facts.settings.daily_email_limit, ...facts.use },
      days: days.slice(shownDays),
      last_30_days: sumCounts(days.slice(shownDays)),
      previous_30_days: sumCounts(days.slice(0, shownDays)),
    },
    funnel: facts.funnel,
    held: facts.held.map((row) => ({ ...row, label: describeReason(row.reason).label })),
    steps: facts.steps,
    alerts: await alertsOf(ctx, tenantId, engine.state, { ...facts, lastRuns }),
    activity: activityOf([...facts.signals, ...facts.unsubscribes], facts.runs, facts.paused).slice(0, shownActivity),
    recontact_stats: await recontactSummary(ctx, tenantId),
  };
}

type EngineInputs = {
  settings: VersionedSettings;
  senders: { active: number; real: number; connections: number };
  use: { reserved: number };
  lastRuns: JobRunView[];
};

function engineOf({ settings, senders, use, lastRuns }: EngineInputs, now: Date): CommandCenter["engine"] {
  const isWindowOpen = isInsideSendWindow(anywhere, settings, now);
  const windowOpensAt = isWindowOpen ? null : nextWindowStart(anywhere, settings, now);
  const last = lastRuns.find((run) => run.function_id === "run-sequencer");
  return {
    ...engineState({
      isActive: settings.is_active,
      isPaused: settings.sequencer_paused,
      hasPostalAddress: (settings.company_address ?? "").trim() !== "",
      activeMailboxes: senders.active,
      dailyLimit: settings.daily_email_limit,
      reservedToday: use.reserved,
      isWindowOpen,
    }),
    window_opens_at: windowOpensAt?.toISOString() ?? null,
    send_timezone: settings.send_timezone,
    is_simulated: senders.connections > 0 && senders.real === 0,
    last_run: last ? { id: last.id, status: last.status, finished_at: last.finished_at, counts: last.counts } : null,
  };
}

type AlertInputs = {
  paused: Awaited<ReturnType<typeof listPausedScopes>>;
  lastRuns: JobRunView[];
};

async function alertsOf(
  ctx: EngineContext,
  tenantId: string,
  engine: CommandCenter["engine"]["state"],
  facts: AlertInputs,
) {
  const maps = await readHealthMaps(ctx, tenantId).catch(() => null);
  const scorePaused = [...stoppedIn("domain", maps?.domains), ...stoppedIn("mailbox", maps?.mailboxes)];
  const live = await liveNames(
    ctx,
    tenantId,
    scorePaused.map((scope) => scope.name),
  );
  return listAlerts({
    engine,
    paused: facts.paused.map((scope) => ({
      kind: scope.scope_kind,
      id: scope.scope_id,
      name: scope.name,
      reason: scope.reason,
      hasRest: scope.releases_at !== null,
    })),
    scorePaused: scorePaused.filter((scope) => live.has(scope.name)),
    isReputationStale: maps === null || maps.isStale,
    failedRuns: facts.lastRuns
      .filter((run) => run.status === "failed")
      .map((run) => ({ functionId: run.function_id, id: run.id })),
  });
}

async function liveNames(ctx: EngineContext, tenantId: string, names: string[]): Promise<Set<string>> {
  return names.length === 0 ? new Set() : ctx.forTenant(tenantId, (tx) => keepLiveNames(tx, tenantId, names));
}

type Reputations = ReadonlyMap<string, { score: number; status: string; throttle: string }>;

function stoppedIn<Kind extends "domain" | "mailbox">(kind: Kind, map: Reputations | undefined) {
  return [...(map ?? [])]
    .filter(([, reputation]) => reputation.throttle === "paused")
    .map(([name, { score, status }]) => ({ kind, name, score, status }));
}

async function recontactSummary(ctx: EngineContext, tenantId: string) {
  const { total_eligible, total_recycled_30d, cycle_distribution } = await getRecontactStats(ctx, { tenantId });
  return { total_eligible, total_recycled_30d, cycle_distribution };
}
