import type { Tx } from "#lib/db/types.ts";

export type SuppressionFilter = { q?: string; kind?: string; reason?: string };

/** Newest first (ids are uuid v7); `before` is the last id of the page before. */
export async function listSuppressionRows(
  tx: Tx,
  tenantId: string,
  filter: SuppressionFilter,
  limit: number,
  before: string | null,
) {
  return tx.suppression.findMany({
    where: {
      tenant_id: tenantId,
      kind: filter.kind,
      reason: filter.reason,
      value: filter.q ? { contains: filter.q.toLowerCase() } : undefined,
      id: before ? { lt: before } : undefined,
    },
    orderBy: { id: "desc" },
    take: limit,
  });
}
