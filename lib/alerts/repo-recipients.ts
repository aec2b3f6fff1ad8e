import type { Tx } from "#lib/db/types.ts";
import type { Severity } from "./types.ts";

export type RecipientRow = Awaited<ReturnType<Tx["alertRecipient"]["findFirstOrThrow"]>>;

/** Everybody who gets alerts by email, and which. */
export async function listRecipientWishes(
  tx: Tx,
  tenantId: string,
): Promise<{ id: string; minSeverity: Severity; kinds: string[] }[]> {
  const rows = await tx.alertRecipient.findMany({ where: { tenant_id: tenantId } });
  return rows.map((row) => ({ id: row.id, minSeverity: row.min_severity as Severity, kinds: row.kinds }));
}

/** Newest first; `before` is the last id of the page before. */
export async function selectRecipients(
  tx: Tx,
  tenantId: string,
  page: { before: string | null; limit: number },
): Promise<RecipientRow[]> {
  return tx.alertRecipient.findMany({
    where: { tenant_id: tenantId, id: page.before === null ? undefined : { lt: page.before } },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

/** Who gets the daily digest, and from which hour. */
export async function listDigestReaders(tx: Tx, tenantId: string): Promise<{ id: string; digestHour: number }[]> {
  const rows = await tx.alertRecipient.findMany({ where: { tenant_id: tenantId, digest_hour: { not: null } } });
  return rows.flatMap(({ id, digest_hour }) => (digest_hour === null ? [] : [{ id, digestHour: digest_hour }]));
}

export async function findRecipient(tx: Tx, tenantId: string, id: string): Promise<RecipientRow | null> {
  return tx.alertRecipient.findFirst({ where: { tenant_id: tenantId, id } });
}

type Fields = { email: string; min_severity: string; kinds: string[]; digest_hour: number | null };

export async function insertRecipient(
  tx: Tx,
  data: Fields & { tenant_id: string; created_at: Date },
): Promise<RecipientRow> {
  return tx.alertRecipient.create({ data });
}

export async function updateRecipient(
  tx: Tx,
  tenantId: string,
  id: string,
  change: Partial<Fields>,
): Promise<RecipientRow> {
  return tx.alertRecipient.update({ where: { id, tenant_id: tenantId }, data: change });
}

export async function deleteRecipient(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.alertRecipient.deleteMany({ where: { id, tenant_id: tenantId } });
}
