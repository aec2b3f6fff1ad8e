import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";
import type { CreateTemplateBody } from "./contract.ts";

export type TemplateRow = NonNullable<Awaited<ReturnType<typeof findTemplate>>>;

export async function findTemplate(tx: Tx, tenantId: string, id: string) {
  return tx.emailTemplate.findFirst({ where: { tenant_id: tenantId, id } });
}

/** Locks the template: no campaign that is being saved takes it up until the transaction ends. */
export async function lockTemplate(tx: Tx, tenantId: string, id: string): Promise<TemplateRow | null> {
  await tx.$queryRaw`SELECT id FROM email_templates WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid FOR UPDATE`;
  return findTemplate(tx, tenantId, id);
}

/** Newest first; `before` is the last id of the page before. */
export async function listTemplateRows(
  tx: Tx,
  tenantId: string,
  page: { archived?: boolean; limit: number; before: string | null },
): Promise<TemplateRow[]> {
  const { archived, limit, before } = page;
  const archivedAt = archived === undefined ? undefined : archived ? { not: null } : null;
  return tx.emailTemplate.findMany({
    where: { tenant_id: tenantId, archived_at: archivedAt, id: before ? { lt: before } : undefined },
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** @throws unique violation when the name is taken */
export async function insertTemplate(tx: Tx, tenantId: string, data: CreateTemplateBody): Promise<TemplateRow> {
  return tx.emailTemplate.create({ data: { ...data, tenant_id: tenantId } });
}

/** Writes when the version still fits; false when somebody else was faster. @throws unique violation when the name is taken */
export async function updateTemplateRow(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  data: Partial<CreateTemplateBody> & { archived_at?: Date },
): Promise<boolean> {
  const where = { tenant_id: tenantId, id, version };
  const { count } = await tx.emailTemplate.updateMany({ where, data: { ...data, version: version + 1 } });
  return count === 1;
}

export type TemplateUseRow = { template_id: string; id: string; name: string; status: string; steps: number[] };

/** Campaigns that are not archived and name these templates in their steps, by name. */
export async function listTemplateUses(
  tx: Tx,
  tenantId: string,
  templateIds: readonly string[],
): Promise<TemplateUseRow[]> {
  return tx.$queryRaw`
    SELECT s.step->>'template_id' AS template_id, c.id, c.name, c.status, array_agg((s.step->>'step')::int ORDER BY (s.step->>'step')::int) AS steps
    FROM campaigns c CROSS JOIN LATERAL jsonb_array_elements(c.steps) AS s (step)
    WHERE c.tenant_id = ${tenantId}::uuid AND c.status <> 'archived'
      AND s.step->>'template_id' = ANY (${arrayParam(templateIds)}::text[])
    GROUP BY 1, c.id, c.name, c.status ORDER BY c.name`;
}
