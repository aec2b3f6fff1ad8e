import type { Tx } from "#lib/db/types.ts";
import { cameToGrief } from "./came-to-grief.ts";
import type { HealthStateRow } from "./types.ts";

/** A scope the guard has to look at, with its state as stored (`version` 0: none is). */
export type GuardedScope = Omit<HealthStateRow, "since"> & {
  /** address, sending domain or connection id: its name in the health maps */
  key: string;
  /** number of its counters; null when it has never sent */
  scope_index: number | null;
  /** the same of the sending domain it belongs to; null for a connection */
  domain_index: number | null;
};

export type ScopeFilter = {
  /** messages sent since then are looked at */
  since: Date;
  /** `kind key` of scopes to look at in any case */
  alsoKeys: readonly string[];
  /** these scopes and no others, by the numbers of their counters, whatever is to be said of them; null: all of the tenant */
  only: readonly number[] | null;
};

/**
 * Scopes in use of which something is to be said: a message came to grief, their state is not healthy, or they are named. All others
 * are healthy and stay so.
 */
export async function listGuardedScopes(tx: Tx, tenantId: string, filter: ScopeFilter): Promise<GuardedScope[]> {
  return tx.$queryRaw<GuardedScope[]>`
    WITH troubled AS (
      SELECT DISTINCT scope FROM outreach_emails e
      CROSS JOIN LATERAL (VALUES (mailbox_scope), (domain_scope), (connection_scope)) AS scopes (scope)
      WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.sent_at >= ${filter.since}::timestamptz AND scope IS NOT NULL
        AND ${cameToGrief("e")}
    ), places AS (
      SELECT 'mailbox' AS kind, m.id, lower(m.from_email) AS key, d.domain FROM mailboxes m
        JOIN sending_domains d ON d.id = m.sending_domain_id WHERE m.tenant_id = (SELECT ${tenantId}::uuid) AND m.archived_at IS NULL
      UNION ALL
      SELECT 'domain', id, lower(domain), domain FROM sending_domains WHERE tenant_id = (SELECT ${tenantId}::uuid) AND archived_at IS NULL
      UNION ALL
      SELECT 'connection', id, id::text, NULL FROM provider_connections WHERE tenant_id = (SELECT ${tenantId}::uuid) AND archived_at IS NULL
    )
    SELECT p.kind AS scope_kind, p.id AS scope_id, p.key, r.scope_index, rd.scope_index AS domain_index,
      coalesce(h.state, 'healthy') AS state, h.reason, h.evidence, h.releases_at, coalesce(h.version, 0) AS version, h.resumed_at,
      coalesce(h.pause_count, 0)::int AS pause_count, h.calm_since, coalesce(h.clean_sends, 0) AS clean_sends
    FROM places p
    LEFT JOIN reputation_scopes r ON r.tenant_id = (SELECT ${tenantId}::uuid) AND r.kind = p.kind AND r.key = p.key
    LEFT JOIN reputation_scopes rd ON rd.tenant_id = (SELECT ${tenantId}::uuid) AND rd.kind = 'domain' AND rd.key = lower(p.domain)
    LEFT JOIN health_states h ON h.tenant_id = (SELECT ${tenantId}::uuid) AND h.scope_kind = p.kind AND h.scope_id = p.id
    WHERE CASE WHEN ${filter.only}::int[] IS NOT NULL THEN r.scope_index = ANY (${filter.only}::int[])
      ELSE r.scope_index IN (SELECT scope FROM troubled) OR h.state <> 'healthy' OR p.kind || ' ' || p.key = ANY (${filter.alsoKeys}::text[]) END
    ORDER BY p.kind, p.id`;
}

/** Counts since `resumedAt`, or of the whole window when it is null. */
export type CountedScope = { scopeIndex: number; resumedAt: Date | null };

/** Windows as their first epoch hours, and the open hour. */
export type WindowStarts = { day: number; week: number; month: number; open: number };

export type WindowRow = {
  scope_index: number;
  window: "24h" | "7d" | "30d";
  sent: number;
  bounced: number;
  complained: number;
  blocked: number;
};

/**
 * Messages by the hour they were sent, and what became of them, whenever it did: so no rate is over 1 and none is older than its
 * message. What was sent comes from the hours rolled up, from the ledger for the hours after them and for the hour of a resume;
 * bounces, complaints and blocks are few and always come from the ledger.
 */
