/**
 * SVG path of a small line chart inside `width` × `height`, with a 1-unit margin so that the stroke is not cut.
 * Values are drawn from 0 (or `min`) to the largest value (or `max`); fewer than two values give an empty path.
 */
export function sparklinePath(
  values: readonly number[],
  size: { width: number; height: number },
  range: { min?: number; max?: number } = {},
): string {
  if (values.length < 2) return "";
  const min = range.min ?? 0;
  const max = Math.max(range.max ?? Math.max(...values), min + Number.EPSILON);
  const step = (size.width - 2) / (values.length - 1);
  return values
    .map((value, index) => {
      const share = (Math.min(Math.max(value, min), max) - min) / (max - min);
      const x = 1 + index * step;
      const y = size.height - 1 - share * (size.height - 2);
      return `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
