import { type ImportResult, type ImportTotals, importEffects } from "../types.ts";

/** What the rows with these results did, together. A result that is not known counts nowhere. */
export function importTotals(counts: Partial<Record<string, number>>): ImportTotals {
  const totals: ImportTotals = { added: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const [result, effect] of Object.entries(importEffects) as [ImportResult, keyof ImportTotals][])
    totals[effect] += counts[result] ?? 0;
  return totals;
}
