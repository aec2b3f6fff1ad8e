type Place = { value: unknown; name: string; within: Place | null };

/** Postgres holds neither a NUL nor half of a surrogate pair: the first in no column, the second in no `jsonb`. */
export function isStorableText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Text of others as it can be stored, at most `maxLength` UTF-16 units of it. What a server answered must never lose the answer. */
export function storableText(text: string, maxLength: number): string {
  return text.replaceAll("\0", "").slice(0, maxLength).toWellFormed();
}

/** Where in a value from outside stands text that cannot be stored: the path, empty for the value itself; else null. Any depth. */
export function unstorablePath(value: unknown): string[] | null {
  const open: Place[] = [{ value, name: "", within: null }];
  for (let place = open.pop(); place; place = open.pop()) {
    if (typeof place.value === "string" && !isStorableText(place.value)) return pathTo(place);
    if (typeof place.value !== "object" || place.value === null) continue;
    for (const [name, inner] of Object.entries(place.value)) {
      const within = { value: inner, name, within: place };
      if (!isStorableText(name)) return pathTo(within);
      open.push(within);
    }
  }
  return null;
}

function pathTo(place: Place): string[] {
  const names: string[] = [];
  for (let at = place; at.within; at = at.within) names.unshift(at.name);
  return names;
}
