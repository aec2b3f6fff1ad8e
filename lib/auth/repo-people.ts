import type { Tx } from "#lib/db/types.ts";

const passwordProvider = "credential";

export type Person = { id: string; email: string; name: string; twoFactorEnabled: boolean };

export async function selectPersonByEmail(tx: Tx, email: string): Promise<Person | null> {
  return tx.user.findUnique({ where: { email } });
}

export async function selectPerson(tx: Tx, userId: string): Promise<Person | null> {
  return tx.user.findUnique({ where: { id: userId } });
}

/** An account with its password's hash. Returns its id. */
export async function insertPerson(
  tx: Tx,
  person: { email: string; name: string; passwordHash: string },
): Promise<string> {
  const { email, name, passwordHash } = person;
  const { id } = await tx.user.create({ data: { email, name, emailVerified: true } });
  await tx.account.create({
    data: { userId: id, accountId: id, providerId: passwordProvider, password: passwordHash },
  });
  return id;
}

export async function updatePersonName(tx: Tx, userId: string, name: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { name } });
}

/** The stored hash; null for an account without a password. */
export async function selectPasswordHash(tx: Tx, userId: string): Promise<string | null> {
  const row = await tx.account.findFirst({ where: { userId, providerId: passwordProvider } });
  return row?.password ?? null;
}

export async function updatePasswordHash(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.account.updateMany({
    where: { userId, providerId: passwordProvider },
    data: { password: passwordHash },
  });
}

export async function deleteTwoFactor(tx: Tx, userId: string): Promise<void> {
  await tx.twoFactor.deleteMany({ where: { userId } });
  await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
}

/** How many tenants a person belongs to. */
export async function countMemberships(tx: Tx, userId: string): Promise<number> {
  return tx.member.count({ where: { user_id: userId } });
}
