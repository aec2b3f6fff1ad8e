import type { Tx } from "#lib/db/types.ts";
import type { LocalDay } from "./types.ts";

/** One roll-up of a tenant at a time. */
export async function lockRollUp(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('reputation-hours:' || ${tenantId}::text, 0))`;
}

/** `rolled_to`: the first hour that is not rolled up; `time_zone`: the zone the days are in. */
export type RollUpState = { rolled_to: number; time_zone: string };

export async function findRollUpState(tx: Tx, tenantId: string): Promise<RollUpState | null> {
  return tx.reputationRollUp.findUnique({
    where: { tenant_id: tenantId },
    select: { rolled_to: true, time_zone: true },
  });
}

/** Notes how far hours are rolled up, never less far than before, and the zone of the days. */
export async function storeRollUpState(tx: Tx, tenantId: string, state: RollUpState): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO reputation_roll_ups (tenant_id, rolled_to, time_zone)
    VALUES (${tenantId}::uuid, ${state.rolled_to}::int, ${state.time_zone})
    ON CONFLICT (tenant_id) DO UPDATE SET rolled_to = greatest(reputation_roll_ups.rolled_to, excluded.rolled_to),
      time_zone = excluded.time_zone`;
}

/** When the tenant's first message went or its first counted event happened; null when nothing ever did. */
export async function findFirstFact(tx: Tx, tenantId: string): Promise<Date | null> {
  const rows = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT least(
      (SELECT min(sent_at) FROM outreach_emails WHERE tenant_id = ${tenantId}::uuid AND sent_at IS NOT NULL),
      (SELECT min(occurred_at) FROM email_events WHERE tenant_id = ${tenantId}::uuid AND metric IS NOT NULL)) AS at`;
  return rows[0]?.at ?? null;
}

/**
 * Hours from `floor` up to `before` that a late event names: those in which the messages that changed since `changedSince` were sent,
 * and those of their events, also of those that count no more: their hours still hold what they counted.
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
      WHERE e.occurred_at >= ${range.floor}::timestamptz AND e.occurred_at < ${range.before}::timestamptz
    )
    SELECT DISTINCT floor(extract(epoch FROM at) / 3600)::int AS hour FROM times`;
  return rows.map((row) => row.hour);
}

/**
 * Counts these hours anew from the ledger (sent) and the counted events (all else), for the tenant (scope 0) and every scope, by
 * recipient provider; in the place of whatever the hours held. `from` and `to` bound the scan. Call under `lockRollUp`.
 */
export async function replaceProviderHours(
  tx: Tx,
  tenantId: string,
  range: { from: Date; to: Date; epochHours: number[] },
): Promise<number> {
  await tx.$executeRaw`
    DELETE FROM reputation_provider_hours WHERE tenant_id = (SELECT ${tenantId}::uuid) AND epoch_hour = ANY (${range.epochHours}::int[])`;
  return tx.$executeRaw`
    WITH facts AS (
      SELECT floor(extract(epoch FROM sent_at) / 3600)::int AS epoch_hour, coalesce(recipient_provider, 'other') AS provider, 0 AS metric,
        mailbox_scope, domain_scope, connection_scope, count(*) AS n, count(*) FILTER (WHERE NOT open_tracked) AS untracked
      FROM outreach_emails
      WHERE tenant_id = ${tenantId}::uuid AND sent_at >= ${range.from}::timestamptz AND sent_at < ${range.to}::timestamptz
        AND sent_at IS NOT NULL AND direction = 'outbound' AND status IN ('sent', 'failed')
      GROUP BY 1, 2, 3, 4, 5, 6
      UNION ALL
      SELECT floor(extract(epoch FROM e.occurred_at) / 3600)::int, coalesce(m.recipient_provider, 'other'), e.metric::int,
        e.mailbox_scope, e.domain_scope, e.connection_scope, count(*), 0
      FROM email_events e LEFT JOIN outreach_emails m ON m.tenant_id = ${tenantId}::uuid AND m.id = e.outreach_email_id
      WHERE e.tenant_id = ${tenantId}::uuid AND e.metric IS NOT NULL
        AND e.occurred_at >= ${range.from}::timestamptz AND e.occurred_at < ${range.to}::timestamptz
      GROUP BY 1, 2, 3, 4, 5, 6
    )
    INSERT INTO reputation_provider_hours (tenant_id, scope_index, recipient_provider, epoch_hour, sent, delivered, bounced, complained,
      opened, clicked, blocked, untracked)
    SELECT ${tenantId}::uuid, scope, provider, epoch_hour, coalesce(sum(n) FILTER (WHERE metric = 0), 0),
      coalesce(sum(n) FILTER (WHERE metric = 1), 0), coalesce(sum(n) FILTER (WHERE metric = 2), 0),
      coalesce(sum(n) FILTER (WHERE metric = 3), 0), coalesce(sum(n) FILTER (WHERE metric = 4), 0),
      coalesce(sum(n) FILTER (WHERE metric = 5), 0), coalesce(sum(n) FILTER (WHERE metric = 6), 0), sum(untracked)
    FROM facts CROSS JOIN LATERAL (VALUES (0), (mailbox_scope), (domain_scope), (connection_scope)) AS scopes (scope)
    WHERE scope IS NOT NULL AND epoch_hour = ANY (${range.epochHours}::int[])
    GROUP BY scope, provider, epoch_hour`;
}

/** The hours without the split by provider: what the guard counts by. Returns how many rows there are of them. */
export async function replaceHours(tx: Tx, tenantId: string, epochHours: number[]): Promise<number> {
  await tx.$executeRaw`
    DELETE FROM reputation_hours WHERE tenant_id = (SELECT ${tenantId}::uuid) AND epoch_hour = ANY (${epochHours}::int[])`;
  return tx.$executeRaw`
    INSERT INTO reputation_hours (tenant_id, scope_index, epoch_hour, sent, delivered, bounced, complained, opened, clicked, blocked,
      untracked)
    SELECT tenant_id, scope_index, epoch_hour, sum(sent), sum(delivered), sum(bounced), sum(complained), sum(opened), sum(clicked),
      sum(blocked), sum(untracked)
    FROM reputation_provider_hours
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND epoch_hour = ANY (${epochHours}::int[])
    GROUP BY 1, 2, 3`;
}

/** Adds these days up from their hours, by provider and all together. */
export async function replaceDays(tx: Tx, tenantId: string, days: readonly LocalDay[]): Promise<number> {
  const names = days.map((day) => day.day);
  await tx.$executeRaw`
    DELETE FROM reputation_days WHERE tenant_id = (SELECT ${tenantId}::uuid) AND day = ANY (${names}::date[])`;
  return tx.$executeRaw`
    INSERT INTO reputation_days (tenant_id, scope_index, recipient_provider, day, sent, delivered, bounced, complained, opened, clicked,
      blocked, untracked)
    SELECT ${tenantId}::uuid, h.scope_index, coalesce(h.recipient_provider, 'all'), d.day, sum(sent), sum(delivered), sum(bounced),
      sum(complained), sum(opened), sum(clicked), sum(blocked), sum(untracked)
    FROM unnest(${names}::date[], ${days.map((day) => day.firstHour)}::int[], ${days.map((day) => day.endHour)}::int[])
      AS d (day, first_hour, end_hour)
    JOIN reputation_provider_hours h ON h.tenant_id = (SELECT ${tenantId}::uuid) AND h.epoch_hour >= d.first_hour AND h.epoch_hour < d.end_hour
    GROUP BY GROUPING SETS ((h.scope_index, h.recipient_provider, d.day), (h.scope_index, d.day))`;
}
