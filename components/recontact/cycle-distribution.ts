import { formatCount, formatPlural, formatRate } from "#lib/format/number.ts";

export type CycleRow = { cycle: number; label: string; prospects: number };

/** The API's `{ "0": n, … }` as rows in order, with the empty cycles between filled in. */
export function cycleRows(distribution: Record<string, number>): CycleRow[] {
  const cycles = Object.keys(distribution).map(Number).filter(Number.isInteger);
  const last = Math.max(0, ...cycles);
  return Array.from({ length: last + 1 }, (_, cycle) => ({
    cycle,
    label: cycle === 0 ? "First pass" : `Cycle ${cycle}`,
    prospects: distribution[String(cycle)] ?? 0,
  }));
}

/** What the chart shows, in a sentence. */
export function summariseCycles(rows: readonly CycleRow[]): string {
  const total = rows.reduce((sum, row) => sum + row.prospects, 0);
  if (total === 0) return "There are no prospects yet.";
  const first = rows[0]?.prospects ?? 0;
  const returned = total - first;
  return `${formatCount(first)} of ${formatPlural(total, "prospect")} are in their first pass; ${formatCount(returned)} (${formatRate(returned / total)}) came back at least once.`;
}
