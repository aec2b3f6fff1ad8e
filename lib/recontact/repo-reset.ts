import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";

/** Where a pass over the silent prospects stands: oldest last message first. */
export type Cursor = { sentAt: Date; id: string };

export type BatchQuery = {
  tenantId: string;
  /** cycles looked at, both included */
  cycles: { from: number; to: number };
  /** last message at or before */
  cutoff: Date;
  after: Cursor | null;
  limit: number;
  freshSince: Date;
  now: Date;
};

/**
 * `last`: the last prospect looked at; null when there was none. `fresh`: those of the changed whose address was verified at or after
 * `freshSince`, so that they need not wait for a new verification.
 */
export type BatchOutcome = { seen: number; last: Cursor | null; changed: number; fresh: string[] };

/** The next silent-looking prospects of the pass: a merge of one index range a cycle, without locks. */
function candidates({ tenantId, cycles, cutoff, after, limit }: BatchQuery): Prisma.Sql {
  const behind = after
    ? Prisma.sql`AND o.last_email_sent_at >= ${after.sentAt}::timestamptz AND (o.last_email_sent_at, o.id) > (${after.sentAt}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  return Prisma.sql`
    SELECT c.id, c.last_email_sent_at FROM generate_series(${cycles.from}::int, ${cycles.to}::int) AS cycle CROSS JOIN LATERAL (
      SELECT o.id, o.last_email_sent_at FROM outreach o
      WHERE o.tenant_id = ${tenantId}::uuid AND o.status = 'contacted' AND o.re_contact_cycle = cycle
        AND o.last_email_sent_at <= ${cutoff}::timestamptz ${behind}
      ORDER BY o.last_email_sent_at, o.id LIMIT ${limit}::int) AS c
    ORDER BY c.last_email_sent_at, c.id LIMIT ${limit}::int`;
}

/**
 * Silent, judged while the row is locked: Postgres looks again at a row that somebody changed before the lock was had, so a reply or an
 * unsubscribe meanwhile wins (SPEC §9). What changes other tables (a suppression, a queued message) changes this row, too.
 */
function isSilent({ cutoff, cycles }: BatchQuery): Prisma.Sql {
  return Prisma.sql`o.status = 'contacted' AND o.outreach_sequence_step >= 1 AND o.last_email_sent_at <= ${cutoff}::timestamptz
    AND o.re_contact_cycle BETWEEN ${cycles.from}::int AND ${cycles.to}::int AND o.last_email_replied_at IS NULL
    AND NOT o.email_unsubscribed AND COALESCE(o.hold_reason, '') NOT IN ('manual_stop', 'out_of_office', 'suppressed', 'replied')
    AND p.email_key IS NOT NULL AND p.email_verified IS NOT FALSE
    AND NOT EXISTS (SELECT 1 FROM suppressions s WHERE s.tenant_id = o.tenant_id AND s.kind = 'email' AND s.value = p.email_key)
    AND NOT EXISTS (SELECT 1 FROM suppressions s
      WHERE s.tenant_id = o.tenant_id AND s.kind = 'domain' AND s.value = split_part(p.email_key, '@', 2))
    AND NOT EXISTS (SELECT 1 FROM outreach_emails e
      WHERE e.tenant_id = o.tenant_id AND e.outreach_id = o.id AND e.status IN ('queued', 'claimed', 'sending'))`;
}

async function changeBatch(tx: Tx, query: BatchQuery, change: Prisma.Sql): Promise<BatchOutcome> {
  type Row = { seen: number; last_at: Date | null; last_id: string | null; changed: number; fresh: string[] };
  const [row] = await tx.$queryRaw<Row[]>`
    WITH candidate AS MATERIALIZED (${candidates(query)}),
    silent AS MATERIALIZED (
      SELECT o.id, p.verified_at >= ${query.freshSince}::timestamptz AS is_fresh
      FROM outreach o JOIN candidate c ON c.id = o.id JOIN prospects p ON p.id = o.prospect_id
      WHERE o.tenant_id = ${query.tenantId}::uuid AND ${isSilent(query)} FOR UPDATE OF o SKIP LOCKED),
    changed AS (
      UPDATE outreach o SET ${change}, last_decision = NULL, next_send_at = NULL, updated_at = ${query.now}::timestamptz
      FROM silent WHERE o.tenant_id = ${query.tenantId}::uuid AND o.id = silent.id
      RETURNING o.id, silent.is_fresh)
    SELECT (SELECT count(*)::int FROM candidate) AS seen, last.last_email_sent_at AS last_at, last.id AS last_id,
      (SELECT count(*)::int FROM changed) AS changed, ARRAY(SELECT id FROM changed WHERE is_fresh) AS fresh
    FROM (SELECT 1) AS one
    LEFT JOIN LATERAL (SELECT * FROM candidate ORDER BY last_email_sent_at DESC, id DESC LIMIT 1) AS last ON true`;
  if (!row) return { seen: 0, last: null, changed: 0, fresh: [] };
  const { last_at: sentAt, last_id: id, ...counts } = row;
  return { ...counts, last: sentAt && id ? { sentAt, id } : null };
}

/** Returns the silent among the next prospects to the start of their sequence, one cycle further (SPEC §9). */
export function resetBatch(tx: Tx, query: BatchQuery): Promise<BatchOutcome> {
  return changeBatch(
    tx,
    query,
    Prisma.sql`status = 'cold', outreach_sequence_step = 0, re_contact_cycle = o.re_contact_cycle + 1, cycle_reset_at = ${query.now}::timestamptz,
      last_email_opened_at = NULL, last_email_clicked_at = NULL, email_open_count = 0, generation_failures = 0,
      hold_reason = 'awaiting_verification', campaign_id = (SELECT c.id FROM campaigns c
        WHERE c.tenant_id = o.tenant_id AND c.id = o.campaign_id AND c.status NOT IN ('completed', 'archived'))`,
  );
}

/** Sets aside the silent among the next prospects, whose last cycle is over. */
export function exhaustBatch(tx: Tx, query: BatchQuery): Promise<BatchOutcome> {
  return changeBatch(tx, query, Prisma.sql`status = 'exhausted', hold_reason = NULL`);
}

/** Exhausted prospects that a raised maximum gives another cycle; they become contacted and rest as before. */
export async function returnExhausted(
  tx: Tx,
  query: { tenantId: string; maxCycles: number; limit: number; now: Date },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE outreach o SET status = 'contacted', hold_reason = 'cooldown', updated_at = ${query.now}::timestamptz
    FROM (SELECT id FROM outreach WHERE tenant_id = ${query.tenantId}::uuid AND status = 'exhausted' AND re_contact_cycle < ${query.maxCycles}::int
      ORDER BY re_contact_cycle, last_email_sent_at LIMIT ${query.limit}::int FOR UPDATE SKIP LOCKED) AS found
    WHERE o.tenant_id = ${query.tenantId}::uuid AND o.id = found.id`;
}
