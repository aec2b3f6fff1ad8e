import { likeLiteral } from "#lib/db/like-literal.ts";
import { ofTenant } from "#lib/db/of-tenant.ts";
import type { Tx } from "#lib/db/types.ts";
import type { outreachStatuses } from "#lib/prospects/types.ts";

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

type ProspectOfKey = { id: string; status: (typeof outreachStatuses)[number] | null };

/** Who has these addresses, by email key. */
export async function findProspectsOfKeys(
  tx: Tx,
  tenantId: string,
  emailKeys: readonly string[],
): Promise<Map<string, ProspectOfKey>> {
  if (emailKeys.length === 0) return new Map();
  const rows = await tx.prospect.findMany({
    where: { tenant_id: tenantId, email_key: { in: [...emailKeys] } },
    select: { id: true, email_key: true, outreach: { select: { status: true } } },
  });
  const found = rows.flatMap(({ id, email_key: key, outreach: [outreach] }) => {
    const status = (outreach?.status ?? null) as ProspectOfKey["status"];
    return key === null ? [] : [[key, { id, status }] as const];
  });
  return new Map(found);
}

/** The suppressions of an address: its own and that of its recipient domain. */
export async function findSuppressionsOfKey(tx: Tx, tenantId: string, emailKey: string) {
  const domain = emailKey.slice(emailKey.lastIndexOf("@") + 1);
  const either = [
    { kind: "email", value: emailKey },
    { kind: "domain", value: domain },
  ];
  return tx.suppression.findMany({ where: { tenant_id: tenantId, OR: either } });
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
