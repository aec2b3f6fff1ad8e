import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";

export type BandFactRow = {
  id: string;
  email: string | null;
  enrichment: unknown;
  google_rating: number | null;
  review_count: number | null;
  priority: number;
};

/** What the bands of these prospects rest on, in no order. */
export async function listBandFacts(tx: Tx, tenantId: string, prospectIds: readonly string[]): Promise<BandFactRow[]> {
  return tx.$queryRaw`
    SELECT id, email, enrichment, google_rating::float8, review_count, priority FROM prospects
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${arrayParam(prospectIds)}::uuid[])`;
}

/** `id` is the prospect's; a band that stands already is not written again. */
export async function writeBands(
  tx: Tx,
  tenantId: string,
  bands: readonly { id: string; band: number }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE outreach o SET send_band = t.band
    FROM unnest(${arrayParam(bands.map(({ id }) => id))}::uuid[], ${arrayParam(bands.map(({ band }) => band))}::smallint[]) AS t (prospect_id, band)
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.prospect_id = t.prospect_id AND o.send_band <> t.band`;
}
