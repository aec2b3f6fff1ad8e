type Line = { before: unknown; after: unknown };

/**
 * The first later change that took this one back: it set every field from what the change made of it to what it had been, alone or among
 * others. Null when none did. `later`: lines of the same target after it, oldest first.
 */
export function undoneBy<T extends Line>(line: Line, later: readonly T[]): T | null {
  const [before, after] = [fieldsOf(line.before), fieldsOf(line.after)];
  const names = Object.keys(after);
  if (names.length === 0) return null;
  const takesBack = (one: T) =>
    names.every(
      (name) =>
        isSame(fieldsOf(one.before)[name], after[name]) &&
        name in fieldsOf(one.after) &&
        isSame(fieldsOf(one.after)[name], before[name]),
    );
  return later.find(takesBack) ?? null;
}

function fieldsOf(side: unknown): Record<string, unknown> {
  return typeof side === "object" && side !== null ? (side as Record<string, unknown>) : {};
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
