import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";

export type DayPartRow = { trade_type: string; state_code: string; sent: number[]; engaged: number[] };

/** Every trade and state of which enough is known; as many rows as there are such pairs, whatever the tenant's size. */
export async function listDayPartAnswers(tx: Tx, tenantId: string): Promise<DayPartRow[]> {
  return tx.$queryRaw`
    SELECT trade_type, state_code, sent, engaged FROM day_part_answers WHERE tenant_id = ${tenantId}::uuid`;
}

export type DayPartCount = {
  tenantId: string;
  from: Date;
  until: Date;
  minEngagements: number;
  /** the likelier zone of the first three digits of a ZIP, of a state, and of everybody else */
  zones: { prefixes: [number, string][]; states: [string, string][]; other: string };
};

/**
 * Counts anew: emails sent within these times with opens tracked, and those a person opened or clicked, by trade, state and local day
 * part of the hand-over. Only pairs with enough engagements are kept. Returns how many those are.
 */
export async function replaceDayPartAnswers(tx: Tx, { tenantId, from, until, minEngagements, zones }: DayPartCount) {
  await tx.$executeRaw`DELETE FROM day_part_answers WHERE tenant_id = ${tenantId}::uuid`;
  return tx.$executeRaw`
    WITH by_prefix AS (SELECT * FROM unnest(${arrayParam(zones.prefixes.map(([prefix]) => prefix))}::int[],
        ${arrayParam(zones.prefixes.map(([, zone]) => zone))}::text[]) AS z (prefix, zone)),
      by_state AS (SELECT * FROM unnest(${arrayParam(zones.states.map(([state]) => state))}::text[],
        ${arrayParam(zones.states.map(([, zone]) => zone))}::text[]) AS z (state_code, zone)),
      answers AS (
        SELECT lower(btrim(p.trade_type)) AS trade_type, upper(btrim(p.state_code)) AS state_code,
          e.opened_at IS NOT NULL OR e.clicked_at IS NOT NULL AS is_engaged,
          floor((date_part('hour', e.sent_at AT TIME ZONE COALESCE(bp.zone, bs.zone, ${zones.other}::text)) - 6) / 3)::int AS part
        FROM outreach_emails e
        JOIN outreach o ON o.tenant_id = e.tenant_id AND o.id = e.outreach_id
        JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id AND btrim(p.trade_type) <> '' AND btrim(p.state_code) <> ''
        LEFT JOIN by_prefix bp ON bp.prefix = substring(p.zip from '^\\s*(\\d{3})\\d{2}(?:-?\\d{4})?\\s*$')::int
        LEFT JOIN by_state bs ON bs.state_code = upper(btrim(p.state_code))
        WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= ${from}::timestamptz AND e.sent_at < ${until}::timestamptz
          AND e.direction = 'outbound' AND e.kind = 'sequence' AND e.open_tracked)
    INSERT INTO day_part_answers (tenant_id, trade_type, state_code, sent, engaged)
    SELECT ${tenantId}::uuid, trade_type, state_code,
      ARRAY[count(*) FILTER (WHERE part = 0), count(*) FILTER (WHERE part = 1), count(*) FILTER (WHERE part = 2),
        count(*) FILTER (WHERE part = 3), count(*) FILTER (WHERE part = 4)]::int[],
      ARRAY[count(*) FILTER (WHERE part = 0 AND is_engaged), count(*) FILTER (WHERE part = 1 AND is_engaged),
        count(*) FILTER (WHERE part = 2 AND is_engaged), count(*) FILTER (WHERE part = 3 AND is_engaged),
        count(*) FILTER (WHERE part = 4 AND is_engaged)]::int[]
    FROM answers WHERE part BETWEEN 0 AND 4 GROUP BY trade_type, state_code
    HAVING count(*) FILTER (WHERE is_engaged) >= ${minEngagements}::int`;
}
