import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";
import { sendBand } from "#lib/sequencing/policy/send-band.ts";
import { isRoleAddress } from "#lib/shared/address-kinds.ts";
import { customOf } from "./describe-prospect.ts";

type BandFacts = {
  email: string | null;
  custom: Record<string, unknown>;
  google_rating: number | null;
  review_count: number | null;
  priority: number | null;
};

/** The band of a prospect's first message, from what is known of the prospect. */
export function bandOf({ email, custom, google_rating, review_count, priority }: BandFacts): number {
  return sendBand({
    isRoleAddress: email !== null && isRoleAddress(email),
    isEnriched: Object.keys(custom).length > 0,
    googleRating: google_rating,
    reviewCount: review_count,
    priority: priority ?? 0,
  });
}

/** Stores the bands of prospects that changed in this transaction. */
export async function refreshBands(tx: Tx, tenantId: string, prospectIds: readonly string[]): Promise<void> {
  if (prospectIds.length === 0) return;
  const rows = await tx.$queryRaw<(Omit<BandFacts, "custom"> & { id: string; enrichment: unknown })[]>`
    SELECT id, email, enrichment, google_rating::float8, review_count, priority FROM prospects
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${arrayParam(prospectIds)}::uuid[])`;
  const bands = rows.map((row) => bandOf({ ...row, custom: customOf(row.enrichment) }));
  await tx.$executeRaw`
    UPDATE outreach o SET send_band = t.band
    FROM unnest(${arrayParam(rows.map(({ id }) => id))}::uuid[], ${bands}::smallint[]) AS t (prospect_id, band)
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.prospect_id = t.prospect_id AND o.send_band <> t.band`;
}
