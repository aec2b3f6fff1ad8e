import type { Tx } from "#lib/db/types.ts";

const steering = ["prospect.stopped", "prospect.replied", "prospect.returned", "prospect.undone"];

/** The latest line of the audit log about where a prospect stands in its sequence. */
export async function findLastSteering(tx: Tx, tenantId: string, prospectId: string) {
  const isStatus = { action: "prospect.changed", after: { path: ["status"], string_starts_with: "" } };
  return tx.auditLog.findFirst({
    where: {
      tenant_id: tenantId,
      target_kind: "prospect",
      target_id: prospectId,
      OR: [{ action: { in: steering } }, isStatus],
    },
    orderBy: { id: "desc" },
  });
}
