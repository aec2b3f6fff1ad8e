import { formatRate } from "#lib/format/number.ts";

/** How a count changed against an earlier one: "+25 %", "−10 %", "unchanged", or "new" when there was none. */
export function describeChange(now: number, before: number): string {
  if (now === before) return "unchanged";
  if (before === 0) return "new";
  const change = (now - before) / before;
  return `${change > 0 ? "+" : "−"}${formatRate(Math.abs(change), 0)}`;
}
