/** What people read for a re-contact cycle: "First pass", "Cycle 1", … */
export function cycleLabel(cycle: number): string {
  return cycle === 0 ? "First pass" : `Cycle ${cycle}`;
}

/** The same within a sentence: "the first pass", "cycle 1", … */
export function cycleInSentence(cycle: number): string {
  return cycle === 0 ? "the first pass" : `cycle ${cycle}`;
}

/** A place in the sequence; its cycle stands behind it only after the first pass: "Step 2", "Step 2 · cycle 1". */
export function placeInCycle(place: string, cycle: number): string {
  return cycle === 0 ? place : `${place} · ${cycleInSentence(cycle)}`;
}
