import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";

type Asked = { campaign_id?: string; limit: number };
type Found = { id: string }[];

const ofCampaign = ({ campaign_id }: Asked) =>
  campaign_id === undefined ? Prisma.sql`true` : Prisma.sql`o.campaign_id = ${campaign_id}::uuid`;

/** Prospects that get their first message of a cycle next, as planning takes them (`outreach_due_new_idx`). */
export async function listNextNew(tx: Tx, tenantId: string, asked: Asked): Promise<Found> {
  return tx.$queryRaw`
    SELECT p.id FROM outreach o JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
    WHERE o.tenant_id = ${tenantId}::uuid AND o.status = 'cold' AND o.next_send_at IS NOT NULL AND p.email IS NOT NULL
      AND ${ofCampaign(asked)}
    ORDER BY o.re_contact_cycle > 0, o.send_band, o.next_send_at, o.id LIMIT ${asked.limit}`;
}

/** Prospects that get a further message next (`outreach_due_followup_idx`). */
export async function listNextFollowups(tx: Tx, tenantId: string, asked: Asked): Promise<Found> {
  return tx.$queryRaw`
    SELECT p.id FROM outreach o JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
    WHERE o.tenant_id = ${tenantId}::uuid AND o.status = 'contacted' AND o.next_send_at IS NOT NULL AND p.email IS NOT NULL
      AND ${ofCampaign(asked)}
    ORDER BY o.next_send_at, o.id LIMIT ${asked.limit}`;
}

const newestLookedAt = 1_000;

/** Of the newest prospects those with an address, whoever may still be written to before the others. */
export async function listNewestAddressed(tx: Tx, tenantId: string, asked: Asked): Promise<Found> {
  return tx.$queryRaw`
    SELECT id FROM (
      SELECT p.id, p.email, o.status IN ('cold', 'contacted') AND NOT o.email_unsubscribed AS may_be_written_to
      FROM prospects p JOIN outreach o ON o.tenant_id = ${tenantId}::uuid AND o.prospect_id = p.id
      WHERE p.tenant_id = (SELECT ${tenantId}::uuid) AND ${ofCampaign(asked)} ORDER BY p.id DESC LIMIT ${newestLookedAt}
    ) newest WHERE email IS NOT NULL ORDER BY may_be_written_to DESC, id DESC LIMIT ${asked.limit}`;
}

/** Prospects with an address, by it: found however many newer ones have none. */
export async function listAddressed(tx: Tx, tenantId: string, asked: Asked): Promise<Found> {
  return tx.$queryRaw`
    SELECT p.id FROM prospects p JOIN outreach o ON o.tenant_id = p.tenant_id AND o.prospect_id = p.id
    WHERE p.tenant_id = ${tenantId}::uuid AND p.email_key IS NOT NULL AND ${ofCampaign(asked)}
    ORDER BY p.email_key LIMIT ${asked.limit}`;
}

/** The newest prospects, with an address or not. */
export async function listNewest(tx: Tx, tenantId: string, asked: Asked): Promise<Found> {
  return tx.$queryRaw`
    SELECT p.id FROM prospects p JOIN outreach o ON o.tenant_id = ${tenantId}::uuid AND o.prospect_id = p.id
    WHERE p.tenant_id = (SELECT ${tenantId}::uuid) AND ${ofCampaign(asked)} ORDER BY p.id DESC LIMIT ${asked.limit}`;
}
