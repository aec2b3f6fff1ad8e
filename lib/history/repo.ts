import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import type { RecipientProvider } from "#lib/shared/recipient-provider.ts";
import type { BucketCounts, HistoryScope } from "./types.ts";

export type ScopeRow = { name: string; scope_index: number | null };

/** The named scope, archived or not; null when the tenant has none of this id. `scope_index` is null before its first message. */
export async function findScopeRow(
  tx: Tx,
  tenantId: string,
  { kind, id }: Exclude<HistoryScope, { kind: "global" }>,
): Promise<ScopeRow | null> {
  const rows = await tx.$queryRaw<ScopeRow[]>`
    SELECT p.name, r.scope_index FROM (
      SELECT from_email AS name, lower(from_email) AS key FROM mailboxes
      WHERE ${kind} = 'mailbox' AND tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid
      UNION ALL
      SELECT domain, lower(domain) FROM sending_domains
      WHERE ${kind} = 'domain' AND tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid
      UNION ALL
      SELECT name, id::text FROM provider_connections
      WHERE ${kind} = 'connection' AND tenant_id = (SELECT ${tenantId}::uuid) AND id = ${id}::uuid
    ) p
    LEFT JOIN reputation_scopes r ON r.tenant_id = (SELECT ${tenantId}::uuid) AND r.kind = ${kind} AND r.key = p.key`;
  return rows[0] ?? null;
}

export type HourCounts = BucketCounts & { epoch_hour: number };
export type DayCounts = BucketCounts & { day: string };
export type ProviderCounts = BucketCounts & { provider: RecipientProvider };

/** One scope, its hours from `from` up to `to`. */
export type HourSpan = { tenantId: string; scopeIndex: number; from: number; to: number };
/** One scope, its days from the first to the last, both included: `2026-06-10`. */
export type DaySpan = { tenantId: string; scopeIndex: number; first: string; last: string };

const columns = Prisma.raw("sent, delivered, bounced, complained, opened, clicked, blocked, untracked");
const sums = Prisma.raw(
  ["sent", "delivered", "bounced", "complained", "opened", "clicked", "blocked", "untracked"]
    .map((name) => `sum(${name})::float8 AS ${name}`)
    .join(", "),
);

/** Hours that are rolled up, of one provider or all. */
export async function selectHours(tx: Tx, span: HourSpan, provider: RecipientProvider | null): Promise<HourCounts[]> {
  if (provider === null) {
    return tx.$queryRaw`
      SELECT epoch_hour, ${columns} FROM reputation_hours
      WHERE tenant_id = ${span.tenantId}::uuid AND scope_index = ${span.scopeIndex}::int
        AND epoch_hour >= ${span.from}::int AND epoch_hour < ${span.to}::int`;
  }
  return tx.$queryRaw`
    SELECT epoch_hour, ${columns} FROM reputation_provider_hours
    WHERE tenant_id = ${span.tenantId}::uuid AND scope_index = ${span.scopeIndex}::int AND recipient_provider = ${provider}
      AND epoch_hour >= ${span.from}::int AND epoch_hour < ${span.to}::int`;
}

export async function sumHoursByProvider(tx: Tx, span: HourSpan): Promise<ProviderCounts[]> {
  return tx.$queryRaw`
    SELECT recipient_provider AS provider, ${sums} FROM reputation_provider_hours
    WHERE tenant_id = ${span.tenantId}::uuid AND scope_index = ${span.scopeIndex}::int
      AND epoch_hour >= ${span.from}::int AND epoch_hour < ${span.to}::int
    GROUP BY 1`;
}

/** Days as far as they are rolled up, of one provider or `all`. */
export async function selectDays(tx: Tx, span: DaySpan, provider: RecipientProvider | "all"): Promise<DayCounts[]> {
  return tx.$queryRaw`
    SELECT day::text AS day, ${columns} FROM reputation_days
    WHERE tenant_id = ${span.tenantId}::uuid AND scope_index = ${span.scopeIndex}::int AND recipient_provider = ${provider}
      AND day >= ${span.first}::date AND day <= ${span.last}::date`;
}

export async function sumDaysByProvider(tx: Tx, span: DaySpan): Promise<ProviderCounts[]> {
  return tx.$queryRaw`
    SELECT recipient_provider AS provider, ${sums} FROM reputation_days
    WHERE tenant_id = ${span.tenantId}::uuid AND scope_index = ${span.scopeIndex}::int AND recipient_provider <> 'all'
      AND day >= ${span.first}::date AND day <= ${span.last}::date
    GROUP BY 1`;
}

