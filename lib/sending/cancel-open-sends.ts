import type { Tx } from "#lib/db/types.ts";
import { releaseCapacity } from "./release-capacity.ts";
import { cancelOpenRows, lockOutreach } from "./repo-ledger.ts";
import type { StopReason } from "./types.ts";

/**
 * Cancels what is queued or claimed for these prospects and gives its capacity back; what is already being handed over goes on.
 * Part of the transaction of a suppression, reply or pause (SPEC §7); the caller recomputes the next send. Returns how many.
 */
export async function cancelOpenSends(
  tx: Tx,
  stop: { tenantId: string; outreachIds: readonly string[]; reason: StopReason | string; now?: Date },
): Promise<number> {
  const { tenantId, outreachIds, reason, now = new Date() } = stop;
  if (outreachIds.length === 0) return 0;
  await lockOutreach(tx, tenantId, outreachIds);
  const cancelled = await cancelOpenRows(tx, tenantId, outreachIds, { reason, now });
  await releaseCapacity(tx, cancelled);
  return cancelled.length;
}
