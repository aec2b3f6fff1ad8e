import type { Tx } from "#lib/db/types.ts";

export type AccessLinkRow = Awaited<ReturnType<Tx["accessLink"]["findFirstOrThrow"]>>;
type AccessLinkInsert = Parameters<Tx["accessLink"]["create"]>[0]["data"];

export async function insertAccessLink(tx: Tx, data: AccessLinkInsert): Promise<AccessLinkRow> {
  return tx.accessLink.create({ data });
}

/** Invitations that still may be taken up, newest first. */
export async function selectOpenInvitations(
  tx: Tx,
  tenantId: string,
  page: { before: string | null; limit: number; now: Date },
): Promise<AccessLinkRow[]> {
  return tx.accessLink.findMany({
    where: {
      tenant_id: tenantId,
      kind: "invitation",
      used_at: null,
      revoked_at: null,
      expires_at: { gt: page.now },
      id: page.before === null ? undefined : { lt: page.before },
    },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

export async function selectInvitation(tx: Tx, tenantId: string, id: string): Promise<AccessLinkRow | null> {
  return tx.accessLink.findFirst({ where: { tenant_id: tenantId, id, kind: "invitation" } });
}

/** Ends a link; false when it was used or ended before. */
export async function revokeAccessLink(tx: Tx, tenantId: string, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.accessLink.updateMany({
    where: { tenant_id: tenantId, id, used_at: null, revoked_at: null },
    data: { revoked_at: at },
  });
  return count === 1;
}

/** Ends what is still open for the same address and purpose: the newest link alone works. */
export async function revokeEarlierLinks(
  tx: Tx,
  link: { tenantId: string; kind: string; email: string; at: Date },
): Promise<void> {
  await tx.accessLink.updateMany({
    where: { tenant_id: link.tenantId, kind: link.kind, email: link.email, used_at: null, revoked_at: null },
    data: { revoked_at: link.at },
  });
}

/** The link with this hash that still may be used, with its tenant's name. */
export async function selectUsableLink(tx: Tx, tokenHash: Uint8Array<ArrayBuffer>, now: Date) {
  const row = await tx.accessLink.findUnique({ where: { token_hash: tokenHash } });
  if (!row || row.used_at || row.revoked_at || row.expires_at <= now) return null;
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: row.tenant_id }, select: { name: true } });
  return { ...row, tenantName: tenant.name };
}

/** Uses a link up; false when somebody was faster or its time is over. */
export async function takeAccessLink(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.accessLink.updateMany({
    where: { id, used_at: null, revoked_at: null, expires_at: { gt: now } },
    data: { used_at: now },
  });
  return count === 1;
}

/** Ends the open links that a person made; returns how many. */
export async function revokeLinksMadeBy(tx: Tx, tenantId: string, userId: string, at: Date): Promise<number> {
  const { count } = await tx.accessLink.updateMany({
    where: { tenant_id: tenantId, created_by: userId, used_at: null, revoked_at: null },
    data: { revoked_at: at },
  });
  return count;
}
