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
      value: filter.q ? { contains: literal(filter.q.toLowerCase()) } : undefined,
      id: before ? { lt: before } : undefined,
    },
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** `contains` is a LIKE pattern in which an address's underscore would stand for any character. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
