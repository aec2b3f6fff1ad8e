import type { Tx } from "#lib/db/types.ts";
import { sendBand } from "#lib/sequencing/policy/send-band.ts";
import { isRoleAddress } from "#lib/shared/address-kinds.ts";
import { customOf } from "./describe-prospect.ts";
import { listBandFacts, writeBands } from "./repo-bands.ts";

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
  const rows = await listBandFacts(tx, tenantId, prospectIds);
  const bands = rows.map(({ id, enrichment, ...row }) => ({
    id,
    band: bandOf({ ...row, custom: customOf(enrichment) }),
  }));
  await writeBands(tx, tenantId, bands);
}
