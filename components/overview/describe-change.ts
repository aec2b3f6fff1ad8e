import { formatRate } from "#lib/format/number.ts";

/** How a count changed against an earlier one: "+25 %", "−10 %", "unchanged", or "new" when there was none. */
export function describeChange(now: number, before: number): string {
  if (now === before) return "unchanged";
  if (before === 0) return "new";
  const change = (now - before) / before;
  return `${change > 0 ? "+" : "−"}${formatRate(Math.abs(change), 0)}`;
}

/**
 * How a rate 0…1 changed against an earlier one, in percentage points of `digits` decimals: "+0.4 points", "−1.0 points", "unchanged"; "–"
 * where one of them was not measured.
 */
export function describeRateChange(now: number | null, before: number | null, digits = 1): string {
  if (now === null || before === null) return "–";
  const points = ((now - before) * 100).toFixed(digits);
  if (Number(points) === 0) return "unchanged";
  return `${now > before ? "+" : "−"}${points.replace("-", "")} points`;
}
