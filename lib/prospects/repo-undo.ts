import type { Tx } from "#lib/db/types.ts";

const steering = ["prospect.stopped", "prospect.replied", "prospect.returned", "prospect.undone"];

function aboutSteering(tenantId: string, prospectId: string) {
  const isStatus = { action: "prospect.changed", after: { path: ["status"], string_starts_with: "" } };
  return {
    tenant_id: tenantId,
    target_kind: "prospect",
    target_id: prospectId,
    OR: [{ action: { in: steering } }, isStatus],
  };
}

/** The latest line of the audit log about where a prospect stands in its sequence. */
export async function findLastSteering(tx: Tx, tenantId: string, prospectId: string) {
  return tx.auditLog.findFirst({ where: aboutSteering(tenantId, prospectId), orderBy: { id: "desc" } });
}

/** What people did about that, newest first. */
export async function listSteering(tx: Tx, tenantId: string, prospectId: string, limit: number) {
  const where = aboutSteering(tenantId, prospectId);
  return tx.auditLog.findMany({ where, orderBy: { id: "desc" }, take: limit });
}
