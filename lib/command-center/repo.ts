import { Prisma } from "#lib/db/generated/client.ts";
import { isLastBefore } from "#lib/db/last-before.ts";
import type { Tx } from "#lib/db/types.ts";
import type { MessageCounts } from "./contract.ts";

export type DayCounts = MessageCounts & { day: string };
export type StepCounts = MessageCounts & { kind: "sequence" | "winback" | "reply"; step: number };

/** Opened, so it could be seen, or delivered and watched. */
const isMeasurable = Prisma.sql`e.opened_at IS NOT NULL OR (e.delivered_at IS NOT NULL AND e.open_tracked)`;

/** A reply answers the last message before it, and counts for that one only. */
const isAnswered = isLastBefore(Prisma.sql`o.last_email_replied_at`);

/** Outbound messages by day of `zone`, for days with any, since `from`. */
export async function countByDay(tx: Tx, tenantId: string, zone: string, from: Date): Promise<DayCounts[]> {
  return tx.$queryRaw`
    SELECT to_char(e.sent_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, count(*)::int AS sent, count(e.delivered_at)::int AS delivered,
      count(*) FILTER (WHERE ${isMeasurable})::int AS measurable, count(e.opened_at)::int AS opened, count(e.clicked_at)::int AS clicked, count(e.bounced_at)::int AS bounced, count(e.complained_at)::int AS complained,
      count(*) FILTER (WHERE ${isAnswered})::int AS replied
    FROM outreach_emails e JOIN outreach o ON o.tenant_id = e.tenant_id AND o.id = e.outreach_id
    WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= ${from}::timestamptz AND e.direction = 'outbound' AND e.kind <> 'test'
    GROUP BY 1 ORDER BY 1`;
}

/** The same messages since `from` by what they are: the steps of the sequence first; `step` is 0 for what is no step. */
export async function countByStep(tx: Tx, tenantId: string, from: Date): Promise<StepCounts[]> {
  return tx.$queryRaw`
    SELECT e.kind, CASE WHEN e.kind = 'sequence' THEN e.sequence_step ELSE 0 END::int AS step, count(*)::int AS sent, count(e.delivered_at)::int AS delivered,
      count(*) FILTER (WHERE ${isMeasurable})::int AS measurable, count(e.opened_at)::int AS opened, count(e.clicked_at)::int AS clicked, count(e.bounced_at)::int AS bounced, count(e.complained_at)::int AS complained,
      count(*) FILTER (WHERE ${isAnswered})::int AS replied
    FROM outreach_emails e JOIN outreach o ON o.tenant_id = e.tenant_id AND o.id = e.outreach_id
    WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= ${from}::timestamptz AND e.direction = 'outbound' AND e.kind <> 'test'
    GROUP BY 1, 2 ORDER BY e.kind <> 'sequence', e.kind = 'reply', step`;
}

export async function countByStatus(tx: Tx, tenantId: string): Promise<{ status: string; count: number }[]> {
  return tx.$queryRaw`
    SELECT status, count(*)::int AS count FROM outreach WHERE tenant_id = ${tenantId}::uuid GROUP BY status ORDER BY count DESC`;
}

export async function countByHold(tx: Tx, tenantId: string): Promise<{ reason: string; count: number }[]> {
  return tx.$queryRaw`
    SELECT hold_reason AS reason, count(*)::int AS count FROM outreach
    WHERE tenant_id = ${tenantId}::uuid AND status IN ('cold', 'contacted') AND hold_reason IS NOT NULL GROUP BY hold_reason ORDER BY count DESC`;
}

type TodaysUse = { reserved: number; queued: number; unknown: number };

/**
 * What the tenant's limit has given away today, how many rows wait in the queue, and of how many that were handed over today nobody knows
 * the outcome. `day` is of `zone`.
 */
export async function todaysUse(tx: Tx, tenantId: string, day: string, zone: string): Promise<TodaysUse> {
  const rows = await tx.$queryRaw<TodaysUse[]>`
    SELECT COALESCE((SELECT sum(used) FROM capacity_days WHERE tenant_id = ${tenantId}::uuid AND day = ${day}::date AND kind = 'tenant'), 0)::int AS reserved,
      (SELECT count(*) FROM outreach_emails WHERE tenant_id = ${tenantId}::uuid AND status IN ('queued', 'claimed', 'sending'))::int AS queued,
      (SELECT count(*) FROM outreach_emails WHERE tenant_id = ${tenantId}::uuid AND status = 'unknown' AND direction = 'outbound'
        AND kind <> 'test' AND sent_at >= ${day}::timestamp AT TIME ZONE ${zone})::int AS unknown`;
  return rows[0] ?? { reserved: 0, queued: 0, unknown: 0 };
}

export async function senderCounts(
  tx: Tx,
  tenantId: string,
): Promise<{ active: number; real: number; connections: number }> {
  const rows = await tx.$queryRaw<{ active: number; real: number; connections: number }[]>`
    SELECT (SELECT count(*) FROM mailboxes m JOIN sending_domains d ON d.id = m.sending_domain_id
        WHERE m.tenant_id = ${tenantId}::uuid AND m.is_active AND m.archived_at IS NULL AND d.archived_at IS NULL)::int AS active,
      (SELECT count(*) FROM provider_connections WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NULL AND kind <> 'simulator')::int AS real,
      (SELECT count(*) FROM provider_connections WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NULL)::int AS connections`;
  return rows[0] ?? { active: 0, real: 0, connections: 0 };
}

export type PausedScope = {
  scope_kind: string;
  scope_id: string;
  name: string | null;
  reason: string | null;
  since: Date;
  /** when its rest ends; null when a person has to resume it */
  releases_at: Date | null;
};

/** What stands paused, newest first; what was put away since needs nobody any more. */
export async function listPausedScopes(tx: Tx, tenantId: string): Promise<PausedScope[]> {
  return tx.$queryRaw`
    SELECT h.scope_kind, h.scope_id, COALESCE(d.domain, m.from_email, c.name) AS name, h.reason, h.since, h.releases_at
    FROM health_states h
    LEFT JOIN sending_domains d ON h.scope_kind = 'domain' AND d.id = h.scope_id AND d.archived_at IS NULL
    LEFT JOIN mailboxes m ON h.scope_kind = 'mailbox' AND m.id = h.scope_id AND m.archived_at IS NULL
    LEFT JOIN provider_connections c ON h.scope_kind = 'connection' AND c.id = h.scope_id AND c.archived_at IS NULL
    WHERE h.tenant_id = ${tenantId}::uuid AND h.state = 'paused' AND COALESCE(d.id, m.id, c.id) IS NOT NULL
    ORDER BY h.since DESC LIMIT 50`;
}
