import type { TimelineEntry } from "#lib/prospects/contract-detail.ts";
import { cycleLabel } from "#lib/shared/cycle-words.ts";

export type CycleGroup = { cycle: number; title: string; entries: TimelineEntry[] };

/** Entries by cycle, the latest cycle first; within one in the order given, newest first. */
export function groupByCycle(entries: readonly TimelineEntry[]): CycleGroup[] {
  const groups = Map.groupBy(entries, (entry) => entry.re_contact_cycle);
  return [...groups]
    .toSorted(([a], [b]) => b - a)
    .map(([cycle, own]) => ({ cycle, title: cycleLabel(cycle), entries: own }));
}
