import type { Tx } from "#lib/db/types.ts";

/** Prospects by cycle, and how many of each came to it since `since`. */
export async function countByCycle(
  tx: Tx,
  tenantId: string,
  since: Date,
): Promise<{ cycle: number; prospects: number; recycled: number; exhausted: number }[]> {
  return tx.$queryRaw`
    SELECT by_cycle.cycle, by_cycle.prospects, by_cycle.exhausted,
      (SELECT count(*)::int FROM outreach r WHERE by_cycle.cycle > 0 AND r.tenant_id = ${tenantId}::uuid AND r.re_contact_cycle = by_cycle.cycle
        AND r.cycle_reset_at >= ${since}::timestamptz) AS recycled
    FROM (SELECT re_contact_cycle::int AS cycle, count(*)::int AS prospects, (count(*) FILTER (WHERE status = 'exhausted'))::int AS exhausted
      FROM outreach WHERE tenant_id = ${tenantId}::uuid GROUP BY re_contact_cycle) AS by_cycle
    ORDER BY by_cycle.cycle`;
}

/**
 * Silent prospects by the calendar day on which their cooldown is over; days before `today` count as today. Suppressed addresses are
 * left out for those eligible now, whose number must be exact.
 */
export async function countCoolingDown(
  tx: Tx,
  query: { tenantId: string; maxCycles: number; cooldownDays: number; until: Date; now: Date; timeZone: string },
): Promise<{ day: string; count: number; is_now: boolean }[]> {
  const { tenantId, maxCycles, cooldownDays, until, now, timeZone } = query;
  return tx.$queryRaw`
    SELECT (GREATEST(o.last_email_sent_at + make_interval(days => ${cooldownDays}::int), ${now}::timestamptz) AT TIME ZONE ${timeZone})::date::text AS day,
      o.last_email_sent_at <= ${now}::timestamptz - make_interval(days => ${cooldownDays}::int) AS is_now, count(*)::int AS count
    FROM generate_series(0, ${maxCycles}::int - 1) AS cycle
    JOIN outreach o ON o.tenant_id = ${tenantId}::uuid AND o.status = 'contacted' AND o.re_contact_cycle = cycle
      AND o.last_email_sent_at <= ${until}::timestamptz - make_interval(days => ${cooldownDays}::int)
    JOIN prospects p ON p.id = o.prospect_id
    WHERE o.outreach_sequence_step >= 1 AND o.last_email_replied_at IS NULL AND NOT o.email_unsubscribed
      AND COALESCE(o.hold_reason, '') NOT IN ('manual_stop', 'out_of_office', 'suppressed', 'replied')
      AND p.email_key IS NOT NULL AND p.email_verified IS NOT FALSE
      AND NOT EXISTS (SELECT 1 FROM suppressions s WHERE s.tenant_id = o.tenant_id AND s.kind = 'email' AND s.value = p.email_key)
      AND NOT EXISTS (SELECT 1 FROM suppressions s
        WHERE s.tenant_id = o.tenant_id AND s.kind = 'domain' AND s.value = split_part(p.email_key, '@', 2))
      AND NOT EXISTS (SELECT 1 FROM outreach_emails e
        WHERE e.tenant_id = o.tenant_id AND e.outreach_id = o.id AND e.status IN ('queued', 'claimed', 'sending'))
    GROUP BY 1, 2 ORDER BY 1`;
}

export type ConversionRow = { cycle: number; contacted: number; opened: number; clicked: number; replied: number };

/** Prospects written to since `since`, by cycle, and how many of them opened, clicked or answered a message of that cycle. */
export async function countConversion(tx: Tx, tenantId: string, since: Date): Promise<ConversionRow[]> {
  return tx.$queryRaw`
    SELECT cycle::int, count(*)::int AS contacted, (count(*) FILTER (WHERE opened))::int AS opened,
      (count(*) FILTER (WHERE clicked))::int AS clicked, (count(*) FILTER (WHERE replied))::int AS replied
    FROM (SELECT e.re_contact_cycle AS cycle, e.outreach_id, bool_or(e.opened_at IS NOT NULL) AS opened,
        bool_or(e.clicked_at IS NOT NULL) AS clicked, bool_or(o.last_email_replied_at >= e.sent_at AND o.re_contact_cycle = e.re_contact_cycle) AS replied
      FROM outreach_emails e JOIN outreach o ON o.id = e.outreach_id
      WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= ${since}::timestamptz AND e.direction = 'outbound' AND e.kind = 'sequence'
      GROUP BY e.re_contact_cycle, e.outreach_id) AS prospect
    GROUP BY cycle ORDER BY cycle`;
}
