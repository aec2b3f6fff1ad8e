import { formatCount } from "#lib/format/number.ts";

export type LineRange = "24h" | "30d";

/**
 * What a line of sent messages is called beside it, and in full. It has what is rolled up alone, so it says that the newest hours are
 * missing, and gives no total to compare with the row's.
 */
export function sentLineWords(range: LineRange, sent: readonly number[]): { short: string; full: string } {
  const most = formatCount(Math.max(0, ...sent));
  const of = range === "24h" ? ["24 h", "hour", "24 hours"] : ["30 d", "day", "30 days"];
  const [short = "", step = "", span = ""] = of;
  return { short, full: `Sent by ${step} over ${span}, at most ${most} in one; the newest hours are not in it yet` };
}
