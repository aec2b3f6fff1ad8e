export type ForecastInput = {
  /** day of the next run, `2026-06-11` */
  firstDay: string;
  /** daily runs looked ahead */
  days: number;
  /** prospects by the first run that finds them rested; days before the first one count as the first */
  ready: readonly { day: string; count: number }[];
  /** at most so many return a day; null without a limit */
  release: number | null;
  /** already returned on the first day, by a run before */
  releasedOnFirstDay: number;
  /** off: nobody returns, everybody waits */
  isEnabled: boolean;
};

/** `ready`: whose cooldown ended since the run before; `returning`: the run returns them; `waiting`: left for a later run. */
export type ForecastDay = { day: string; ready: number; returning: number; waiting: number };

const dayMs = 86_400_000;

/** What the next daily runs do with those already written to: oldest first, at most the day's release (SPEC §9). */
export function forecastReturns(input: ForecastInput): ForecastDay[] {
  const { firstDay, days, release, releasedOnFirstDay, isEnabled } = input;
  const first = Date.parse(`${firstDay}T00:00:00Z`);
  const byDay = new Map<string, number>();
  for (const { day, count } of input.ready) {
    const isPast = day < firstDay;
    const run = isPast ? firstDay : day;
    byDay.set(run, (byDay.get(run) ?? 0) + count);
  }
  let waiting = 0;
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(first + index * dayMs).toISOString().slice(0, 10);
    const ready = byDay.get(day) ?? 0;
    const used = index === 0 ? releasedOnFirstDay : 0;
    const quota = release === null ? Number.POSITIVE_INFINITY : Math.max(0, release - used);
    const returning = isEnabled ? Math.min(waiting + ready, quota) : 0;
    waiting += ready - returning;
    return { day, ready, returning, waiting };
  });
}
