export type QueryValue = string | number | boolean | null | undefined;

/** `path` with the given parameters; empty, null and undefined ones are left out. Order follows the object. */
export function withQuery(path: string, parameters: Record<string, QueryValue>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}
