/** What an array of Postgres may hold here; null is NULL. */
export type ArrayElement = string | number | boolean | Date | null;

/**
 * A list as one parameter in Postgres' array syntax (manual §8.15.2), for `${arrayParam(ids)}::uuid[]`. A thousand elements are then
 * one string to every layer on the way instead of a thousand values; what they are is said by the cast.
 */
export function arrayParam(elements: readonly ArrayElement[]): string {
  return `{${elements.map(toText).join(",")}}`;
}

function toText(element: ArrayElement): string {
  if (element === null) return "NULL";
  if (typeof element === "string") return quoted(element);
  return element instanceof Date ? element.toISOString() : String(element);
}

/** In quotes, so that neither NULL, nor commas, braces or blanks mean anything. */
function quoted(text: string): string {
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;
}
