import { formatCount, formatPlural, formatRate } from "#lib/format/number.ts";
import { formatDay } from "#lib/format/time.ts";

/** One bar of a chart, one row of its table. */
export type CountRow = { key: string; label: string; count: number };

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

/** Cycle 0 is the first pass. */
export function cycleLabel(cycle: number): string {
  return cycle === 0 ? "First pass" : `Cycle ${cycle}`;
}

/** What the cycle chart shows, in a sentence. */
export function summariseCycles(rows: readonly CountRow[]): string {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  if (total === 0) return "There are no prospects yet.";
  const first = rows[0]?.count ?? 0;
  const returned = total - first;
  return `${formatCount(first)} of ${formatPlural(total, "prospect")} are in their first pass; ${formatCount(returned)} (${formatRate(returned / total)}) came back at least once.`;
}

/** Forecast days (calendar days, "2026-11-22") as rows. */
export function forecastRows(forecast: readonly { day: string; count: number }[]): CountRow[] {
  return forecast.map(({ day, count }) => ({
    key: day,
    label: formatDay(Date.parse(`${day}T12:00:00Z`), "UTC"),
    count,
  }));
}

/** What the forecast shows, in a sentence. */
export function summariseForecast(rows: readonly CountRow[]): string {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  if (total === 0) return `Nobody's cooldown ends in the next ${rows.length} days.`;
  const most = rows.reduce((best, row) => (row.count > best.count ? row : best));
  return `The cooldown of ${formatPlural(total, "prospect")} ends in the next ${rows.length} days, most on ${most.label} (${formatCount(most.count)}).`;
}
