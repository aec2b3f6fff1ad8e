/**
 * A JSON value cut off below `levels`; the same value when it is not that deep. Postgres refuses to parse JSON some thousand levels
 * deep, and one such event must not take its whole post along.
 */
export function boundedDepth(value: unknown, levels: number): unknown {
  return isDeeper(value, levels) ? cut(value, levels) : value;
}

function cut(value: unknown, levels: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return "…";
  if (Array.isArray(value)) return value.map((inner) => cut(inner, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner, levels - 1)]));
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) {
    if (typeof inner === "object" && isDeeper(inner, levels - 1)) return true;
  }
  return false;
}
