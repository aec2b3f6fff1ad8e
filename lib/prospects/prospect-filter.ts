import { Prisma } from "#lib/db/generated/client.ts";

export type ProspectFilter = { q?: string; status?: string; hold_reason?: string; campaign_id?: string };

/** Which prospects a list, a count or an export is about. Needs `prospects p` and `outreach o`. */
export function filterCondition(tenantId: string, filter: ProspectFilter): Prisma.Sql {
  const parts = [Prisma.sql`p.tenant_id = ${tenantId}::uuid AND o.tenant_id = ${tenantId}::uuid`];
  if (filter.status) parts.push(Prisma.sql`o.status = ${filter.status}`);
  if (filter.hold_reason) parts.push(Prisma.sql`o.hold_reason = ${filter.hold_reason}`);
  if (filter.campaign_id) parts.push(Prisma.sql`o.campaign_id = ${filter.campaign_id}::uuid`);
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    parts.push(Prisma.sql`(p.email ILIKE ${pattern} OR p.company ILIKE ${pattern} OR p.name ILIKE ${pattern})`);
  }
  return Prisma.join(parts, " AND ");
}
