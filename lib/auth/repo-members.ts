import type { Tx } from "#lib/db/types.ts";

export type MemberRow = {
  user_id: string;
  role: string;
  created_at: Date;
  user: { name: string; email: string; twoFactorEnabled: boolean; sessions: { lastUsedAt: Date }[] };
};

/** Members with their accounts, in the order of their ids; needs the system role, which reads accounts. */
export async function selectMembers(
  tx: Tx,
  tenantId: string,
  page: { after: string | null; limit: number },
): Promise<MemberRow[]> {
  return tx.member.findMany({
    where: { tenant_id: tenantId, user_id: page.after === null ? undefined : { gt: page.after } },
    orderBy: { user_id: "asc" },
    take: page.limit,
    include: { user: { include: { sessions: { orderBy: { lastUsedAt: "desc" }, take: 1 } } } },
  });
}

/** One member's role; null for who does not belong to the tenant. */
export async function selectMemberRole(tx: Tx, tenantId: string, userId: string): Promise<string | null> {
  const row = await tx.member.findUnique({ where: { tenant_id_user_id: { tenant_id: tenantId, user_id: userId } } });
  return row?.role ?? null;
}

/** Holds off every other change of members until this transaction ends: owners are counted and changed under it. */
export async function lockMembers(tx: Tx, tenantId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM tenants WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
}

export async function countOwners(tx: Tx, tenantId: string): Promise<number> {
  return tx.member.count({ where: { tenant_id: tenantId, role: "owner" } });
}

export async function updateMemberRole(tx: Tx, tenantId: string, userId: string, role: string): Promise<void> {
  await tx.member.update({ where: { tenant_id_user_id: { tenant_id: tenantId, user_id: userId } }, data: { role } });
}

export async function deleteMember(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await tx.member.delete({ where: { tenant_id_user_id: { tenant_id: tenantId, user_id: userId } } });
}

/** False when the person belongs to the tenant already. */
export async function insertMember(tx: Tx, tenantId: string, userId: string, role: string): Promise<boolean> {
  const { count } = await tx.member.createMany({
    data: [{ tenant_id: tenantId, user_id: userId, role }],
    skipDuplicates: true,
  });
  return count === 1;
}
