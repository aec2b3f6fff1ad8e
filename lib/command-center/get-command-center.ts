import type { EngineContext } from "#lib/engine/context.ts";
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
  listPausedScopes,
  listRecentRuns,
  listRecentSignals,
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
      signals: await listRecentSignals(tx, tenantId, new Date(now.getTime() - 7 * dayMs), shownActivity),
      runs: await listRecentRuns(tx, tenantId, null, shownActivity),
      sequencerRuns: await listRecentRuns(tx, tenantId, "run-sequencer", 1),
    };
  });
  const engine = engineOf(facts, now);
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
    alerts: await alertsOf(ctx, tenantId, engine.state, facts),
    activity: activityOf(facts.signals, facts.runs, facts.paused).slice(0, shownActivity),
    recontact_stats: await recontactSummary(ctx, tenantId),
  };
}

type EngineInputs = {
  settings: VersionedSettings;
  senders: { active: number; real: number; connections: number };
  use: { reserved: number };
  sequencerRuns: Awaited<ReturnType<typeof listRecentRuns>>;
};

function engineOf({ settings, senders, use, sequencerRuns }: EngineInputs, now: Date): CommandCenter["engine"] {
  const isWindowOpen = isInsideSendWindow(anywhere, settings, now);
  const windowOpensAt = isWindowOpen ? null : nextWindowStart(anywhere, settings, now);
  const last = sequencerRuns[0];
  return {
    ...engineState({
      isActive: settings.is_active,
      isPaused: settings.sequencer_paused,
      hasPostalAddress: (settings.company_address ?? "").trim() !== "",
      activeMailboxes: senders.active,
      dailyLimit: settings.daily_email_limit,
      reservedToday: use.reserved,
      isWindowOpen,
      windowOpensAt,
    }),
    window_opens_at: windowOpensAt?.toISOString() ?? null,
    send_timezone: settings.send_timezone,
    is_simulated: senders.connections > 0 && senders.real === 0,
    last_run: last
      ? { id: last.id, status: last.status, finished_at: last.finished_at?.toISOString() ?? null, counts: last.counts }
      : null,
  };
}

type AlertInputs = {
  paused: Awaited<ReturnType<typeof listPausedScopes>>;
  runs: Awaited<ReturnType<typeof listRecentRuns>>;
};

async function alertsOf(
  ctx: EngineContext,
  tenantId: string,
  engine: CommandCenter["engine"]["state"],
  facts: AlertInputs,
) {
  const maps = await readHealthMaps(ctx, tenantId).catch(() => null);
  const stopped = (
    kind: "domain" | "mailbox",
    map: ReadonlyMap<string, { score: number; status: string; throttle: string }> | undefined,
  ) =>
    [...(map ?? [])]
      .filter(([, r]) => r.throttle === "paused")
      .map(([name, r]) => ({ kind, name, score: r.score, status: r.status }));
  const newest = new Map(facts.runs.toReversed().map((run) => [run.function_id, run]));
  return listAlerts({
    engine,
    paused: facts.paused.map((scope) => ({
      kind: scope.scope_kind,
      id: scope.scope_id,
      name: scope.name,
      reason: scope.reason,
    })),
    scorePaused: [...stopped("domain", maps?.domains), ...stopped("mailbox", maps?.mailboxes)],
    isReputationStale: maps === null || maps.isStale,
    failedRuns: [...newest.values()]
      .filter((run) => run.status === "failed")
      .map((run) => ({ functionId: run.function_id, id: run.id })),
  });
}

async function recontactSummary(ctx: EngineContext, tenantId: string) {
  const { total_eligible, total_recycled_30d, cycle_distribution } = await getRecontactStats(ctx, { tenantId });
  return { total_eligible, total_recycled_30d, cycle_distribution };
}
