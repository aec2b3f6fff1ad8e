import type { Tx } from "#lib/db/types.ts";

/** One roll-up of a tenant at a time. */
export async function lockRollUp(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('reputation-hours:' || ${tenantId}::text, 0))`;
}

/** The newest hour that has been rolled up, from `floor` on; null when none has. Hours after it without a row had nothing to count. */
export async function findLastRolledHour(tx: Tx, tenantId: string, floor: number): Promise<number | null> {
  const rows = await tx.$queryRaw<{ hour: number | null }[]>`
    SELECT max(epoch_hour) AS hour FROM reputation_hours WHERE tenant_id = ${tenantId}::uuid AND epoch_hour >= ${floor}::int`;
  return rows[0]?.hour ?? null;
}

/**
 * Hours from `floor` up to `before` that a late event names: those in which the messages that changed since `changedSince` were sent,
 * and those of their counted events.
 */
export async function listLateHours(
  tx: Tx,
  tenantId: string,
  range: { floor: Date; before: Date; changedSince: Date },
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ hour: number }[]>`
    WITH late AS MATERIALIZED (
      SELECT id, sent_at FROM outreach_emails
      WHERE tenant_id = ${tenantId}::uuid AND sent_at >= ${range.floor}::timestamptz AND sent_at < ${range.before}::timestamptz
        AND sent_at IS NOT NULL AND updated_at >= ${range.changedSince}::timestamptz
    ), times AS (
      SELECT sent_at AS at FROM late
      UNION ALL
      SELECT e.occurred_at FROM late JOIN email_events e ON e.tenant_id = ${tenantId}::uuid AND e.outreach_email_id = late.id
      WHERE e.metric IS NOT NULL
    )
    SELECT DISTINCT floor(extract(epoch FROM at) / 3600)::int AS hour FROM times
    WHERE at >= ${range.floor}::timestamptz AND at < ${range.before}::timestamptz`;
  return rows.map((row) => row.hour);
}

export type HourRow = {
  scope_index: number;
  epoch_hour: number;
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  opened: number;
  clicked: number;
  blocked: number;
};

/** Puts these counts in the place of whatever the hours held. */
export async function replaceRolledHours(
  tx: Tx,
  tenantId: string,
  epochHours: readonly number[],
  rows: readonly HourRow[],
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM reputation_hours WHERE tenant_id = ${tenantId}::uuid AND epoch_hour = ANY (${[...epochHours]}::int[])`;
  await tx.$executeRaw`
    INSERT INTO reputation_hours (tenant_id, scope_index, epoch_hour, sent, delivered, bounced, complained, opened, clicked, blocked)
    SELECT ${tenantId}::uuid, * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (scope_index int, epoch_hour int, sent int,
      delivered int, bounced int, complained int, opened int, clicked int, blocked int)`;
}
