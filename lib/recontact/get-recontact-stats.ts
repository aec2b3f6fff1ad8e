import type { EngineContext } from "#lib/engine/context.ts";
import { jobCatalogue } from "#lib/jobs/catalogue.ts";
import { nextRunAt } from "#lib/jobs/policy/next-run.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { dayMs } from "#lib/shared/zone-clock.ts";
import type { RecontactStats } from "./contract.ts";
import { forecastUnder } from "./forecast-recontact.ts";
import type { Group } from "./groups.ts";
import { cooledDownBefore } from "./policy/cooldown.ts";
import { type CycleCount, countByCycle, countConversion, countExcluded } from "./repo-stats.ts";
import { conversionDays, recycledWindowDays } from "./thresholds.ts";

/** Who may return, who did, what came of it, who is next and who is left out (SPEC §9, §12). */
export async function getRecontactStats(
  ctx: EngineContext,
  { tenantId }: { tenantId: string },
): Promise<RecontactStats> {
  const now = ctx.now();
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  return ctx.forTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const cycles = await countByCycle(tx, tenantId, before(recycledWindowDays));
    const forecast = await forecastUnder(ctx, tx, { tenantId, settings });
    const isEnabled = settings.recontact_enabled && ctx.config.isRecontactEnabled;
    const nextRun = nextRunAt(jobCatalogue["run-recontact"].schedule, settings.send_timezone, now);
    const maxCycles = settings.max_recontact_cycles;
    const excluded = await countExcluded(tx, { tenantId, maxCycles, cutoff: cooledDownBefore(settings, now) });
    return {
      total_eligible: forecast.total_eligible,
      total_recycled_30d: sum(cycles.map((row) => row.recycled)),
      cycle_distribution: distribution(cycles),
      generated_at: now.toISOString(),
      is_enabled: isEnabled,
      is_available: ctx.config.isRecontactEnabled,
      next_run_at: isEnabled && settings.is_active ? (nextRun?.toISOString() ?? null) : null,
      send_timezone: settings.send_timezone,
      max_recontact_cycles: maxCycles,
      recontact_cooldown_days: settings.recontact_cooldown_days,
      recontact_daily_release: settings.recontact_daily_release,
      total_exhausted: sum(cycles.map((row) => row.exhausted)),
      excluded: excluded.map(({ reason, count }) => ({ reason: reason as Group, ...describeReason(reason), count })),
      conversion_by_cycle: await countConversion(tx, tenantId, before(conversionDays)),
      forecast,
    };
  });
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Every cycle from 0 to the highest in use, so that a chart has no gaps. */
export function distribution(cycles: readonly CycleCount[]): Record<string, number> {
  const highest = Math.max(0, ...cycles.map((row) => row.cycle));
  const counts = new Map(cycles.map((row) => [row.cycle, row.prospects]));
  return Object.fromEntries(Array.from({ length: highest + 1 }, (_, cycle) => [String(cycle), counts.get(cycle) ?? 0]));
}
