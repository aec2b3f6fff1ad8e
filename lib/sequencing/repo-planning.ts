import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { bandsInUse, waitsForFirst } from "./due-bands.ts";
import { type FactRow, factColumns } from "./fact-row.ts";

/** Follow-ups in order of their time; first messages in order of their band, fresh or returned prospects. */
export type DueLane = { kind: "followup" } | { kind: "first"; isReturned: boolean; band: number };

export type DueQuery = {
  tenantId: string;
  lane: DueLane;
  now: Date;
  limit: number;
  withoutCampaigns: readonly string[];
};

function laneCondition(lane: DueLane): Prisma.Sql {
  if (lane.kind === "followup") return Prisma.sql`o.status = 'contacted'`;
  return Prisma.sql`${waitsForFirst(lane.isReturned, "o")} AND o.send_band = ${lane.band}::smallint`;
}

/**
 * Locks and reads the next due rows of a lane: one range scan, whatever the backlog; rows that another run holds are left to it.
 * All that planning needs of outreach and prospect.
 */
export async function lockDueRows(
  tx: Tx,
  { tenantId, lane, now, limit, withoutCampaigns }: DueQuery,
): Promise<FactRow[]> {
  const campaigns =
    withoutCampaigns.length === 0
      ? Prisma.empty
      : Prisma.sql`AND (o.campaign_id IS NULL OR o.campaign_id <> ALL (${withoutCampaigns}::uuid[]))`;
  return tx.$queryRaw`
    SELECT ${factColumns} FROM outreach o JOIN prospects p ON p.tenant_id = o.tenant_id AND p.id = o.prospect_id
    WHERE o.tenant_id = ${tenantId}::uuid AND ${laneCondition(lane)} AND o.next_send_at IS NOT NULL
      AND o.next_send_at <= ${now}::timestamptz ${campaigns}
    ORDER BY o.next_send_at, o.id LIMIT ${limit}::int FOR UPDATE OF o SKIP LOCKED`;
}

/** The bands that have first messages of this kind due, in order. */
export async function listDueBands(
  tx: Tx,
  { tenantId, isReturned, now }: { tenantId: string; isReturned: boolean; now: Date },
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ band: number }[]>`
    SELECT band::int FROM ${bandsInUse(tenantId, isReturned)} AS bands
    WHERE EXISTS (SELECT 1 FROM outreach WHERE tenant_id = ${tenantId}::uuid AND ${waitsForFirst(isReturned)} AND send_band = band
      AND next_send_at <= ${now}::timestamptz)
    ORDER BY band`;
  return rows.map(({ band }) => band);
}

export type DueCount = { due: number; of_campaigns: number };

/** How many rows are due, counted up to `limit`, and how many of these belong to `campaigns`. */
export async function countDueRows(
  tx: Tx,
  { tenantId, now, limit, campaigns }: { tenantId: string; now: Date; limit: number; campaigns: readonly string[] },
): Promise<DueCount> {
  // Without campaigns the index answers alone.
  const isOfThem = campaigns.length === 0 ? Prisma.sql`false` : Prisma.sql`campaign_id = ANY (${campaigns}::uuid[])`;
  const due = (
    lane: Prisma.Sql,
  ) => Prisma.sql`(SELECT ${isOfThem} AS is_of_them FROM outreach WHERE tenant_id = ${tenantId}::uuid AND ${lane}
      AND next_send_at IS NOT NULL AND next_send_at <= ${now}::timestamptz LIMIT ${limit}::int)`;
  const firsts = (
    isReturned: boolean,
  ) => Prisma.sql`(SELECT is_of_them FROM ${bandsInUse(tenantId, isReturned)} AS bands
      CROSS JOIN LATERAL ${due(Prisma.sql`${waitsForFirst(isReturned)} AND send_band = band`)} AS lane)`;
  const rows = await tx.$queryRaw<DueCount[]>`
    SELECT count(*)::int AS due, (count(*) FILTER (WHERE is_of_them))::int AS of_campaigns FROM (
      ${due(Prisma.sql`status = 'contacted'`)}
      UNION ALL
      ${firsts(false)}
      UNION ALL
      ${firsts(true)}
      LIMIT ${limit}::int) AS due`;
  return rows[0] ?? { due: 0, of_campaigns: 0 };
}

