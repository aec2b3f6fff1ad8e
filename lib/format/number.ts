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

/** Counts of a share: (6, 200) → "6 of 200"; more than the whole is no part of it: (2, 1) → "2 against 1, capped". */
export function formatPartOf(part: number, total: number): string {
  if (part <= total) return `${formatCount(part)} of ${formatCount(total)}`;
  return `${formatCount(part)} against ${formatCount(total)}${total > 0 ? ", capped" : ""}`;
}

/**
 * Rate, 100 % at most, with the counts it rests on: (6, 200) → "3.0 % (6 of 200)"; nothing counted → "no data"; nothing to take a share of
 * → "1 against 0".
 */
export function formatRateOf(part: number, total: number, digits = 1): string {
  if (total <= 0) return part > 0 ? formatPartOf(part, total) : "no data";
  return `${formatRate(Math.min(1, part / total), digits)} (${formatPartOf(part, total)})`;
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
