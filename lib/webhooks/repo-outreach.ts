import type { Tx } from "#lib/db/types.ts";

export type OutreachWrite = {
  id: string;
  status: string;
  /** false: neither a next send nor a hold (SPEC §2); true: keeps what it has, or is due for a new decision */
  isInSequence: boolean;
  unsubscribedAt: Date | null;
};

/**
 * Writes status and engagement of outreach rows, all in one statement. Engagement is taken from the ledger: opens and clicks of the
 * current cycle's sequence mail, deliveries of all mail (SPEC §2, §8).
 */
export async function writeOutreach(tx: Tx, tenantId: string, writes: OutreachWrite[], now: Date): Promise<void> {
  if (writes.length === 0) return;
  await tx.$executeRaw`
    WITH given AS (
      SELECT * FROM unnest(${writes.map((w) => w.id)}::uuid[], ${writes.map((w) => w.status)}::text[],
        ${writes.map((w) => w.isInSequence)}::boolean[], ${writes.map((w) => w.unsubscribedAt)}::timestamptz[])
        AS g (id, status, is_in_sequence, unsubscribed_at)
    ), engagement AS (
      SELECT o.id, max(m.delivered_at) AS delivered_at,
        max(m.opened_at) FILTER (WHERE m.kind = 'sequence' AND m.re_contact_cycle = o.re_contact_cycle) AS opened_at,
        max(m.clicked_at) FILTER (WHERE m.kind = 'sequence' AND m.re_contact_cycle = o.re_contact_cycle) AS clicked_at,
        coalesce(sum(m.open_count) FILTER (WHERE m.kind = 'sequence' AND m.re_contact_cycle = o.re_contact_cycle), 0)::int AS opens
      FROM given g
      JOIN outreach o ON o.id = g.id AND o.tenant_id = ${tenantId}::uuid
      JOIN outreach_emails m ON m.tenant_id = ${tenantId}::uuid AND m.outreach_id = o.id AND m.direction = 'outbound'
      GROUP BY o.id
    )
    UPDATE outreach o SET
      last_email_delivered_at = e.delivered_at, last_email_opened_at = e.opened_at, last_email_clicked_at = e.clicked_at,
      email_open_count = e.opens, status = g.status,
      email_unsubscribed = o.email_unsubscribed OR g.unsubscribed_at IS NOT NULL,
      unsubscribed_at = least(o.unsubscribed_at, g.unsubscribed_at),
      next_send_at = CASE WHEN NOT g.is_in_sequence THEN NULL
        WHEN o.next_send_at IS NULL AND o.hold_reason IS NULL THEN ${now}::timestamptz ELSE o.next_send_at END,
      hold_reason = CASE WHEN g.is_in_sequence THEN o.hold_reason END,
      updated_at = ${now}::timestamptz
    FROM given g JOIN engagement e ON e.id = g.id
    WHERE o.tenant_id = ${tenantId}::uuid AND o.id = g.id`;
}

/** The key of the address each of these outreach rows now stands for. */
export async function selectEmailKeys(
  tx: Tx,
  tenantId: string,
  outreachIds: string[],
): Promise<Map<string, string | null>> {
  const rows = await tx.$queryRaw<{ id: string; email_key: string | null }[]>`
    SELECT o.id, p.email_key FROM outreach o JOIN prospects p ON p.id = o.prospect_id AND p.tenant_id = o.tenant_id
    WHERE o.tenant_id = ${tenantId}::uuid AND o.id = ANY (${outreachIds}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.email_key]));
}

/** Makes room for a person's own wish: a suppression for a bounce may be lifted one day, theirs never (SPEC §12). */
export async function dropWeakerSuppressions(tx: Tx, tenantId: string, emailKeys: string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM suppressions WHERE tenant_id = ${tenantId}::uuid AND kind = 'email' AND value = ANY (${emailKeys}::text[])
      AND reason NOT IN ('complained', 'unsubscribed')`;
}

/** Contacted prospects whose last message was deferred for good: nothing delivered since it was sent (SPEC §2). */
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
      AND (o.last_email_delivered_at IS NULL OR o.last_email_delivered_at < m.sent_at)`;
}