/** Who sent the first message of the cycle before the present one, by outreach. */
export async function listPreviousCycleMailboxes(
  tx: Tx,
  tenantId: string,
  outreachIds: readonly string[],
): Promise<{ outreach_id: string; mailbox_id: string }[]> {
  if (outreachIds.length === 0) return [];
  return tx.$queryRaw`
    SELECT e.outreach_id, e.mailbox_id FROM outreach o
    JOIN outreach_emails e ON e.tenant_id = o.tenant_id AND e.outreach_id = o.id AND e.re_contact_cycle = o.re_contact_cycle - 1
      AND e.sequence_step = 1 AND e.direction = 'outbound' AND e.kind = 'sequence' AND e.status <> 'cancelled'
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${outreachIds}::uuid[]) AND e.mailbox_id IS NOT NULL`;
}

/** Bounces of recipient domains since a moment, newest first. */
export async function listRecipientBounces(
  tx: Tx,
  tenantId: string,
  domains: readonly string[],
  since: Date,
): Promise<{ recipient_domain: string; bounced_at: Date; is_hard: boolean }[]> {
  if (domains.length === 0) return [];
  return tx.$queryRaw`
    SELECT recipient_domain, bounced_at, COALESCE(bounce_type, 'hard') = 'hard' AS is_hard FROM outreach_emails
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND recipient_domain = ANY (${domains}::text[]) AND bounced_at > ${since}::timestamptz
    ORDER BY recipient_domain, bounced_at DESC`;
}

/** New ids, in order of time. */
export async function newIds(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT uuidv7() AS id FROM generate_series(1, ${count}::int)`;
  return rows.map((row) => row.id);
}

export type NewLedgerRow = {
  id: string;
  outreachId: string;
  campaignId: string | null;
  cycle: number;
  step: number;
  mailboxId: string;
  connectionId: string;
  fromEmail: string;
  toEmail: string;
  recipientDomain: string;
  messageId: string;
  inReplyTo: string | null;
  scheduledAt: Date;
  decision: object;
};

/** Writes queued messages. A step that is in the ledger already makes the whole statement fail: it is never sent twice. */
export async function insertLedgerRows(
  tx: Tx,
  tenantId: string,
  capacityDay: string,
  rows: readonly NewLedgerRow[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO outreach_emails (id, tenant_id, outreach_id, campaign_id, re_contact_cycle, sequence_step, status, mailbox_id,
      provider_connection_id, from_email, to_email, recipient_domain, message_id, in_reply_to, scheduled_at, decision, capacity_day,
      created_at, updated_at)
    SELECT n.id, ${tenantId}::uuid, n.outreach_id, n.campaign_id, n.cycle, n.step, 'queued', n.mailbox_id, n.connection_id, n.from_email,
      n.to_email, n.recipient_domain, n.message_id, n.in_reply_to, n.scheduled_at, n.decision, ${capacityDay}::date, ${now}::timestamptz,
      ${now}::timestamptz
    FROM unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.outreachId)}::uuid[], ${rows.map((r) => r.campaignId)}::uuid[],
      ${rows.map((r) => r.cycle)}::smallint[], ${rows.map((r) => r.step)}::smallint[], ${rows.map((r) => r.mailboxId)}::uuid[],
      ${rows.map((r) => r.connectionId)}::uuid[], ${rows.map((r) => r.fromEmail)}::text[], ${rows.map((r) => r.toEmail)}::text[],
      ${rows.map((r) => r.recipientDomain)}::text[], ${rows.map((r) => r.messageId)}::text[], ${rows.map((r) => r.inReplyTo)}::text[],
      ${rows.map((r) => r.scheduledAt)}::timestamptz[], ${rows.map((r) => JSON.stringify(r.decision))}::jsonb[])
      AS n (id, outreach_id, campaign_id, cycle, step, mailbox_id, connection_id, from_email, to_email, recipient_domain, message_id,
        in_reply_to, scheduled_at, decision)`;
}

/** `decision` null: planned, nothing to explain any more. */
export type PlannedWrite = { outreachId: string; campaignId: string | null; nextSendAt: Date; decision: object | null };

/** Notes what planning came to on the outreach rows; each leaves the due scan. */
export async function writePlanned(
  tx: Tx,
  tenantId: string,
  writes: readonly PlannedWrite[],
  now: Date,
): Promise<void> {
  if (writes.length === 0) return;
  await tx.$executeRaw`
    UPDATE outreach o SET next_send_at = w.next_send_at, hold_reason = NULL, last_decision = w.decision, campaign_id = w.campaign_id,
      updated_at = ${now}::timestamptz
    FROM unnest(${writes.map((w) => w.outreachId)}::uuid[], ${writes.map((w) => w.campaignId)}::uuid[],
      ${writes.map((w) => w.nextSendAt)}::timestamptz[],
      ${writes.map((w) => (w.decision === null ? null : JSON.stringify(w.decision)))}::jsonb[]) AS w (id, campaign_id, next_send_at, decision)
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = w.id`;
}
