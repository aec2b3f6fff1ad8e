import type { Tx } from "#lib/db/types.ts";

type ScopeState = {
  kind: "domain" | "mailbox" | "connection";
  id: string;
  name: string;
  domainId: string | null;
  state: string;
  reason: string | null;
  since: Date;
  releasesAt: Date | null;
  by: string | null;
  note: string | null;
};

/** The guard's states of what is in use, but for the healthy ones. */
export async function listTroubledStates(tx: Tx, tenantId: string): Promise<ScopeState[]> {
  return tx.$queryRaw`
    SELECT h.scope_kind AS kind, h.scope_id AS id, COALESCE(d.domain, m.from_email, c.name) AS name, m.sending_domain_id AS "domainId",
      h.state, h.reason, h.since, h.releases_at AS "releasesAt",
      CASE WHEN h.reason = 'paused_by_person' THEN h.evidence->>'by' END AS by,
      CASE WHEN h.reason = 'paused_by_person' THEN h.evidence->>'note' END AS note
    FROM health_states h
    LEFT JOIN sending_domains d ON h.scope_kind = 'domain' AND d.id = h.scope_id AND d.archived_at IS NULL
    LEFT JOIN mailboxes m ON h.scope_kind = 'mailbox' AND m.id = h.scope_id AND m.archived_at IS NULL
    LEFT JOIN provider_connections c ON h.scope_kind = 'connection' AND c.id = h.scope_id AND c.archived_at IS NULL
    WHERE h.tenant_id = ${tenantId}::uuid AND h.state IN ('throttled', 'paused', 'probation') AND COALESCE(d.id, m.id, c.id) IS NOT NULL
    ORDER BY h.scope_kind, h.scope_id`;
}

export type LivePlace = { kind: "domain" | "mailbox"; id: string; name: string; domainId: string | null };

/** The sending domains and mailboxes in use among these names: a reputation outlives the mailbox that earned it. */
export async function listLivePlaces(tx: Tx, tenantId: string, names: readonly string[]): Promise<LivePlace[]> {
  if (names.length === 0) return [];
  return tx.$queryRaw`
    SELECT 'domain' AS kind, id, domain AS name, NULL::uuid AS "domainId" FROM sending_domains
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND archived_at IS NULL AND lower(domain) = ANY (${[...names]}::text[])
    UNION ALL SELECT 'mailbox', id, from_email, sending_domain_id FROM mailboxes
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND archived_at IS NULL AND lower(from_email) = ANY (${[...names]}::text[])`;
}