/** Hours that are not rolled up yet, counted from the ledger and the events as the roll-up will. */
export async function countFreshHours(
  tx: Tx,
  { tenantId, scopeIndex, from, to }: { tenantId: string; scopeIndex: number; from: Date; to: Date },
): Promise<(HourCounts & ProviderCounts)[]> {
  return tx.$queryRaw`
    WITH facts AS (
      SELECT floor(extract(epoch FROM sent_at) / 3600)::int AS epoch_hour, coalesce(recipient_provider, 'other') AS provider, 0 AS metric,
        NOT open_tracked AS is_untracked
      FROM outreach_emails
      WHERE tenant_id = ${tenantId}::uuid AND sent_at >= ${from}::timestamptz AND sent_at < ${to}::timestamptz
        AND sent_at IS NOT NULL AND direction = 'outbound' AND status IN ('sent', 'failed')
        AND ${scopeIndex}::int IN (0, mailbox_scope, domain_scope, connection_scope)
      UNION ALL
      SELECT floor(extract(epoch FROM e.occurred_at) / 3600)::int, coalesce(m.recipient_provider, 'other'), e.metric::int, false
      FROM email_events e LEFT JOIN outreach_emails m ON m.tenant_id = ${tenantId}::uuid AND m.id = e.outreach_email_id
      WHERE e.tenant_id = ${tenantId}::uuid AND e.metric IS NOT NULL
        AND e.occurred_at >= ${from}::timestamptz AND e.occurred_at < ${to}::timestamptz
        AND ${scopeIndex}::int IN (0, e.mailbox_scope, e.domain_scope, e.connection_scope)
    )
    SELECT epoch_hour, provider, count(*) FILTER (WHERE metric = 0)::float8 AS sent, count(*) FILTER (WHERE metric = 1)::float8 AS delivered,
      count(*) FILTER (WHERE metric = 2)::float8 AS bounced, count(*) FILTER (WHERE metric = 3)::float8 AS complained,
      count(*) FILTER (WHERE metric = 4)::float8 AS opened, count(*) FILTER (WHERE metric = 5)::float8 AS clicked,
      count(*) FILTER (WHERE metric = 6)::float8 AS blocked, count(*) FILTER (WHERE is_untracked)::float8 AS untracked
    FROM facts GROUP BY 1, 2`;
}

/** Counts of one of many scopes; `at` is a day (`2026-06-10`) or an epoch hour. */
export type LineRow<At> = { id: string; at: At; sent: number; bounced: number };

/** Many scopes of a kind, by the ids of what they are. */
type ManyScopes = { tenantId: string; kind: string; ids: string[] };

/** Days of many scopes, both ends included. */
export async function selectDayLines(
  tx: Tx,
  scopes: ManyScopes,
  { first, last }: { first: string; last: string },
): Promise<LineRow<string>[]> {
  return tx.$queryRaw`
    SELECT p.id, d.day::text AS at, d.sent, d.bounced FROM ${scopesById(scopes)}
    JOIN reputation_days d ON d.tenant_id = ${scopes.tenantId}::uuid AND d.scope_index = p.scope_index AND d.recipient_provider = 'all'
      AND d.day >= ${first}::date AND d.day <= ${last}::date`;
}

/** Hours of many scopes from `from` up to `to`. */
export async function selectHourLines(
  tx: Tx,
  scopes: ManyScopes,
  { from, to }: { from: number; to: number },
): Promise<LineRow<number>[]> {
  return tx.$queryRaw`
    SELECT p.id, h.epoch_hour AS at, h.sent, h.bounced FROM ${scopesById(scopes)}
    JOIN reputation_hours h ON h.tenant_id = ${scopes.tenantId}::uuid AND h.scope_index = p.scope_index
      AND h.epoch_hour >= ${from}::int AND h.epoch_hour < ${to}::int`;
}

/** Rows `p` of id and scope_index. */
function scopesById({ tenantId, kind, ids }: ManyScopes): Prisma.Sql {
  return Prisma.sql`(
    SELECT p.id, r.scope_index FROM (
      SELECT id, lower(from_email) AS key FROM mailboxes
      WHERE ${kind} = 'mailbox' AND tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${ids}::uuid[])
      UNION ALL
      SELECT id, lower(domain) FROM sending_domains
      WHERE ${kind} = 'domain' AND tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${ids}::uuid[])
      UNION ALL
      SELECT id, id::text FROM provider_connections
      WHERE ${kind} = 'connection' AND tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${ids}::uuid[])
    ) p
    JOIN reputation_scopes r ON r.tenant_id = (SELECT ${tenantId}::uuid) AND r.kind = ${kind} AND r.key = p.key) p`;
}
