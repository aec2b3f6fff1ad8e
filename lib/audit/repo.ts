import { likeLiteral } from "#lib/db/like-literal.ts";
import type { Tx } from "#lib/db/types.ts";

export type AuditRow = Awaited<ReturnType<Tx["auditLog"]["findFirstOrThrow"]>>;
type AuditInsert = Parameters<Tx["auditLog"]["create"]>[0]["data"];

export async function insertAuditRow(tx: Tx, row: AuditInsert): Promise<void> {
  await tx.auditLog.create({ data: row });
}

export type AuditFilter = {
  targetKind?: string;
  targetId?: string;
  action?: string;
  /** part of the actor's label, in any case */
  actor?: string;
  from?: Date;
  to?: Date;
};

/** Changes of the settings that came after a line, oldest first. */
export async function selectLaterSettings(
  tx: Tx,
  tenantId: string,
  afterId: string,
  limit: number,
): Promise<AuditRow[]> {
  return tx.auditLog.findMany({
    where: { tenant_id: tenantId, target_kind: "settings", target_id: tenantId, id: { gt: afterId } },
    orderBy: { id: "asc" },
    take: limit,
  });
}

/** Newest first; ids are uuid v7, so their order is the order of time. `before` is the last id of the page before. */
export async function selectAuditRows(
  tx: Tx,
  tenantId: string,
  filter: AuditFilter,
  page: { before: string | null; limit: number },
): Promise<AuditRow[]> {
  return tx.auditLog.findMany({
    where: {
      tenant_id: tenantId,
      target_kind: filter.targetKind,
      target_id: filter.targetId,
      action: filter.action,
      actor_label: filter.actor ? { contains: likeLiteral(filter.actor), mode: "insensitive" } : undefined,
      at: { gte: filter.from, lt: filter.to },
      id: page.before === null ? undefined : { lt: page.before },
    },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}
