export type SortDirection = "asc" | "desc";
export type SortValue = string | number | boolean | null;

/** A sort as it stands in the URL: "score" ascending, "-score" descending. */
export function parseSort(text: string | null): { key: string; direction: SortDirection } | null {
  if (!text || text === "-") return null;
  return text.startsWith("-") ? { key: text.slice(1), direction: "desc" } : { key: text, direction: "asc" };
}

/** The next sort when a heading is pressed: ascending, descending, then none. */
export function nextSort(current: string | null, key: string): string | null {
  if (current === key) return `-${key}`;
  return current === `-${key}` ? null : key;
}

/** Rows in order; equal ones keep their place, and those without a value come last in both directions. */
export function sortRows<T>(rows: readonly T[], sortValue: (row: T) => SortValue, direction: SortDirection): T[] {
  const sign = direction === "asc" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const left = sortValue(a);
    const right = sortValue(b);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * compare(left, right);
  });
}

function compare(left: string | number | boolean, right: string | number | boolean): number {
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
  return Number(left) - Number(right);
}

/** One page of rows. A page past the end is the last one; pages count from 1. */
export function pageOf<T>(rows: readonly T[], page: number, size: number) {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const current = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const from = (current - 1) * size;
  return {
    rows: rows.slice(from, from + size),
    current,
    pages,
    from: rows.length === 0 ? 0 : from + 1,
    to: Math.min(from + size, rows.length),
  };
}
