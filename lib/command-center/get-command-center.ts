import { toAlertView } from "#lib/alerts/alert-view.ts";
import { selectPressingAlerts } from "#lib/alerts/list-alerts.ts";
import { maxShownOpen } from "#lib/alerts/thresholds.ts";
import type { AlertRow } from "#lib/alerts/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { readHealth } from "#lib/sequencing/open-run.ts";
import { nextWindowStart } from "#lib/sequencing/policy/send-window.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { CommandCenter } from "./contract.ts";
import { activityOf, shownEntries } from "./policy/activity.ts";
import { emptyCounts, fillDays, sumCounts } from "./policy/sum-counts.ts";
import { readActivity, toldDays } from "./read-activity.ts";
import { readBriefHealth } from "./read-brief-health.ts";
import { anywhere, readEngine } from "./read-engine.ts";
import { readTotals } from "./read-totals.ts";

const shownDays = 30;
const shownActivity = 20;
/** Days whose sums the activity tells. */
const summedDays = 3;

/** Everything the overview shows, in one answer (SPEC §12). */
export async function getCommandCenter(ctx: EngineContext, query: { tenantId: string }): Promise<CommandCenter> {
  const { tenantId } = query;
  const now = ctx.now();
  const health = await readHealth(ctx, tenantId, now);
  const facts = await ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    return {
      settings,
      engine: await readEngine(tx, { tenantId, settings, health, now }),
      totals: await readTotals(ctx, tx, { tenantId, settings, days: shownDays }),
      alerts: await selectPressingAlerts(tx, tenantId, now),
      activity: await readActivity(ctx, tx, tenantId),
    };
  });
  const { day, use, room } = facts.engine;
  const lastRuns = (await listJobs(ctx, query)).items.flatMap((job) => job.last_run ?? []);
  const lastPlanning = lastRuns.find((run) => run.function_id === "run-sequencer");
  const days = fillDays(facts.totals.days, day, 2 * shownDays);
  const today = days.at(-1) ?? { day, ...emptyCounts };
  return {
    generated_at: now.toISOString(),
    counted_at: facts.totals.countedAt?.toISOString() ?? null,
    engine: engineOf(facts.engine, facts.settings, lastPlanning, now),
    pipeline: {
      today: {
        ...today,
        daily_email_limit: facts.settings.daily_email_limit,
        ...use,
        allowance: use.reserved + room.left,
      },
      days: days.slice(shownDays),
      last_30_days: sumCounts(days.slice(shownDays)),
      previous_30_days: sumCounts(days.slice(0, shownDays)),
    },
    funnel: facts.totals.funnel,
    held: facts.totals.held.map((row) => ({ ...row, label: describeReason(row.reason).label })),
    steps: facts.totals.steps,
    health: await readBriefHealth(ctx, tenantId),
    alerts: shownAlerts(facts.alerts),
    activity: shownEntries(
      activityOf({
        ...facts.activity,
        signals: [...facts.activity.signals, ...facts.totals.replies],
        days: toldDays(days.slice(-summedDays), facts.settings.send_timezone, now),
      }),
      shownActivity,
    ),
    recontact_stats: facts.totals.recontact,
  };
}

function engineOf(
  { state, sentence, hasPostalAddress, isWindowOpen, senders }: Awaited<ReturnType<typeof readEngine>>,
  settings: VersionedSettings,
  last: JobRunView | undefined,
  now: Date,
): CommandCenter["engine"] {
  const windowOpensAt = isWindowOpen ? null : nextWindowStart(anywhere, settings, now);
  return {
    state,
    sentence,
    window_opens_at: windowOpensAt?.toISOString() ?? null,
    send_timezone: settings.send_timezone,
    is_simulated: senders.connections > 0 && senders.real === 0,
    has_postal_address: hasPostalAddress,
    last_run: last ? { id: last.id, status: last.status, finished_at: last.finished_at, counts: last.counts } : null,
  };
}

/** The stored alerts, as many as one looks at (lib/alerts). */
function shownAlerts(alerts: readonly AlertRow[]): CommandCenter["alerts"] {
  return alerts.slice(0, maxShownOpen).map((row) => {
    const {
      id,
      kind: code,
      severity,
      scope,
      title,
      detail,
      todo,
      clears,
      evidence,
      opened_at,
      href,
    } = toAlertView(row);
    return { id, code, severity, scope, title, detail, todo, clears, evidence, opened_at, href };
  });
}
