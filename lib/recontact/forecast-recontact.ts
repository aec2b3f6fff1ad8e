import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { jobCatalogue, recontactHour } from "#lib/jobs/catalogue.ts";
import { nextRunAt } from "#lib/jobs/policy/next-run.ts";
import { releasedOn } from "#lib/sending/recontact-release.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { calendarDay, dayMs } from "#lib/shared/zone-clock.ts";
import type { RecontactForecast, RecontactSettings } from "./contract.ts";
import { forecastReturns } from "./policy/forecast.ts";
import { countReady } from "./repo-stats.ts";
import { forecastDays } from "./thresholds.ts";

/**
 * What the next 30 daily runs return under the stored settings, or under those with `change` (SPEC §9). Counts prospects by the emails
 * they got so far; nothing is saved.
 */
export async function forecastRecontact(
  ctx: EngineContext,
  { tenantId, change = {} }: { tenantId: string; change?: Partial<RecontactSettings> },
): Promise<RecontactForecast> {
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = { ...(await loadSettings(tx, tenantId)), ...change };
    return forecastUnder(ctx, tx, { tenantId, settings });
  });
}

/** The same in a transaction, under whole settings. */
export async function forecastUnder(
  ctx: EngineContext,
  tx: Tx,
  { tenantId, settings }: { tenantId: string; settings: Settings },
): Promise<RecontactForecast> {
  const now = ctx.now();
  const timeZone = settings.send_timezone;
  const firstDay = calendarDay(timeZone, nextRunAt(jobCatalogue["run-recontact"].schedule, timeZone, now) ?? now);
  const ready = await countReady(tx, {
    tenantId,
    maxCycles: settings.max_recontact_cycles,
    cooldownDays: settings.recontact_cooldown_days,
    now,
    until: new Date(now.getTime() + (forecastDays + 1) * dayMs),
    run: { hour: recontactHour, timeZone },
  });
  const days = forecastReturns({
    firstDay,
    days: forecastDays,
    ready,
    release: settings.recontact_daily_release,
    releasedOnFirstDay: await releasedOn(tx, { tenantId, day: firstDay }),
    isEnabled: settings.recontact_enabled && ctx.config.isRecontactEnabled,
  });
  const { recontact_enabled, recontact_cooldown_days, max_recontact_cycles, recontact_daily_release } = settings;
  return {
    settings: { recontact_enabled, recontact_cooldown_days, max_recontact_cycles, recontact_daily_release },
    total_eligible: ready.reduce((sum, row) => sum + (row.is_now ? row.count : 0), 0),
    total_returning: days.reduce((sum, day) => sum + day.returning, 0),
    days,
  };
}
