import type { Tx } from "#lib/db/types.ts";

/** Counters of one hour as two lists of equal length: slot (scope × 7 + metric) and count. */
export type CountedHour = { epoch_hour: number; slots: number[]; counts: number[] };

/**
 * Counts hours of the window anew from the ledger (sent) and the counted events (all else), one grouping for both. Scope 0 is the
 * tenant as a whole. `from` and `to` bound the scan, `epochHours` names the hours wanted.
 */
export async function countHours(
  tx: Tx,
  tenantId: string,
  range: { from: Date; to: Date; epochHours: number[] },
): Promise<CountedHour[]> {
  return tx.$queryRaw<CountedHour[]>`
    WITH facts AS (
      SELECT floor(extract(epoch FROM sent_at) / 3600)::int AS epoch_hour, 0 AS metric,
        mailbox_scope, domain_scope, connection_scope, count(*) AS n
      FROM outreach_emails
      WHERE tenant_id = ${tenantId}::uuid AND sent_at >= ${range.from}::timestamptz AND sent_at < ${range.to}::timestamptz
        AND sent_at IS NOT NULL AND direction = 'outbound' AND status IN ('sent', 'failed')
      GROUP BY 1, 2, 3, 4, 5
      UNION ALL
      SELECT floor(extract(epoch FROM occurred_at) / 3600)::int, metric::int, mailbox_scope, domain_scope, connection_scope, count(*)
      FROM email_events
      WHERE tenant_id = ${tenantId}::uuid AND metric IS NOT NULL
        AND occurred_at >= ${range.from}::timestamptz AND occurred_at < ${range.to}::timestamptz
      GROUP BY 1, 2, 3, 4, 5
    ), slots AS (
      SELECT epoch_hour, scope * 7 + metric AS slot, least(sum(n), 4294967295)::float8 AS n
      FROM facts
      CROSS JOIN LATERAL (VALUES (0), (mailbox_scope), (domain_scope), (connection_scope)) AS scopes (scope)
      WHERE scope IS NOT NULL AND epoch_hour = ANY (${range.epochHours}::int[])
      GROUP BY 1, 2
    )
    SELECT epoch_hour, array_agg(slot) AS slots, array_agg(n) AS counts FROM slots GROUP BY epoch_hour`;
}
