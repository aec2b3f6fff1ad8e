import { arrayParam } from "#lib/db/array-param.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { isUnhindered } from "./silence.ts";

/** Where a pass over the silent prospects stands: oldest last message first. */
export type Cursor = { sentAt: Date; id: string };

export type PassQuery = {
  tenantId: string;
  /** cycles looked at, both included */
  cycles: { from: number; to: number };
  /** last message at or before */
  cutoff: Date;
};

/**
 * The next silent-looking prospects of the pass, oldest last message first: a merge of one index range a cycle, without locks.
 */
export async function listCandidates(
  tx: Tx,
  { tenantId, cycles, cutoff }: PassQuery,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<Cursor[]> {
  const behind = after
    ? Prisma.sql`AND o.last_email_sent_at >= ${after.sentAt}::timestamptz AND (o.last_email_sent_at, o.id) > (${after.sentAt}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  return tx.$queryRaw`
    SELECT c.id, c.last_email_sent_at AS "sentAt" FROM generate_series(${cycles.from}::int, ${cycles.to}::int) AS cycle CROSS JOIN LATERAL (
      SELECT o.id, o.last_email_sent_at FROM outreach o
      WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.status = 'contacted' AND o.re_contact_cycle = cycle
        AND o.last_email_sent_at <= ${cutoff}::timestamptz ${behind}
      ORDER BY o.last_email_sent_at, o.id LIMIT ${limit}::int) AS c
    ORDER BY c.last_email_sent_at, c.id LIMIT ${limit}::int`;
}

export type Batch = PassQuery & { outreachIds: readonly string[]; freshSince: Date; now: Date };

/** `atMost`: so many change, oldest last message first. */
export type LimitedBatch = Batch & { atMost: number };

/** `fresh`: those of the changed whose address was verified at or after `freshSince`, so that they need not wait for a new verification. */
export type BatchOutcome = { changed: number; fresh: string[] };

/**
 * Silent, judged while the row is locked: Postgres looks again at a row that somebody changed before the lock was had, so a reply or an
 * unsubscribe meanwhile wins (SPEC §9). What changes other tables (a suppression, a queued message) changes this row, too.
 */
function isSilent({ cutoff, cycles }: PassQuery): Prisma.Sql {
  return Prisma.sql`o.status = 'contacted' AND o.last_email_sent_at <= ${cutoff}::timestamptz
    AND o.re_contact_cycle BETWEEN ${cycles.from}::int AND ${cycles.to}::int AND ${isUnhindered}`;
}

async function changeBatch(tx: Tx, batch: LimitedBatch, change: Prisma.Sql): Promise<BatchOutcome> {
  const { tenantId, outreachIds, freshSince, now, atMost } = batch;
  const oldest = Prisma.sql`ORDER BY o.last_email_sent_at, o.id LIMIT ${atMost}::int`;
  const [outcome] = await tx.$queryRaw<BatchOutcome[]>`
    WITH silent AS MATERIALIZED (
      SELECT o.id, p.verified_at >= ${freshSince}::timestamptz AS is_fresh FROM outreach o JOIN prospects p ON p.id = o.prospect_id
      WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${arrayParam(outreachIds)}::uuid[]) AND ${isSilent(batch)}
      ${Number.isFinite(atMost) ? oldest : Prisma.empty} FOR UPDATE OF o SKIP LOCKED),
    changed AS (
      UPDATE outreach o SET ${change}, last_decision = NULL, next_send_at = NULL, updated_at = ${now}::timestamptz
      FROM silent WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = silent.id
      RETURNING o.id, silent.is_fresh)
    SELECT count(*)::int AS changed, COALESCE(array_agg(id) FILTER (WHERE is_fresh), '{}') AS fresh FROM changed`;
  return outcome as BatchOutcome;
}

/** Returns the silent among these prospects to the start of their sequence, one cycle further (SPEC §9). */
export function resetBatch(tx: Tx, batch: LimitedBatch): Promise<BatchOutcome> {
  return changeBatch(
    tx,
    batch,
    Prisma.sql`status = 'cold', outreach_sequence_step = 0, re_contact_cycle = o.re_contact_cycle + 1, cycle_reset_at = ${batch.now}::timestamptz,
      last_email_opened_at = NULL, last_email_clicked_at = NULL, email_open_count = 0, generation_failures = 0,
      hold_reason = 'awaiting_verification', campaign_id = (SELECT c.id FROM campaigns c
        WHERE c.tenant_id = o.tenant_id AND c.id = o.campaign_id AND c.status NOT IN ('completed', 'archived'))`,
  );
}

/** Sets aside the silent among these prospects, whose last cycle is over. */
export function exhaustBatch(tx: Tx, batch: LimitedBatch): Promise<BatchOutcome> {
  return changeBatch(tx, batch, Prisma.sql`status = 'exhausted', hold_reason = NULL`);
}

/**
 * Exhausted prospects that a raised maximum gives another cycle; they become contacted and rest as before. Returns their ids: the policy says
 * what holds each of them.
 */
export async function returnExhausted(
  tx: Tx,
  query: { tenantId: string; maxCycles: number; limit: number; now: Date },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE outreach o SET status = 'contacted', hold_reason = 'cooldown', updated_at = ${query.now}::timestamptz
    FROM (SELECT id FROM outreach WHERE tenant_id = (SELECT ${query.tenantId}::uuid) AND status = 'exhausted' AND re_contact_cycle < ${query.maxCycles}::int
      ORDER BY re_contact_cycle, last_email_sent_at LIMIT ${query.limit}::int FOR UPDATE SKIP LOCKED) AS found
    WHERE o.tenant_id = (SELECT ${query.tenantId}::uuid) AND o.id = found.id
    RETURNING o.id`;
  return rows.map((row) => row.id);
}
