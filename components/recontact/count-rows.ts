import { formatCount, formatPlural, formatRate } from "#lib/format/number.ts";
import { formatDay, formatMonthDay } from "#lib/format/time.ts";
import type { RecontactForecast } from "#lib/recontact/contract.ts";
import { cycleLabel } from "#lib/shared/cycle-words.ts";

/** One bar of a chart, one row of its table. */
export type CountRow = { key: string; label: string; count: number };

/** A day of the forecast: `tried` is null unless other settings are tried. */
export type ForecastRow = {
  key: string;
  label: string;
  /** the day without its year, for the axis: all of them lie within a month */
  tick: string;
  ready: number;
  returning: number;
  waiting: number;
  tried: number | null;
};

/** The API's `{ "0": n, … }` as rows in order, with the empty cycles between filled in. */
export function cycleRows(distribution: Record<string, number>): CountRow[] {
  const cycles = Object.keys(distribution).map(Number).filter(Number.isInteger);
  const last = Math.max(0, ...cycles);
  return Array.from({ length: last + 1 }, (_, cycle) => ({
    key: String(cycle),
    label: cycleLabel(cycle),
    count: distribution[String(cycle)] ?? 0,
  }));
}

/** What the cycle chart shows, in a sentence. */
export function summariseCycles(rows: readonly CountRow[]): string {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  if (total === 0) return "No prospects yet.";
  const first = rows[0]?.count ?? 0;
  const returned = total - first;
  return `${formatCount(first)} of ${formatPlural(total, "prospect")} are in their first pass; ${formatCount(returned)} (${formatRate(returned / total)}) came back at least once.`;
}

type Forecast = Pick<RecontactForecast, "days" | "total_returning">;

/** Days of the forecast as rows: how many return, and how many would under other settings where some are tried. */
export function forecastRows(present: Forecast, tried: Forecast | null): ForecastRow[] {
  const other = new Map(tried?.days.map((day) => [day.day, day]));
  return present.days.map(({ day, ready, returning, waiting }) => ({
    key: day,
    label: formatDay(Date.parse(`${day}T12:00:00Z`), "UTC"),
    tick: formatMonthDay(Date.parse(`${day}T12:00:00Z`), "UTC"),
    ready,
    returning,
    waiting,
    tried: tried === null ? null : (other.get(day)?.returning ?? 0),
  }));
}

/** What the forecast says, in a sentence. */
export function summariseForecast(rows: readonly ForecastRow[]): string {
  const total = rows.reduce((sum, row) => sum + row.returning, 0);
  const waiting = rows.at(-1)?.waiting ?? 0;
  const left =
    waiting === 0 ? "" : ` ${formatPlural(waiting, "prospect")} still ${waiting === 1 ? "waits" : "wait"} after that.`;
  const days = rows.length === 1 ? "the next day" : `the next ${rows.length} days`;
  if (total === 0) return `Nobody returns in ${days}.${left}`;
  const most = rows.reduce((best, row) => (row.returning > best.returning ? row : best));
  return `${formatPlural(total, "prospect")} ${returnWord(total)} in ${days}, most on ${most.label} (${formatCount(most.returning)}).${left}`;
}

/** How many return under the settings that are tried, against the stored ones. */
export function compareForecasts(present: Forecast, tried: Forecast): string {
  const difference = tried.total_returning - present.total_returning;
  const change =
    difference === 0
      ? "the same number as"
      : `${formatCount(Math.abs(difference))} ${difference > 0 ? "more than" : "fewer than"}`;
  const count = `${formatPlural(tried.total_returning, "prospect")} ${returnWord(tried.total_returning)}`;
  return `With the edited settings ${count} in ${formatPlural(tried.days.length, "day")}: ${change} with the current settings.`;
}

const returnWord = (count: number) => (count === 1 ? "returns" : "return");
