import { ofTenant } from "#lib/db/of-tenant.ts";
import type { Tx } from "#lib/db/types.ts";

export type LockedProspect = NonNullable<Awaited<ReturnType<typeof readProspect>>>;

async function readProspect(tx: Tx, tenantId: string, prospectId: string) {
  const row = await ofTenant(
    tenantId,
    tx.prospect.findUnique({ where: { id: prospectId }, include: { outreach: true } }),
  );
  const outreach = row?.outreach[0];
  return row && outreach ? { prospect: row, outreach } : null;
}

/** A prospect with its outreach, which is locked: no hand-over and no event changes it until the transaction ends. */
export async function lockProspect(tx: Tx, tenantId: string, prospectId: string): Promise<LockedProspect | null> {
  await tx.$queryRaw`
    SELECT id FROM outreach WHERE tenant_id = (SELECT ${tenantId}::uuid) AND prospect_id = ${prospectId}::uuid FOR UPDATE`;
  return readProspect(tx, tenantId, prospectId);
}

type ProspectData = Parameters<Tx["prospect"]["updateMany"]>[0]["data"];
type OutreachData = Parameters<Tx["outreach"]["updateMany"]>[0]["data"];

/**
 * Of a prospect that `lockProspect` gave in this transaction.
 * @throws unique violation when another prospect has the address
 */
export async function updateProspect(tx: Tx, id: string, data: ProspectData): Promise<void> {
  await tx.prospect.updateMany({ where: { id }, data });
}

/** Of a prospect that `lockProspect` gave in this transaction. */
export async function updateOutreach(tx: Tx, id: string, data: OutreachData): Promise<void> {
  await tx.outreach.updateMany({ where: { id }, data });
}

/** As it stands now; of a prospect that `lockProspect` gave in this transaction. */
export async function readOutreach(tx: Tx, id: string): Promise<LockedProspect["outreach"]> {
  return tx.outreach.findUniqueOrThrow({ where: { id } });
}

/** Another prospect of the tenant with this address. */
export async function findByEmailKey(tx: Tx, tenantId: string, emailKey: string, except: string) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM prospects
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND email_key = ${emailKey} AND id <> ${except}::uuid`;
  return rows[0] ?? null;
}

export async function isMember(tx: Tx, tenantId: string, userId: string): Promise<boolean> {
  return (await tx.member.count({ where: { tenant_id: tenantId, user_id: userId } })) > 0;
}

/** Whether mail to this address of the prospect came back for good. */
export async function hasBounced(tx: Tx, tenantId: string, outreachId: string, address: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM outreach_emails WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_id = ${outreachId}::uuid
      AND bounced_at IS NOT NULL AND COALESCE(bounce_type, 'hard') = 'hard' AND lower(to_email) = lower(${address}) LIMIT 1`;
  return rows.length > 0;
}

/** Whether the ledger holds a message of this step that stands in the way of another one. */
export async function isStepSpent(tx: Tx, tenantId: string, outreachId: string, cycle: number, step: number) {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM outreach_emails WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_id = ${outreachId}::uuid
      AND re_contact_cycle = ${cycle}::int AND sequence_step = ${step}::int AND direction = 'outbound' AND kind = 'sequence'
      AND status <> 'cancelled' LIMIT 1`;
  return rows.length > 0;
}

/** The campaign of a prospect, as the sequence needs it. */
export async function findCampaign(tx: Tx, tenantId: string, id: string) {
  return tx.campaign.findFirst({ where: { tenant_id: tenantId, id }, select: { status: true, steps: true } });
}