export async function countWindows(
  tx: Tx,
  tenantId: string,
  scopes: readonly CountedScope[],
  starts: WindowStarts,
): Promise<WindowRow[]> {
  if (scopes.length === 0) return [];
  const indexes = scopes.map((scope) => scope.scopeIndex);
  return tx.$queryRaw<WindowRow[]>`
    WITH scope AS MATERIALIZED (
      SELECT scope_index, resumed_at, floor(extract(epoch FROM resumed_at) / 3600)::int AS resumed_hour
      FROM unnest(${indexes}::int[], ${scopes.map((s) => s.resumedAt)}::timestamptz[]) AS s (scope_index, resumed_at)
    ), rolled AS MATERIALIZED (
      SELECT coalesce(max(epoch_hour), ${starts.month}::int - 1) AS last_hour FROM reputation_hours
      WHERE tenant_id = ${tenantId}::uuid AND epoch_hour < ${starts.open}::int AND epoch_hour >= ${starts.month}::int
    ), closed AS MATERIALIZED (
      SELECT scope_index, epoch_hour, sent FROM reputation_hours
      WHERE tenant_id = ${tenantId}::uuid AND scope_index = ANY (${indexes}::int[]) AND epoch_hour >= ${starts.month}::int
        AND epoch_hour < ${starts.open}::int AND sent > 0
    ), hours AS (
      SELECT h.scope_index, h.epoch_hour, h.sent::bigint AS sent, 0::bigint AS bounced, 0::bigint AS complained, 0::bigint AS blocked
      FROM scope s JOIN closed h ON h.scope_index = s.scope_index WHERE h.epoch_hour > coalesce(s.resumed_hour, 0)
      UNION ALL
      SELECT s.scope_index, floor(extract(epoch FROM e.sent_at) / 3600)::int, count(*), 0, 0, 0
      FROM outreach_emails e
      CROSS JOIN LATERAL (VALUES (mailbox_scope), (domain_scope), (connection_scope)) AS scopes (scope)
      JOIN scope s ON s.scope_index = scopes.scope
      WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= to_timestamp((SELECT last_hour + 1 FROM rolled)::bigint * 3600)
        AND e.sent_at IS NOT NULL AND e.direction = 'outbound' AND e.status IN ('sent', 'failed')
        AND (s.resumed_at IS NULL OR e.sent_at >= s.resumed_at)
      GROUP BY 1, 2
      UNION ALL
      SELECT s.scope_index, s.resumed_hour, since.sent, 0, 0, 0
      FROM scope s CROSS JOIN LATERAL (
        SELECT count(*) AS sent FROM outreach_emails e
        WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= s.resumed_at AND e.sent_at IS NOT NULL
          AND e.sent_at < to_timestamp((s.resumed_hour + 1)::bigint * 3600) AND e.direction = 'outbound'
          AND e.status IN ('sent', 'failed') AND s.scope_index IN (e.mailbox_scope, e.domain_scope, e.connection_scope)
      ) since
      WHERE s.resumed_hour <= (SELECT last_hour FROM rolled)
      UNION ALL
      SELECT s.scope_index, floor(extract(epoch FROM e.sent_at) / 3600)::int, 0,
        count(*) FILTER (WHERE e.bounced_at IS NOT NULL), count(*) FILTER (WHERE e.complained_at IS NOT NULL),
        count(*) FILTER (WHERE e.bounced_at IS NULL AND e.bounce_type = 'blocked')
      FROM outreach_emails e
      CROSS JOIN LATERAL (VALUES (mailbox_scope), (domain_scope), (connection_scope)) AS scopes (scope)
      JOIN scope s ON s.scope_index = scopes.scope
      WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= to_timestamp(${starts.month}::bigint * 3600)
        AND ${cameToGrief("e")}
        AND (s.resumed_at IS NULL OR e.sent_at >= s.resumed_at)
      GROUP BY 1, 2
    )
    SELECT h.scope_index, w.name AS window, sum(sent)::float8 AS sent, sum(bounced)::float8 AS bounced,
      sum(complained)::float8 AS complained, sum(blocked)::float8 AS blocked
    FROM hours h
    JOIN (VALUES ('24h', ${starts.day}::int), ('7d', ${starts.week}::int), ('30d', ${starts.month}::int)) AS w (name, first_hour)
      ON h.epoch_hour >= w.first_hour
    GROUP BY 1, 2`;
}

/** Messages of each scope since its resume, or since the last one that bounced or was complained about. */
export async function countCleanSends(
  tx: Tx,
  tenantId: string,
  scopes: readonly { scopeIndex: number; since: Date }[],
): Promise<{ scope_index: number; clean: number }[]> {
  if (scopes.length === 0) return [];
  return tx.$queryRaw`
    SELECT s.scope_index, sends.clean
    FROM unnest(${scopes.map((s) => s.scopeIndex)}::int[], ${scopes.map((s) => s.since)}::timestamptz[]) AS s (scope_index, since)
    CROSS JOIN LATERAL (
      SELECT max(t.sent_at) AS trouble_at FROM outreach_emails t
      WHERE t.tenant_id = ${tenantId}::uuid AND t.sent_at >= s.since AND ${cameToGrief("t")}
        AND (t.bounced_at IS NOT NULL OR t.complained_at IS NOT NULL) AND s.scope_index IN (t.mailbox_scope, t.domain_scope)
    ) last
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS clean FROM outreach_emails e
      WHERE e.tenant_id = ${tenantId}::uuid AND e.sent_at >= s.since AND e.sent_at IS NOT NULL
        AND e.sent_at > coalesce(last.trouble_at, '-infinity') AND e.direction = 'outbound' AND e.status IN ('sent', 'failed')
        AND s.scope_index IN (e.mailbox_scope, e.domain_scope)
    ) sends`;
}

/** The latest complaint about each sending domain, by the number of its counters. */
export async function listLastComplaints(
  tx: Tx,
  tenantId: string,
  since: Date,
): Promise<{ domain_index: number; at: Date }[]> {
  return tx.$queryRaw`
    SELECT domain_scope AS domain_index, max(complained_at) AS at FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND sent_at >= ${since}::timestamptz AND ${cameToGrief()}
      AND complained_at IS NOT NULL AND domain_scope IS NOT NULL
    GROUP BY 1`;
}
