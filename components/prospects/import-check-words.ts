import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { ImportPreview } from "#lib/prospects/contract-preview.ts";
import { totalsWords } from "./import-words.ts";

type Judged = Pick<ImportPreview, "judged" | "total_rows" | "unreadable">;

/** Every row has been looked at as the import looks at it; of a long file only the first ones are. */
const isWhole = ({ judged, total_rows }: Judged) => judged.rows === total_rows;

/** What would become of the rows, as far as that is known before the import. */
export function expectedWords(preview: Judged): string {
  const rows = formatPlural(preview.total_rows, "row");
  if (isWhole(preview)) return `${rows}: ${totalsWords(preview.judged.totals, { changedAtMost: true })}.`;
  const unreadable = unreadableIn(preview);
  const readable = `${formatCount(preview.total_rows - unreadable)} can be read, ${formatCount(unreadable)} cannot.`;
  return `${rows}: ${readable} Whether a row is there already or suppressed is known of the first ${formatCount(preview.judged.rows)}.`;
}

/** Whether the import could add or change anybody. */
export function isWorthImporting(preview: Judged): boolean {
  const { added, changed } = preview.judged.totals;
  return isWhole(preview) ? added + changed > 0 : unreadableIn(preview) < preview.total_rows;
}

/** Names how many prospects come in, and no number where that is not known. */
export function startLabel(preview: Judged): string {
  const { added, changed } = preview.judged.totals;
  if (!isWhole(preview)) return "Import the file";
  if (added === 0 && changed > 0) return `Fill up to ${formatPlural(changed, "prospect")}`;
  return `Import ${formatPlural(added, "prospect")}`;
}

function unreadableIn({ unreadable }: Judged): number {
  return Object.values(unreadable).reduce((sum, count) => sum + count, 0);
}
