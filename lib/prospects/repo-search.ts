import { likeLiteral } from "#lib/db/like-literal.ts";
import type { Tx } from "#lib/db/types.ts";
import type { ProspectFilter } from "./prospect-filter.ts";

/** As many as a list of ids is still the quicker way to. */
const mostFound = 10_000;
/** What the index of trigrams can find at all, whatever the locale of the database. */
const indexed = /[a-z0-9]{3}/i;

/**
 * The filter, with the ids of those whom its words may fit where they are not many: somebody is then found among millions without going
 * through them. Many are found soonest by going through the newest.
 */
export async function narrowSearch(tx: Tx, filter: ProspectFilter): Promise<ProspectFilter> {
  if (filter.q === undefined || !indexed.test(filter.q)) return filter;
  const pattern = `%${likeLiteral(filter.q)}%`;
  const [row] = await tx.$queryRaw<{ ids: string[] }[]>`
    SELECT ARRAY(SELECT search_prospects(${pattern}, ${mostFound + 1}::int))::text[] AS ids`;
  return row && row.ids.length <= mostFound ? { ...filter, among: row.ids } : filter;
}
