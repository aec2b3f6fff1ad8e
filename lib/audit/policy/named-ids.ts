type Line = { target_id: string | null; before: unknown; after: unknown };

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The ids that lines of the log speak of, of their target and among their fields; each once, `most` of them. */
export function idsIn(lines: readonly Line[], most: number): string[] {
  const found = new Set<string>();
  for (const { target_id, before, after } of lines)
    for (const [id] of JSON.stringify([target_id, before, after]).matchAll(uuid)) found.add(id);
  return [...found].slice(0, most);
}

/** Fields that name a thing, for one that is gone or has no name of its own. */
const nameFields = ["domain", "from_email", "email", "name", "value", "filename", "title"];

/** What a line is about, by name: as it is called now, else as the line has it; null when neither says. */
export function targetName({ target_id, before, after }: Line, names: ReadonlyMap<string, string>): string | null {
  const now = target_id === null ? undefined : names.get(target_id);
  if (now !== undefined) return now;
  for (const side of [after, before])
    for (const field of nameFields) {
      const value = (side as Record<string, unknown> | null)?.[field];
      if (target_id !== null && typeof value === "string" && value !== "") return value;
    }
  return null;
}
