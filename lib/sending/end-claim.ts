import type { Tx } from "#lib/db/types.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { releaseCapacity } from "./release-capacity.ts";
import { endClaimedRow, lockOutreach } from "./repo-ledger.ts";
import type { Claim } from "./types.ts";

export type ClaimEnd = {
  /** states from which this may end the row */
  from: readonly ("claimed" | "sending")[];
  status: "cancelled" | "skipped" | "failed";
  reason: string;
  detail?: string;
  now: Date;
};

/**
 * Ends a claimed message that was certainly not sent: its capacity goes back and the prospect is planned again, or held. False when
 * the claim no longer held it. `alsoChange` runs between, with the outreach locked.
 */
export async function endClaim(
  tx: Tx,
  claim: Claim,
  end: ClaimEnd,
  alsoChange: () => Promise<void> = async () => {},
): Promise<boolean> {
  const { tenantId, outreachId, outreachEmailId, claimId } = claim;
  await lockOutreach(tx, tenantId, [outreachId]);
  const isEnded = await endClaimedRow(tx, claim, { detail: null, ...end, claimId });
  if (!isEnded) return false;
  await releaseCapacity(tx, [{ id: outreachEmailId, tenant_id: tenantId }]);
  await alsoChange();
  await recomputeNextSend(tx, { tenantId, outreachIds: [outreachId], now: end.now });
  return true;
}
