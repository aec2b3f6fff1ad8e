import { fetchJson } from "./fetch-json.ts";
import { type QueryValue, withQuery } from "./query-string.ts";

type Page<T> = { items: T[]; next_cursor: string | null };

const PAGE_LIMIT = 200;
/** A list this long is a mistake somewhere: 500 pages are 100,000 rows. */
const MOST_PAGES = 500;

/** Every row of a keyset-paged list that fits the filter, page after page. @throws ApiError of the first page that fails */
export async function fetchAllPages<T>(
  path: string,
  signal?: AbortSignal,
  filter: Record<string, QueryValue> = {},
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = withQuery(path, { ...filter, limit: PAGE_LIMIT, cursor });
    const answer: Page<T> = await fetchJson<Page<T>>(query, { signal });
    items.push(...answer.items);
    cursor = answer.next_cursor;
    if (cursor === null) break;
  }
  return items;
}
