/** A view that a person named: what stands behind the "?" of its URL. */
export type SavedView = { name: string; query: string };

/** Parts of the URL that are of the moment, and no part of a view. */
const PASSING = ["sel", "open"];

/** What of a URL makes up a view. */
export function viewQueryOf(search: string): string {
  const params = new URLSearchParams(search);
  for (const key of PASSING) params.delete(key);
  return params.toString();
}

/** The views that are kept as `text`; none when it holds anything else. */
export function parseViews(text: string | null): SavedView[] {
  try {
    const parsed: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(parsed) ? parsed.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is SavedView {
  const view = value as Partial<SavedView> | null;
  return typeof view?.name === "string" && typeof view.query === "string";
}

/** The list with this view in it; one of the same name is replaced. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return [...views.filter(({ name }) => name !== view.name), view].sort((a, b) => (a.name < b.name ? -1 : 1));
}
