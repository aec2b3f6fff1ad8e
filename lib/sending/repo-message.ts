import { ofTenant } from "#lib/db/of-tenant.ts";
import type { Tx } from "#lib/db/types.ts";

/** A message of the ledger with the prospect it went to; null for none of the tenant's. */
export async function findMessage(tx: Tx, tenantId: string, id: string) {
  const message = await ofTenant(tenantId, tx.outreachEmail.findUnique({ where: { id } }));
  if (!message) return null;
  const outreach = await tx.outreach.findUnique({ where: { id: message.outreach_id }, select: { prospect_id: true } });
  return outreach && { ...message, prospect_id: outreach.prospect_id };
}
