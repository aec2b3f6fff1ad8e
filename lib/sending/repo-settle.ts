import type { Tx } from "#lib/db/types.ts";

export type SettledMessage = { id: string; outreach_id: string; sent_at: Date | null };

/** unknown → sent. The outreach already counts it (SPEC §7). Returns the rows that changed. */
export async function settleRowsAsSent(
  tx: Tx,
  tenantId: string,
  outreachEmailIds: readonly string[],
  now: Date,
): Promise<SettledMessage[]> {
  return tx.$queryRaw`
    UPDATE outreach_emails SET status = 'sent', status_reason = NULL, status_detail = NULL, claim_id = NULL, lease_until = NULL,
      sent_at = COALESCE(sent_at, ${now}::timestamptz), updated_at = ${now}::timestamptz
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${outreachEmailIds}::uuid[]) AND status = 'unknown'
    RETURNING id, outreach_id, sent_at`;
}

/** unknown → cancelled: a person says that it never left. */
export async function settleRowAsNotSent(
  tx: Tx,
  tenantId: string,
  outreachEmailId: string,
  now: Date,
): Promise<SettledMessage | null> {
  const rows = await tx.$queryRaw<SettledMessage[]>`
    UPDATE outreach_emails SET status = 'cancelled', status_reason = 'settled_not_sent', status_detail = NULL, claim_id = NULL,
      lease_until = NULL, sent_at = NULL, updated_at = ${now}::timestamptz
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ${outreachEmailId}::uuid AND status = 'unknown'
    RETURNING id, outreach_id, sent_at`;
  return rows[0] ?? null;
}

/** Takes back what a message counted for on its outreach, from what the ledger still says. */
export async function uncountSend(tx: Tx, tenantId: string, outreachId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH sent AS (
      SELECT o.id, max(e.sent_at) AS last_sent_at, count(e.id)::int AS total,
        COALESCE(max(e.sequence_step) FILTER (WHERE e.re_contact_cycle = o.re_contact_cycle AND e.kind = 'sequence'), 0) AS step
      FROM outreach o LEFT JOIN outreach_emails e ON e.tenant_id = o.tenant_id AND e.outreach_id = o.id AND e.direction = 'outbound'
        AND e.sent_at IS NOT NULL AND e.status IN ('sent', 'unknown', 'failed')
      WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ${outreachId}::uuid GROUP BY o.id
    )
    UPDATE outreach o SET outreach_sequence_step = s.step, last_email_sent_at = s.last_sent_at, total_emails_sent = s.total,
      status = CASE WHEN o.status = 'contacted' AND s.step = 0 THEN 'cold' ELSE o.status END, updated_at = ${now}::timestamptz
    FROM sent s WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = s.id`;
}
