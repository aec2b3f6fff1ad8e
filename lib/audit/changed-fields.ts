type Fields = Record<string, unknown>;

/**
 * The fields of `after` that differ from `before`, on both sides, for the audit log. Values are compared as the JSON they are
 * stored as. Null when nothing differs.
 */
export function changedFields(before: Fields, after: Fields): { before: Fields; after: Fields } | null {
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (names.length === 0) return null;
  return { before: pick(before, names), after: pick(after, names) };
}

function pick(fields: Fields, names: string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}
