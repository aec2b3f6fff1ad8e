import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { exclusion, isUnhindered } from "./silence.ts";

export type CycleCount = { cycle: number; prospects: number; recycled: number; exhausted: number };

/** Prospects by cycle, and how many of each came to it since `since`. */
export async function countByCycle(tx: Tx, tenantId: string, since: Date): Promise<CycleCount[]> {
  return tx.$queryRaw`
    SELECT by_cycle.cycle, by_cycle.prospects, by_cycle.exhausted,
      (SELECT count(*)::int FROM outreach r WHERE by_cycle.cycle > 0 AND r.tenant_id = ${tenantId}::uuid AND r.re_contact_cycle = by_cycle.cycle
        AND r.cycle_reset_at >= ${since}::timestamptz) AS recycled
    FROM (SELECT re_contact_cycle::int AS cycle, count(*)::int AS prospects, (count(*) FILTER (WHERE status = 'exhausted'))::int AS exhausted
      FROM outreach WHERE tenant_id = ${tenantId}::uuid GROUP BY re_contact_cycle) AS by_cycle
    ORDER BY by_cycle.cycle`;
}

export type ReadyQuery = {
  tenantId: string;
  maxCycles: number;
  cooldownDays: number;
  now: Date;
  /** cooldowns that end later are not looked at */
  until: Date;
  /** the daily run: its hour on the clock of this zone */
  run: { hour: number; timeZone: string };
};

/** `day`: of the first daily run that finds these prospects rested (`2026-06-11`); `is_now`: their cooldown is over already. */
export type ReadyRow = { day: string; is_now: boolean; count: number };

/**
 * Silent prospects by the run that may return them. Those whose last cycle is over count when `maxCycles` gives them another one: the run
 * brings them back first.
 */
export async function countReady(tx: Tx, query: ReadyQuery): Promise<ReadyRow[]> {
  const { tenantId, maxCycles, cooldownDays, now, until, run } = query;
  const cooldown = Prisma.sql`make_interval(days => ${cooldownDays}::int)`;
  return tx.$queryRaw`
    SELECT (((GREATEST(o.last_email_sent_at + ${cooldown}, ${now}::timestamptz) AT TIME ZONE ${run.timeZone})
        - make_interval(hours => ${run.hour}::int, secs => 0.000001))::date + 1)::text AS day,
      o.last_email_sent_at <= ${now}::timestamptz - ${cooldown} AS is_now, count(*)::int AS count
    FROM generate_series(0, ${maxCycles}::int - 1) AS cycle
    JOIN outreach o ON o.tenant_id = ${tenantId}::uuid AND o.status IN ('contacted', 'exhausted') AND o.re_contact_cycle = cycle
      AND o.last_email_sent_at <= ${until}::timestamptz - ${cooldown}
    JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
    WHERE ${isUnhindered}
    GROUP BY 1, 2 ORDER BY 1`;
}

type RestedQuery = { tenantId: string; maxCycles: number; cutoff: Date };

type EligibleRow = { reason: string; count: number };

/** How many the next run returns, the daily release aside, by the hold they carry; by their status where they carry none. */
export async function countEligible(tx: Tx, { tenantId, maxCycles, cutoff }: RestedQuery): Promise<EligibleRow[]> {
  return tx.$queryRaw`
    SELECT COALESCE(o.hold_reason, o.status) AS reason, count(*)::int AS count FROM generate_series(0, ${maxCycles}::int - 1) AS cycle
    JOIN outreach o ON o.tenant_id = ${tenantId}::uuid AND o.status IN ('contacted', 'exhausted') AND o.re_contact_cycle = cycle
      AND o.last_email_sent_at <= ${cutoff}::timestamptz
    JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
    WHERE ${isUnhindered} GROUP BY 1 ORDER BY count DESC, reason`;
}

/** Prospects last written to at or before `cutoff` that do not come back, by reason. Those in a new cycle already are no part of it. */
export async function countExcluded(tx: Tx, query: RestedQuery): Promise<{ reason: string; count: number }[]> {
  return tx.$queryRaw`
    SELECT reason, count(*)::int AS count FROM (
      SELECT ${exclusion(query.maxCycles)} AS reason FROM outreach o JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
      WHERE o.tenant_id = ${query.tenantId}::uuid AND o.status <> 'cold' AND o.last_email_sent_at <= ${query.cutoff}::timestamptz) rested
    WHERE reason IS NOT NULL GROUP BY reason ORDER BY count DESC, reason`;
}

export type ConversionRow = {
  cycle: number;
  contacted: number;
  opened: number;
  clicked: number;
  replied: number;
  interested: number;
  demo: number;
  won: number;
};

/**
 * Prospects written to since `since`, by cycle: how many of them opened, clicked or answered a message of that cycle, and how many have come
 * to be interested, to a demo and to a sale, or further. Nobody returns from there, so the cycle they are in is the one that won them.
 */
export async function countConversion(tx: Tx, tenantId: string, since: Date): Promise<ConversionRow[]> {
  return tx.$queryRaw`
    SELECT cycle::int, count(*)::int AS contacted, (count(*) FILTER (WHERE opened))::int AS opened,
      (count(*) FILTER (WHERE clicked))::int AS clicked, (count(*) FILTER (WHERE replied))::int AS replied,
      (count(*) FILTER (WHERE status IN ('interested', 'demo_scheduled', 'demo_completed', 'proposal_sent', 'won')))::int AS interested,
      (count(*) FILTER (WHERE status IN ('demo_scheduled', 'demo_completed', 'proposal_sent', 'won')))::int AS demo,
      (count(*) FILTER (WHERE status = 'won'))::int AS won
    FROM (SELECT e.re_contact_cycle AS cycle, e.outreach_id, bool_or(e.opened_at IS NOT NULL) AS opened,
        bool_or(e.clicked_at IS NOT NULL) AS clicked, bool_or(o.last_email_replied_at >= e.sent_at AND o.re_contact_cycle = e.re_contact_cycle) AS replied,
        max(o.status) FILTER (WHERE o.re_contact_cycle = e.re_contact_cycle) AS status
      FROM outreach_emails e JOIN outreach o ON o.tenant_id = e.tenant_id AND o.id = e.outreach_id
      WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= ${since}::timestamptz AND e.direction = 'outbound' AND e.kind = 'sequence'
      GROUP BY e.re_contact_cycle, e.outreach_id) AS prospect
    GROUP BY cycle ORDER BY cycle`;
}
