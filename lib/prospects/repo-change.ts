import type { Tx } from "#lib/db/types.ts";

export type LockedProspect = NonNullable<Awaited<ReturnType<typeof readProspect>>>;

async function readProspect(tx: Tx, tenantId: string, prospectId: string) {
  const row = await tx.prospect.findFirst({
    where: { tenant_id: tenantId, id: prospectId },
    include: { outreach: true },
  });
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

/** @throws unique violation when another prospect has the address */
export async function updateProspect(tx: Tx, tenantId: string, id: string, data: ProspectData): Promise<void> {
  await tx.prospect.updateMany({ where: { tenant_id: tenantId, id }, data });
}

export async function updateOutreach(tx: Tx, tenantId: string, id: string, data: OutreachData): Promise<void> {
  await tx.outreach.updateMany({ where: { tenant_id: tenantId, id }, data });
}

/** Another prospect of the tenant with this address. */
export async function findByEmailKey(tx: Tx, tenantId: string, emailKey: string, except: string) {
  return tx.prospect.findFirst({
    where: { tenant_id: tenantId, email_key: emailKey, id: { not: except } },
    select: { id: true },
  });
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
  const found = await tx.outreachEmail.count({
    where: {
      tenant_id: tenantId,
      outreach_id: outreachId,
      re_contact_cycle: cycle,
      sequence_step: step,
      direction: "outbound",
      kind: "sequence",
      status: { not: "cancelled" },
    },
  });
  return found > 0;
}

/** The campaign of a prospect, as the sequence needs it. */
export async function findCampaign(tx: Tx, tenantId: string, id: string) {
  return tx.campaign.findFirst({ where: { tenant_id: tenantId, id }, select: { status: true, steps: true } });
}
