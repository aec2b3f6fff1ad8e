import type { Tx } from "#lib/db/types.ts";

/** Trades and locations in lower case without blanks around them. */
export type FoldedTargets = { trades: string[]; places: string[] };

/** Prospects that the targets mean, as `matchesCampaign` decides it, and those of them that may join. */
export async function countTargets(
  tx: Tx,
  tenantId: string,
  { trades, places }: FoldedTargets,
): Promise<{ matching: number; may_join: number }> {
  const rows = await tx.$queryRaw<{ matching: number; may_join: number }[]>`
    SELECT count(*)::int AS matching,
      count(*) FILTER (WHERE o.campaign_id IS NULL AND o.status = 'cold' AND o.outreach_sequence_step = 0)::int AS may_join
    FROM prospects p JOIN outreach o ON o.prospect_id = p.id
    CROSS JOIN LATERAL (SELECT lower(btrim(coalesce(p.state_code, ''))) AS state, lower(btrim(coalesce(p.city, ''))) AS city) AS place
    WHERE p.tenant_id = ${tenantId}::uuid AND o.tenant_id = ${tenantId}::uuid
      AND (cardinality(${trades}::text[]) = 0 OR lower(btrim(coalesce(p.trade_type, ''))) = ANY (${trades}::text[]))
      AND (cardinality(${places}::text[]) = 0 OR place.state = ANY (${places}::text[]) OR place.city = ANY (${places}::text[])
        OR place.city || ', ' || place.state = ANY (${places}::text[]) OR left(lower(btrim(coalesce(p.zip, ''))), 5) = ANY (${places}::text[]))`;
  return rows[0] ?? { matching: 0, may_join: 0 };
}

/** Of these trades and places, those that no prospect has, whatever else it has. One pass over the prospects for each kind asked for. */
export async function listUnknownTargets(
  tx: Tx,
  tenantId: string,
  { trades, places }: FoldedTargets,
): Promise<FoldedTargets> {
  const rows = await tx.$queryRaw<FoldedTargets[]>`
    WITH traded AS (
      SELECT DISTINCT lower(btrim(coalesce(trade_type, ''))) AS trade FROM prospects
      WHERE tenant_id = ${tenantId}::uuid AND cardinality(${trades}::text[]) > 0
    ), placed AS MATERIALIZED (
      SELECT DISTINCT lower(btrim(coalesce(state_code, ''))) AS state, lower(btrim(coalesce(city, ''))) AS city,
        left(lower(btrim(coalesce(zip, ''))), 5) AS zip
      FROM prospects WHERE tenant_id = ${tenantId}::uuid AND cardinality(${places}::text[]) > 0
    ), known_places AS (
      SELECT state AS place FROM placed UNION SELECT city FROM placed UNION SELECT city || ', ' || state FROM placed
      UNION SELECT zip FROM placed
    )
    SELECT ARRAY(SELECT t FROM unnest(${trades}::text[]) AS t WHERE t NOT IN (SELECT trade FROM traded)) AS trades,
      ARRAY(SELECT p FROM unnest(${places}::text[]) AS p WHERE p NOT IN (SELECT place FROM known_places)) AS places`;
  return rows[0] ?? { trades: [], places: [] };
}
