export type UrlPatch = Record<string, string | null>;

/**
 * How a change enters the history: as a place of its own, in the stead of the present one, or as typing in the field that it names, of
 * which the first letter is a place and every later one replaces it.
 */
export type UrlEntry = "push" | "replace" | { typing: string };

type Present = { pathname: string; search: string; state: unknown };
type Next = { url: string; isNew: boolean; state: { typing: string } | null };

/** The history's next entry. Its state names the field that is typed in, so that Back undoes that typing and nothing else. */
export function entryAfter(present: Present, patch: UrlPatch, how: UrlEntry): Next {
  const url = urlAfter(present, patch);
  if (typeof how === "string") return { url, isNew: how === "push", state: null };
  return { url, isNew: typingOf(present.state) !== how.typing, state: { typing: how.typing } };
}

function urlAfter({ pathname, search }: Present, patch: UrlPatch): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === "" ? pathname : `${pathname}?${text}`;
}

function typingOf(state: unknown): unknown {
  return typeof state === "object" && state !== null && "typing" in state ? state.typing : undefined;
}
