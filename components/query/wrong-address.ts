import type { FieldError } from "#lib/query/api-error.ts";
import type { UrlPatch } from "./url-entry.ts";

type WayOn = { detail: string; label: string; patch: UrlPatch };

/**
 * What an API refused of that which the page's URL asks for, and the change of the URL that gets on; null where the URL is not to blame.
 * A place in a list and a selection are of the filters they were found with, so they go with a wrong filter.
 */
export function wayOnFrom(errors: readonly FieldError[], params: URLSearchParams): WayOn | null {
  const wrong = errors.filter(({ field }) => params.get(field));
  const filters = wrong.filter(({ field }) => field !== "cursor");
  if (wrong.length === 0) return null;
  if (filters.length === 0) {
    return {
      detail: "The address of this page names a place in the list that there is not.",
      label: "First page",
      patch: { cursor: null },
    };
  }
  const said = filters.map(({ field, message }) => `${field}: ${message}`).join("; ");
  const off = [...filters.map(({ field }) => field), "cursor", "sel"];
  return {
    detail: `Wrong in the address of this page: ${said}`,
    label: filters.length === 1 ? "Clear this filter" : "Clear these filters",
    patch: Object.fromEntries(off.map((name) => [name, null])),
  };
}
