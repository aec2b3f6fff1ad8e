import type { Tx } from "#lib/db/types.ts";

export type SessionRow = Awaited<ReturnType<Tx["session"]["findFirstOrThrow"]>>;

/** The sessions of a person that have not ended, last used first. */
export async function selectSessions(tx: Tx, userId: string, now: Date): Promise<SessionRow[]> {
  return tx.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: [{ lastUsedAt: "desc" }, { id: "desc" }],
    take: 200,
  });
}

/** False when the person has no such session. */
export async function deleteOwnSession(tx: Tx, userId: string, id: string): Promise<boolean> {
  const { count } = await tx.session.deleteMany({ where: { id, userId } });
  return count === 1;
}

/** Ends the sessions of a person, but for one where it is named. Returns how many there were. */
export async function deleteSessions(tx: Tx, userId: string, exceptId?: string): Promise<number> {
  const { count } = await tx.session.deleteMany({
    where: { userId, id: exceptId === undefined ? undefined : { not: exceptId } },
  });
  return count;
}

export async function updateSessionUse(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.session.updateMany({ where: { id }, data: { lastUsedAt: at } });
}

export async function deleteSessionByToken(tx: Tx, token: string): Promise<void> {
  await tx.session.deleteMany({ where: { token } });
}

/** Lets a session that the library made anew work in the tenant the one before worked in; ends the person's others. */
export async function settleNewSession(tx: Tx, session: { token: string; userId: string; tenantId: string }) {
  const { token, userId, tenantId } = session;
  await tx.session.updateMany({ where: { token, userId }, data: { activeTenantId: tenantId } });
  await tx.session.deleteMany({ where: { userId, token: { not: token } } });
}
