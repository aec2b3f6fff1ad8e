import type { EngineContext } from "#lib/engine/context.ts";
import { jobCatalogue } from "#lib/jobs/catalogue.ts";
import { nextRunAt } from "#lib/jobs/policy/next-run.ts";
import { dayMs, dayText, localTimeOf } from "#lib/sequencing/policy/zone-clock.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { RecontactStats } from "./contract.ts";
import { countByCycle, countConversion, countCoolingDown } from "./repo-stats.ts";
import { conversionDays, forecastDays, recycledWindowDays } from "./thresholds.ts";

const daysFrom = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);

/** Who may return, who did, what came of it and who is next (SPEC §9, §12). */
export async function getRecontactStats(
  ctx: EngineContext,
  { tenantId }: { tenantId: string },
): Promise<RecontactStats> {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const cycles = await countByCycle(tx, tenantId, daysFrom(now, -recycledWindowDays));
    const coolingDown = await countCoolingDown(tx, {
      tenantId,
      maxCycles: settings.max_recontact_cycles,
      cooldownDays: settings.recontact_cooldown_days,
      until: daysFrom(now, forecastDays),
      now,
      timeZone: settings.send_timezone,
    });
    const isEnabled = settings.recontact_enabled && ctx.config.isRecontactEnabled;
    const nextRun = nextRunAt(jobCatalogue["run-recontact"].schedule, settings.send_timezone, now);
    return {
      total_eligible: sum(coolingDown.filter((row) => row.is_now).map((row) => row.count)),
      total_recycled_30d: sum(cycles.map((row) => row.recycled)),
      cycle_distribution: distribution(cycles),
      generated_at: now.toISOString(),
      is_enabled: isEnabled,
      next_run_at: isEnabled ? (nextRun?.toISOString() ?? null) : null,
      max_recontact_cycles: settings.max_recontact_cycles,
      recontact_cooldown_days: settings.recontact_cooldown_days,
      recontact_daily_release: settings.recontact_daily_release,
      total_exhausted: sum(cycles.map((row) => row.exhausted)),
      conversion_by_cycle: await countConversion(tx, tenantId, daysFrom(now, -conversionDays)),
      forecast: forecast(coolingDown, localTimeOf(settings.send_timezone, now.getTime()).day),
    };
  });
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Every cycle from 0 to the highest in use, so that a chart has no gaps. */
function distribution(cycles: { cycle: number; prospects: number }[]): Record<string, number> {
  const highest = Math.max(0, ...cycles.map((row) => row.cycle));
  const counts = new Map(cycles.map((row) => [row.cycle, row.prospects]));
  return Object.fromEntries(Array.from({ length: highest + 1 }, (_, cycle) => [String(cycle), counts.get(cycle) ?? 0]));
}

function forecast(rows: { day: string; count: number }[], today: number): { day: string; count: number }[] {
  const byDay = Map.groupBy(rows, (row) => row.day);
  return Array.from({ length: forecastDays }, (_, offset) => {
    const day = dayText(today + offset);
    return { day, count: sum((byDay.get(day) ?? []).map((row) => row.count)) };
  });
}
