import type { Tx } from "./types.ts";

/**
 * Holds hand-overs of the tenant off until the transaction ends: for whoever forbids sends (settings, pauses, the guard), taken before
 * any row. They pass the gate at the start of their last check. Row locks alone would not do: Postgres lets one hand-over after the
 * other share a row while its change waits, so at full rate a kill switch would wait until nothing is left to stop; a gate's queue is
 * kept in order.
 */
export async function closeSendGate(tx: Tx, tenantId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${tenantId}::uuid::text, 5))::text`;
}
