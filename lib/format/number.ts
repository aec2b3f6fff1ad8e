const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const NARROW_SPACE = " ";

/** Whole number with thousands separators: 12345 → "12,345". */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** Rate 0…1 as a percentage with `digits` decimals: 0.0312 → "3.1 %". `null` (not measured) → "–". */
export function formatRate(rate: number | null | undefined, digits = 1): string {
  if (rate === null || rate === undefined || !Number.isFinite(rate)) return "–";
  return `${(rate * 100).toFixed(digits)}${NARROW_SPACE}%`;
}

/** Rate with the counts it rests on: (6, 200) → "3.0 % (6 of 200)"; nothing counted → "no data". */
export function formatRateOf(part: number, total: number, digits = 1): string {
  if (total <= 0) return "no data";
  return `${formatRate(part / total, digits)} (${formatCount(part)} of ${formatCount(total)})`;
}

/** Score 0…100: at most one decimal and never "-0". */
export function formatScore(score: number): string {
  const rounded = Math.round(score * 10) / 10;
  return Number.isInteger(rounded) ? String(rounded === 0 ? 0 : rounded) : rounded.toFixed(1);
}

/** Count with its noun: (1, "mailbox", "mailboxes") → "1 mailbox". */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
