import type { Tx } from "#lib/db/types.ts";
import type { Change, Move, Run, Signal } from "./types.ts";

/** The newest bounces, refusals and complaints. Unsubscribes and replies leave no event that counts. */
export async function listRecentSignals(tx: Tx, tenantId: string, from: Date, limit: number): Promise<Signal[]> {
  return tx.$queryRaw`
    SELECT v.occurred_at AS at, v.type, o.prospect_id, COALESCE(p.company, p.name, p.email) AS who
    FROM (SELECT * FROM email_events WHERE tenant_id = ${tenantId}::uuid AND occurred_at >= ${from}::timestamptz AND metric IS NOT NULL
            AND NOT machine AND type IN ('bounced', 'blocked', 'complained') ORDER BY occurred_at DESC LIMIT ${limit}) v
    JOIN outreach_emails e ON e.id = v.outreach_email_id JOIN outreach o ON o.id = e.outreach_id JOIN prospects p ON p.id = o.prospect_id
    ORDER BY v.occurred_at DESC`;
}

/** Who replied last. Reads every outreach of the tenant, as the counts by status do. */
export async function listRecentReplies(tx: Tx, tenantId: string, from: Date, limit: number): Promise<Signal[]> {
  return tx.$queryRaw`
    SELECT o.last_email_replied_at AS at, 'replied' AS type, o.prospect_id, COALESCE(p.company, p.name, p.email) AS who
    FROM (SELECT prospect_id, last_email_replied_at FROM outreach
          WHERE tenant_id = ${tenantId}::uuid AND last_email_replied_at >= ${from}::timestamptz ORDER BY last_email_replied_at DESC LIMIT ${limit}) o
    JOIN prospects p ON p.id = o.prospect_id ORDER BY at DESC`;
}

const recentSuppressions = 200;

/** Who unsubscribed lately, by whatever way: not every way leaves an event. Looks at the newest suppressions only. */
export async function listRecentUnsubscribes(tx: Tx, tenantId: string, from: Date, limit: number): Promise<Signal[]> {
  return tx.$queryRaw`
    SELECT s.created_at AS at, s.reason AS type, p.id AS prospect_id, COALESCE(p.company, p.name, p.email) AS who
    FROM (SELECT * FROM suppressions WHERE tenant_id = ${tenantId}::uuid ORDER BY id DESC LIMIT ${recentSuppressions}) s
    JOIN prospects p ON p.tenant_id = s.tenant_id AND p.email_key = s.value
    WHERE s.kind = 'email' AND s.reason = 'unsubscribed' AND s.created_at >= ${from}::timestamptz
    ORDER BY s.created_at DESC LIMIT ${limit}`;
}

const recentRuns = 500;

/** Of the newest runs those of these jobs, and whatever failed: jobs of every few minutes would push all else out of sight. */
export async function listRecentRuns(
  tx: Tx,
  tenantId: string,
  functionIds: readonly string[],
  limit: number,
): Promise<Run[]> {
  return tx.$queryRaw`
    SELECT id, function_id, status, finished_at, counts FROM (
      SELECT id, function_id, status, finished_at, counts FROM job_runs WHERE tenant_id = (SELECT ${tenantId}::uuid) ORDER BY id DESC LIMIT ${recentRuns}) newest
    WHERE function_id = ANY (${functionIds}::text[]) OR status = 'failed' ORDER BY id DESC LIMIT ${limit}`;
}

/** The newest changes of the health of domains, mailboxes and connections, by the guard or by a person. */
export async function listRecentMoves(tx: Tx, tenantId: string, from: Date, limit: number): Promise<Move[]> {
  return tx.$queryRaw`
    SELECT t.at, t.scope_kind, t.scope_id, COALESCE(d.domain, m.from_email, c.name) AS name, t.from_state, t.to_state, t.reason,
      t.actor_kind, t.actor_label
    FROM (SELECT * FROM health_transitions WHERE tenant_id = (SELECT ${tenantId}::uuid) AND at >= ${from}::timestamptz
          ORDER BY at DESC LIMIT ${limit}) t
    LEFT JOIN sending_domains d ON t.scope_kind = 'domain' AND d.id = t.scope_id
    LEFT JOIN mailboxes m ON t.scope_kind = 'mailbox' AND m.id = t.scope_id
    LEFT JOIN provider_connections c ON t.scope_kind = 'connection' AND c.id = t.scope_id
    ORDER BY t.at DESC`;
}

const recentLines = 2_000;

/** Of the newest lines of the audit log those by people and their keys, but for pauses and resumes, which are told as such. */
export async function listRecentChanges(tx: Tx, tenantId: string, from: Date, limit: number): Promise<Change[]> {
  return tx.$queryRaw`
    SELECT at, actor_label, action, target_kind, target_id FROM (
      SELECT * FROM audit_log WHERE tenant_id = (SELECT ${tenantId}::uuid) ORDER BY id DESC LIMIT ${recentLines}) newest
    WHERE actor_kind <> 'system' AND at >= ${from}::timestamptz AND action !~ '^(domain|mailbox|connection)\\.(paused|resumed)$'
    ORDER BY id DESC LIMIT ${limit}`;
}
