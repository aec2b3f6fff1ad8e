import type { Tx } from "#lib/db/types.ts";
import type { AlertRow, Cause, Severity } from "./types.ts";

/** One change of a tenant's alerts at a time. */
export async function lockAlerts(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('alerts:' || ${tenantId}::text, 0))`;
}

/** Every open alert of the tenant, the oldest first. */
export async function selectOpenAlerts(tx: Tx, tenantId: string): Promise<AlertRow[]> {
  return (await tx.alert.findMany({ where: { tenant_id: tenantId, closed_at: null }, orderBy: { id: "asc" } })).map(
    toRow,
  );
}

/** The newest open alert of this key; null when there is none. */
export async function findOpenAlert(tx: Tx, tenantId: string, key: string): Promise<AlertRow | null> {
  const row = await tx.alert.findFirst({ where: { tenant_id: tenantId, key, closed_at: null } });
  return row && toRow(row);
}

export async function insertAlert(tx: Tx, tenantId: string, key: string, cause: Cause, now: Date): Promise<AlertRow> {
  const row = await tx.alert.create({
    data: {
      tenant_id: tenantId,
      key,
      kind: cause.kind,
      peak_severity: cause.severity,
      scope_kind: cause.scope.kind,
      scope_id: cause.scope.id,
      opened_at: now,
      ...seen(cause, now),
    },
  });
  return toRow(row);
}

/** The cause still holds: what is known of it now. An escalation ends an acknowledgement and a snooze, which were for less. */
export async function updateAlert(
  tx: Tx,
  alert: Pick<AlertRow, "id" | "tenant_id">,
  cause: Cause,
  change: { now: Date; peakSeverity: Severity; isEscalation: boolean },
): Promise<AlertRow> {
  const cleared = { acknowledged_at: null, acknowledged_by: null, acknowledge_note: null, snoozed_until: null };
  const row = await tx.alert.update({
    where: { id: alert.id, tenant_id: alert.tenant_id },
    data: {
      ...seen(cause, change.now),
      peak_severity: change.peakSeverity,
      gone_since: null,
      ...(change.isEscalation ? cleared : {}),
    },
  });
  return toRow(row);
}

function seen(cause: Cause, now: Date) {
  const { severity, title, detail, evidence } = cause;
  return { severity, title, detail, evidence, scope_name: cause.scope.name, last_seen_at: now };
}

/** Notes of alerts whose cause is not seen any more since when that is, unless it is noted already. */
export async function markGone(tx: Tx, tenantId: string, ids: readonly string[], now: Date): Promise<void> {
  await tx.alert.updateMany({
    where: { tenant_id: tenantId, id: { in: [...ids] }, gone_since: null },
    data: { gone_since: now },
  });
}

export async function closeAlert(tx: Tx, alert: Pick<AlertRow, "id" | "tenant_id">, now: Date): Promise<AlertRow> {
  return toRow(
    await tx.alert.update({ where: { id: alert.id, tenant_id: alert.tenant_id }, data: { closed_at: now } }),
  );
}

/** The alert, held against change until the transaction ends; null when the tenant has none of this id. */
export async function lockAlert(tx: Tx, tenantId: string, id: string): Promise<AlertRow | null> {
  await tx.$queryRaw`SELECT 1 FROM alerts WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid FOR UPDATE`;
  return findAlert(tx, tenantId, id);
}

export async function findAlert(tx: Tx, tenantId: string, id: string): Promise<AlertRow | null> {
  const row = await tx.alert.findFirst({ where: { tenant_id: tenantId, id } });
  return row && toRow(row);
}

/** What a person says of an alert. */
export async function noteOnAlert(
  tx: Tx,
  alert: Pick<AlertRow, "id" | "tenant_id">,
  note: Partial<Pick<AlertRow, "acknowledged_at" | "acknowledged_by" | "acknowledge_note" | "snoozed_until">>,
): Promise<AlertRow> {
  return toRow(await tx.alert.update({ where: { id: alert.id, tenant_id: alert.tenant_id }, data: note }));
}

export type AlertFilter = { status?: "open" | "closed"; kind?: string; severity?: Severity };

/** Newest first (ids are uuid v7); `before` is the last id of the page before. */
export async function selectAlerts(
  tx: Tx,
  tenantId: string,
  filter: AlertFilter,
  page: { before: string | null; limit: number },
): Promise<AlertRow[]> {
  const closed = { open: null, closed: { not: null } } as const;
  const rows = await tx.alert.findMany({
    where: {
      tenant_id: tenantId,
      kind: filter.kind,
      severity: filter.severity,
      closed_at: filter.status === undefined ? undefined : closed[filter.status],
      id: page.before === null ? undefined : { lt: page.before },
    },
    orderBy: { id: "desc" },
    take: page.limit,
  });
  return rows.map(toRow);
}

/** Removes alerts that closed before then, with their deliveries; answers how many. */
export async function deleteClosedAlerts(tx: Tx, tenantId: string, before: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM alerts WHERE id IN (
      SELECT id FROM alerts WHERE tenant_id = ${tenantId}::uuid AND closed_at IS NOT NULL AND closed_at < ${before}::timestamptz
      ORDER BY closed_at LIMIT ${limit}::int)`;
}

function toRow(row: Awaited<ReturnType<Tx["alert"]["findFirstOrThrow"]>>): AlertRow {
  return row as AlertRow;
}
