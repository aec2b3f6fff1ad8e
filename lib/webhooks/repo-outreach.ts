import { columnParam } from "#lib/db/column-param.ts";
import type { Tx } from "#lib/db/types.ts";

export type OutreachWrite = {
  id: string;
  status: string;
  /** false: neither a next send nor a hold (SPEC §2); true: keeps what it has, or is due for a new decision */
  isInSequence: boolean;
  unsubscribedAt: Date | null;
  deliveredAt: Date | null;
  openedAt: Date | null;
  clickedAt: Date | null;
  /** human opens more */
  opens: number;
  /** when the youngest message was made that has events now; null when that is known */
  eventsUntil: Date | null;
  /** the time or the hold decided for it, at most one of them; none: it keeps what it has */
  nextSendAt: Date | null;
  holdReason: string | null;
};

/** Writes status and engagement of outreach rows, all in one statement. `greatest` and `least` ignore NULL. */
export async function writeOutreach(tx: Tx, tenantId: string, writes: OutreachWrite[], now: Date): Promise<void> {
  if (writes.length === 0) return;
  const column = (pick: (write: OutreachWrite) => string | number | boolean | Date | null) =>
    columnParam(writes.map(pick));
  await tx.$executeRaw`
    UPDATE outreach o SET
      last_email_delivered_at = greatest(o.last_email_delivered_at, g.delivered_at),
      last_email_opened_at = greatest(o.last_email_opened_at, g.opened_at),
      last_email_clicked_at = greatest(o.last_email_clicked_at, g.clicked_at),
      email_open_count = greatest(0, o.email_open_count + g.opens), status = g.status,
      email_unsubscribed = o.email_unsubscribed OR g.unsubscribed_at IS NOT NULL,
      unsubscribed_at = least(o.unsubscribed_at, g.unsubscribed_at), events_until = greatest(o.events_until, g.events_until),
      next_send_at = CASE WHEN NOT g.is_in_sequence THEN NULL
        WHEN g.next_send_at IS NOT NULL OR g.hold_reason IS NOT NULL THEN g.next_send_at
        WHEN o.next_send_at IS NULL AND o.hold_reason IS NULL THEN ${now}::timestamptz ELSE o.next_send_at END,
      hold_reason = CASE WHEN g.is_in_sequence AND g.next_send_at IS NULL THEN coalesce(g.hold_reason, o.hold_reason) END,
      updated_at = ${now}::timestamptz
    FROM unnest(${column((w) => w.id)}::uuid[], ${column((w) => w.status)}::text[],
      ${column((w) => w.isInSequence)}::boolean[], ${column((w) => w.unsubscribedAt)}::timestamptz[],
      ${column((w) => w.deliveredAt)}::timestamptz[], ${column((w) => w.openedAt)}::timestamptz[],
      ${column((w) => w.clickedAt)}::timestamptz[], ${column((w) => w.opens)}::int[],
      ${column((w) => w.eventsUntil)}::timestamptz[], ${column((w) => w.nextSendAt)}::timestamptz[],
      ${column((w) => w.holdReason)}::text[])
      AS g (id, status, is_in_sequence, unsubscribed_at, delivered_at, opened_at, clicked_at, opens, events_until, next_send_at,
        hold_reason)
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = g.id`;
}

/**
 * Takes engagement from the ledger anew: opens and clicks of the current cycle's sequence mail, deliveries of all mail (SPEC §2, §8).
 * For the rare event that changes what an earlier one said.
 */
export async function retellEngagement(tx: Tx, tenantId: string, outreachIds: string[]): Promise<void> {
  if (outreachIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE outreach o SET last_email_delivered_at = e.delivered_at, last_email_opened_at = e.opened_at,
      last_email_clicked_at = e.clicked_at, email_open_count = e.opens
    FROM (
      SELECT o.id, max(m.delivered_at) AS delivered_at, max(m.opened_at) FILTER (WHERE c.is_current) AS opened_at,
        max(m.clicked_at) FILTER (WHERE c.is_current) AS clicked_at,
        coalesce(sum(m.open_count) FILTER (WHERE c.is_current), 0)::int AS opens
      FROM outreach o
      JOIN outreach_emails m ON m.tenant_id = (SELECT ${tenantId}::uuid) AND m.outreach_id = o.id AND m.direction = 'outbound'
      CROSS JOIN LATERAL (SELECT m.kind = 'sequence' AND m.re_contact_cycle = o.re_contact_cycle AS is_current) AS c
      WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${outreachIds}::uuid[])
      GROUP BY o.id
    ) e
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = e.id`;
}

/** The key of the address each of these outreach rows now stands for. */
export async function selectEmailKeys(
  tx: Tx,
  tenantId: string,
  outreachIds: string[],
): Promise<Map<string, string | null>> {
  const rows = await tx.$queryRaw<{ id: string; email_key: string | null }[]>`
    SELECT o.id, p.email_key FROM outreach o JOIN prospects p ON p.id = o.prospect_id AND p.tenant_id = o.tenant_id
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${outreachIds}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.email_key]));
}

/**
 * Contacted prospects whose last message was deferred for good: nothing delivered since it was sent (SPEC §2). Whom a person returned
 * after that stays: the message has had its say.
 */
export async function markUnreachable(
  tx: Tx,
  tenantId: string,
  sent: { from: Date; to: Date },
  now: Date,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE outreach o SET status = 'unreachable', next_send_at = NULL, hold_reason = NULL, updated_at = ${now}::timestamptz
    FROM (
      SELECT outreach_id, max(sent_at) AS sent_at FROM outreach_emails
      WHERE tenant_id = ${tenantId}::uuid AND sent_at IS NOT NULL AND sent_at >= ${sent.from}::timestamptz
        AND sent_at <= ${sent.to}::timestamptz AND bounce_type = 'deferred' AND delivered_at IS NULL
      GROUP BY outreach_id
    ) m
    WHERE o.tenant_id = ${tenantId}::uuid AND o.id = m.outreach_id AND o.status = 'contacted'
      AND (o.last_email_delivered_at IS NULL OR o.last_email_delivered_at < m.sent_at)
      AND NOT EXISTS (SELECT 1 FROM audit_log a
        WHERE a.tenant_id = ${tenantId}::uuid AND a.target_kind = 'prospect' AND a.target_id = o.prospect_id::text
          AND a.action = 'prospect.returned' AND a.at >= m.sent_at + (${now}::timestamptz - ${sent.to}::timestamptz))`;
}
