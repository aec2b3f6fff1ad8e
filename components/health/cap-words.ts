import { formatCount } from "#lib/format/number.ts";

/**
 * What of a cap is used: "8 of 140 today", or "3 today, cap now 0" where the cap was lowered (a pause makes it 0) after more had gone out.
 * `when` stands behind what was used.
 */
export function capText(used: number, cap: number, when = ""): string {
  if (used <= cap) return `${formatCount(used)} of ${formatCount(cap)}${when}`;
  return `${formatCount(used)}${when}, cap now ${formatCount(cap)}`;
}