/** When a message left last; null when none ever did. */
export async function findLastSentAt(tx: Tx, tenantId: string): Promise<Date | null> {
  const rows = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT max(sent_at) AS at FROM outreach_emails WHERE tenant_id = ${tenantId}::uuid AND sent_at IS NOT NULL`;
  return rows[0]?.at ?? null;
}

/** Messages that wait in the queue or in a claim although their time is past. */
export async function countLateRows(
  tx: Tx,
  tenantId: string,
  now: Date,
): Promise<{ count: number; oldestAt: Date | null }> {
  const rows = await tx.$queryRaw<{ count: number; oldestAt: Date | null }[]>`
    SELECT count(*)::int AS count, min(scheduled_at) AS "oldestAt" FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND status IN ('queued', 'claimed') AND direction = 'outbound'
      AND scheduled_at < ${now}::timestamptz`;
  return rows[0] ?? { count: 0, oldestAt: null };
}

export type DomainCounts = { scopeIndex: number; domainId: string; name: string; sent: number; bounced: number };

/** Messages that left since `since` and those of them that bounced, by sending domain in use. */
export async function countDomainBounces(tx: Tx, tenantId: string, since: Date): Promise<DomainCounts[]> {
  return tx.$queryRaw`
    SELECT e.domain_scope AS "scopeIndex", d.id AS "domainId", d.domain AS name, e.sent, e.bounced
    FROM (
      SELECT domain_scope, count(*)::int AS sent, count(bounced_at)::int AS bounced FROM outreach_emails
      WHERE tenant_id = ${tenantId}::uuid AND sent_at >= ${since}::timestamptz AND direction = 'outbound' AND domain_scope IS NOT NULL
      GROUP BY domain_scope
    ) e
    JOIN reputation_scopes s ON s.tenant_id = ${tenantId}::uuid AND s.scope_index = e.domain_scope
    JOIN sending_domains d ON d.tenant_id = ${tenantId}::uuid AND d.domain = s.key AND d.archived_at IS NULL`;
}

/** What was sent and bounced in the hours `from` to before `to`, by scope. */
export async function countUsual(
  tx: Tx,
  tenantId: string,
  scopeIndexes: readonly number[],
  hours: { from: number; to: number },
): Promise<{ scopeIndex: number; sent: number; bounced: number }[]> {
  if (scopeIndexes.length === 0) return [];
  return tx.$queryRaw`
    SELECT scope_index AS "scopeIndex", sum(sent)::int AS sent, sum(bounced)::int AS bounced FROM reputation_hours
    WHERE tenant_id = ${tenantId}::uuid AND scope_index = ANY (${[...scopeIndexes]}::int[]) AND epoch_hour >= ${hours.from}::int
      AND epoch_hour < ${hours.to}::int
    GROUP BY scope_index`;
}

/**
 * Messages of each connection that reports events, sent in the window, since the last one of which anything was heard. The ledger says
 * it: an event that matches no message tells as little as none.
 */
export async function countSilentSends(
  tx: Tx,
  tenantId: string,
  window: { from: Date; to: Date },
): Promise<{ connectionId: string; name: string; sends: number; oldestAt: Date }[]> {
  return tx.$queryRaw`
    WITH sends AS MATERIALIZED (
      SELECT provider_connection_id AS id, sent_at,
        COALESCE(delivered_at, bounced_at, complained_at, opened_at, machine_opened_at, clicked_at) IS NOT NULL OR bounce_type IS NOT NULL AS heard
      FROM outreach_emails
      WHERE tenant_id = ${tenantId}::uuid AND sent_at >= ${window.from}::timestamptz AND sent_at < ${window.to}::timestamptz
        AND direction = 'outbound' AND status = 'sent' AND provider_connection_id IS NOT NULL
    ), heard AS (SELECT id, max(sent_at) AS at FROM sends WHERE heard GROUP BY id)
    SELECT c.id AS "connectionId", c.name, count(*)::int AS sends, min(s.sent_at) AS "oldestAt"
    FROM sends s JOIN provider_connections c ON c.id = s.id AND c.tenant_id = ${tenantId}::uuid AND c.event_source <> 'none'
    LEFT JOIN heard h ON h.id = s.id
    WHERE h.at IS NULL OR s.sent_at > h.at
    GROUP BY c.id, c.name`;
}

/** What texts have cost since then, in dollars. */
export async function sumTextCost(tx: Tx, tenantId: string, since: Date): Promise<number> {
  const rows = await tx.$queryRaw<{ usd: number }[]>`
    SELECT COALESCE(sum(ai_cost_usd), 0)::float8 AS usd FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND created_at >= ${since}::timestamptz AND ai_cost_usd > 0`;
  return rows[0]?.usd ?? 0;
}

/** Sends whose outcome has been unknown since before then. */
export async function countUnknownSends(
  tx: Tx,
  tenantId: string,
  before: Date,
): Promise<{ count: number; oldestAt: Date | null }> {
  const rows = await tx.$queryRaw<{ count: number; oldestAt: Date | null }[]>`
    SELECT count(*)::int AS count, min(sent_at) AS "oldestAt" FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND status = 'unknown' AND sent_at < ${before}::timestamptz`;
  return rows[0] ?? { count: 0, oldestAt: null };
}

/** Outgoing webhooks that switched themselves off. */
export async function listDisabledEndpoints(
  tx: Tx,
  tenantId: string,
): Promise<{ id: string; name: string; reason: string; disabledAt: Date }[]> {
  return tx.$queryRaw`
    SELECT id, name, COALESCE(disabled_reason, '') AS reason, disabled_at AS "disabledAt" FROM outgoing_webhooks
    WHERE tenant_id = ${tenantId}::uuid AND archived_at IS NULL AND disabled_at IS NOT NULL ORDER BY id`;
}
