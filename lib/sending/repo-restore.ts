import type { Tx } from "#lib/db/types.ts";

export type HeldRow = { id: string; outreach_id: string };

/** Outreach with messages that were on their way out, oldest first. */
export async function listOnTheWay(tx: Tx, tenantId: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ outreach_id: string }[]>`
    SELECT DISTINCT outreach_id FROM outreach_emails
    WHERE tenant_id = ${tenantId}::uuid AND status IN ('queued', 'claimed', 'sending') AND direction = 'outbound'
    ORDER BY outreach_id LIMIT ${limit}::int`;
  return rows.map((row) => row.outreach_id);
}

/** Messages on their way out become unknown: they may have left after what this database remembers. Returns them. */
export async function holdAsUnknown(
  tx: Tx,
  tenantId: string,
  outreachIds: readonly string[],
  hold: { detail: string; now: Date },
): Promise<HeldRow[]> {
  return tx.$queryRaw`
    UPDATE outreach_emails SET status = 'unknown', status_reason = 'outcome_unknown', status_detail = ${hold.detail},
      sent_at = COALESCE(sent_at, ${hold.now}::timestamptz), claim_id = NULL, lease_until = NULL, updated_at = ${hold.now}::timestamptz
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_id = ANY (${outreachIds}::uuid[]) AND direction = 'outbound'
      AND status IN ('queued', 'claimed', 'sending')
    RETURNING id, outreach_id`;
}
