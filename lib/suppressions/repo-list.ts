import { likeLiteral } from "#lib/db/like-literal.ts";
import { ofTenant } from "#lib/db/of-tenant.ts";
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
    where: { ...whereOf(tenantId, filter), id: before ? { lt: before } : undefined },
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** How many fit, counting at most `most` of them. */
export async function countSuppressionRows(
  tx: Tx,
  tenantId: string,
  filter: SuppressionFilter,
  most: number,
): Promise<number> {
  return tx.suppression.count({ where: whereOf(tenantId, filter), take: most });
}

export async function findSuppression(tx: Tx, tenantId: string, id: string) {
  return ofTenant(tenantId, tx.suppression.findUnique({ where: { id } }));
}

/** Of one that `findSuppression` gave in this transaction. */
export async function deleteSuppression(tx: Tx, id: string): Promise<void> {
  await tx.suppression.deleteMany({ where: { id } });
}

function whereOf(tenantId: string, filter: SuppressionFilter) {
  return {
    tenant_id: tenantId,
    kind: filter.kind,
    reason: filter.reason,
    value: filter.q ? { contains: likeLiteral(filter.q.toLowerCase()) } : undefined,
  };
}
