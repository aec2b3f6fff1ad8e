import { likeLiteral } from "#lib/db/like-literal.ts";
import type { Tx } from "#lib/db/types.ts";
import { isPassedOverFor, type ProspectFilter } from "./prospect-filter.ts";

/** As many as a list of ids is still the quicker way to. */
const mostFound = 10_000;
/** What the index of trigrams can find at all, whatever the locale of the database. */
const indexed = /[a-z0-9]{3}/i;

/**
 * The filter, with the ids of those whom its words or the reason that planning passed them over for may fit, where they are not many:
 * somebody is then found among millions without going through them. Many are found soonest by going through the newest.
 */
export async function narrowSearch(tx: Tx, tenantId: string, filter: ProspectFilter): Promise<ProspectFilter> {
  const among = (await findByWords(tx, filter.q)) ?? (await findPassedOver(tx, tenantId, filter.passed_over_for));
  return among ? { ...filter, among } : filter;
}

async function findByWords(tx: Tx, q: string | undefined): Promise<string[] | null> {
  if (q === undefined || !indexed.test(q)) return null;
  const pattern = `%${likeLiteral(q)}%`;
  const [row] = await tx.$queryRaw<{ ids: string[] }[]>`
    SELECT ARRAY(SELECT search_prospects(${pattern}, ${mostFound + 1}::int))::text[] AS ids`;
  return few(row?.ids);
}

async function findPassedOver(tx: Tx, tenantId: string, reason: string | undefined): Promise<string[] | null> {
  if (!reason) return null;
  const [row] = await tx.$queryRaw<{ ids: string[] }[]>`
    SELECT ARRAY(SELECT o.prospect_id FROM outreach o WHERE o.tenant_id = ${tenantId}::uuid AND ${isPassedOverFor(reason)}
      LIMIT ${mostFound + 1}::int)::text[] AS ids`;
  return few(row?.ids);
}

const few = (ids: string[] | undefined) => (ids && ids.length <= mostFound ? ids : null);
