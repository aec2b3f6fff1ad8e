import { keptEventMonths, monthsWantedAhead, overdueMonths } from "../thresholds.ts";
import { keptFrom, monthOf, monthOfPartition } from "./months.ts";

/** What is wrong with the event table's partitions, in words; null when nothing is. */
export function partitionTrouble(names: readonly string[], now: Date): string | null {
  const wanted = Array.from({ length: monthsWantedAhead + 1 }, (_, ahead) => monthOf(now, ahead).name);
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0)
    return `The event table has no partition ${missing.join(", ")}: tend-event-partitions has failed.`;
  const limit = keptFrom(now, keptEventMonths + overdueMonths);
  const overdue = names.filter((name) => {
    const month = monthOfPartition(name);
    return month !== null && month.until <= limit;
  });
  if (overdue.length === 0) return null;
  return `The event table still has ${overdue.join(", ")}: their counts are not rolled up, or tend-event-partitions has failed.`;
}
