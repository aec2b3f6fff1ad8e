import type { Tx } from "#lib/db/types.ts";
import type { Severity } from "./types.ts";

export type WebhookRow = Awaited<ReturnType<Tx["outgoingWebhook"]["findFirstOrThrow"]>>;

type Wish = { id: string; minSeverity: Severity; kinds: string[] };

/** Endpoints that take notices now, and which. */
export async function listWebhookWishes(tx: Tx, tenantId: string): Promise<Wish[]> {
  const rows = await tx.outgoingWebhook.findMany({
    where: { tenant_id: tenantId, archived_at: null, is_active: true },
    select: { id: true, min_severity: true, kinds: true },
  });
  return rows.map((row) => ({ id: row.id, minSeverity: row.min_severity as Severity, kinds: row.kinds }));
}

/** These endpoints, where they still take anything. */
export async function selectActiveWebhooks(tx: Tx, tenantId: string, ids: readonly string[]): Promise<WebhookRow[]> {
  return tx.outgoingWebhook.findMany({
    where: { tenant_id: tenantId, id: { in: [...ids] }, archived_at: null, is_active: true },
  });
}

/** Newest first; `before` is the last id of the page before. What was removed is not listed. */
export async function selectWebhooks(
  tx: Tx,
  tenantId: string,
  page: { before: string | null; limit: number },
): Promise<WebhookRow[]> {
  return tx.outgoingWebhook.findMany({
    where: { tenant_id: tenantId, archived_at: null, id: page.before === null ? undefined : { lt: page.before } },
    orderBy: { id: "desc" },
    take: page.limit,
  });
}

export async function findWebhook(tx: Tx, tenantId: string, id: string): Promise<WebhookRow | null> {
  return tx.outgoingWebhook.findFirst({ where: { tenant_id: tenantId, id, archived_at: null } });
}

/** The endpoint, held against change until the transaction ends; null when there is none. */
export async function lockWebhook(tx: Tx, tenantId: string, id: string): Promise<WebhookRow | null> {
  await tx.$queryRaw`SELECT 1 FROM outgoing_webhooks WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid FOR UPDATE`;
  return findWebhook(tx, tenantId, id);
}

export type WebhookFields = {
  name: string;
  url: string;
  min_severity: string;
  kinds: string[];
  is_active: boolean;
  secrets_encrypted: Uint8Array<ArrayBuffer>;
  previous_expires_at: Date | null;
  failing_since: Date | null;
  disabled_at: Date | null;
  disabled_reason: string | null;
  archived_at: Date | null;
};

export async function insertWebhook(
  tx: Tx,
  data: Pick<WebhookFields, "name" | "url" | "min_severity" | "kinds" | "secrets_encrypted"> & {
    tenant_id: string;
    created_at: Date;
  },
): Promise<WebhookRow> {
  return tx.outgoingWebhook.create({ data });
}

/** A change that a person made: it counts the version up. */
export async function updateWebhook(
  tx: Tx,
  tenantId: string,
  id: string,
  change: Partial<WebhookFields>,
): Promise<WebhookRow> {
  return tx.outgoingWebhook.update({
    where: { id, tenant_id: tenantId },
    data: { ...change, version: { increment: 1 } },
  });
}

/** What deliveries taught about it. */
export async function noteOnWebhook(
  tx: Tx,
  tenantId: string,
  id: string,
  note: Partial<Pick<WebhookFields, "is_active" | "failing_since" | "disabled_at" | "disabled_reason">>,
): Promise<void> {
  await tx.outgoingWebhook.updateMany({ where: { id, tenant_id: tenantId }, data: note });
}
