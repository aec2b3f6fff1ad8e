import { arrayParam } from "#lib/db/array-param.ts";
import { likeLiteral } from "#lib/db/like-literal.ts";
import type { Tx } from "#lib/db/types.ts";

export type CampaignRow = NonNullable<Awaited<ReturnType<typeof findCampaign>>>;
type Data = Parameters<Tx["campaign"]["updateMany"]>[0]["data"];

export async function findCampaign(tx: Tx, tenantId: string, id: string) {
  return tx.campaign.findFirst({ where: { tenant_id: tenantId, id } });
}

/** Newest first; `before` is the last id of the page before. */
export async function listCampaignRows(
  tx: Tx,
  tenantId: string,
  page: { q?: string; status?: string; archived?: boolean; limit: number; before: string | null },
): Promise<CampaignRow[]> {
  const { q, archived } = page;
  const isArchived = archived === undefined ? {} : { status: archived ? "archived" : { not: "archived" } };
  return tx.campaign.findMany({
    where: {
      tenant_id: tenantId,
      id: page.before ? { lt: page.before } : undefined,
      name: q === undefined ? undefined : { contains: likeLiteral(q), mode: "insensitive" },
      AND: [{ status: page.status }, isArchived],
    },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

/** @throws unique violation when the name is taken */
export async function insertCampaign(tx: Tx, tenantId: string, data: Omit<Data, "id">): Promise<CampaignRow> {
  return tx.campaign.create({ data: { ...(data as { name: string }), tenant_id: tenantId } });
}

/** Writes when the version still fits; false when somebody else was faster. */
export async function updateCampaignRow(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  data: Data,
): Promise<boolean> {
  const where = { tenant_id: tenantId, id, version };
  const { count } = await tx.campaign.updateMany({ where, data: { ...data, version: version + 1 } });
  return count === 1;
}

/** Which of these templates are there to be used. They are held: none is archived until the transaction ends. */
export async function holdUsableTemplates(tx: Tx, tenantId: string, ids: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM email_templates
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${arrayParam(ids)}::uuid[]) AND archived_at IS NULL ORDER BY id FOR SHARE`;
  return rows.map((row) => row.id);
}

/** Outreach of the campaign with mail that is not handed over yet. */
export async function findOpenOutreach(tx: Tx, tenantId: string, campaignId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT outreach_id AS id FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND status IN ('queued', 'claimed') AND campaign_id = ${campaignId}::uuid`;
  return rows.map((row) => row.id);
}
