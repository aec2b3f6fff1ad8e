import { formatCount } from "#lib/format/number.ts";
import { type ColumnChoice, columnChoices, type ImportTotals, importFieldLabels } from "#lib/prospects/types.ts";

const CHOICES: Record<ColumnChoice, string> = { ...importFieldLabels, custom: "Custom field", ignore: "Leave out" };

/** What a column can be, for a select. */
export const CHOICE_OPTIONS = columnChoices.map((value) => ({ value, label: CHOICES[value] }));

/** The steps of an import in their order. */
export const IMPORT_STEPS = [
  { step: "file", label: "File" },
  { step: "columns", label: "Columns" },
  { step: "check", label: "Check" },
  { step: "import", label: "Import" },
] as const;

export type ImportStep = (typeof IMPORT_STEPS)[number]["step"];

/** How many rows did what, without those that nothing did: "24 added, 1 refused". */
export function totalsWords(totals: ImportTotals, { changedAtMost = false } = {}): string {
  const parts = (["added", "changed", "unchanged", "refused"] as const).flatMap((effect) => {
    const atMost = effect === "changed" && changedAtMost ? "up to " : "";
    return totals[effect] > 0 ? [`${atMost}${formatCount(totals[effect])} ${effect}`] : [];
  });
  return parts.join(", ");
}
