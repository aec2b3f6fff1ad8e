import type { Tx } from "#lib/db/types.ts";
import type { UnsubscribeSubject } from "./unsubscribe-token.ts";

/** Whose message a link stood in: the address it went to, and its prospect. */
export async function findRecipient(
  tx: Tx,
  { tenantId, outreachEmailId }: UnsubscribeSubject,
): Promise<{ to_email: string; outreach_id: string; tenant_name: string } | null> {
  const rows = await tx.$queryRaw<{ to_email: string; outreach_id: string; tenant_name: string }[]>`
    SELECT e.to_email, e.outreach_id, t.name AS tenant_name FROM outreach_emails e JOIN tenants t ON t.id = e.tenant_id
    WHERE e.tenant_id = (SELECT ${tenantId}::uuid) AND e.id = ${outreachEmailId}::uuid AND e.direction = 'outbound'`;
  return rows[0] ?? null;
}

/** Marks prospects as unsubscribed; statuses that people set stay, they only stop (SPEC §2). */
export async function markUnsubscribed(
  tx: Tx,
  tenantId: string,
  outreachIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE outreach SET email_unsubscribed = true, unsubscribed_at = COALESCE(unsubscribed_at, ${now}::timestamptz),
      status = CASE WHEN status IN ('cold', 'contacted', 'unreachable', 'generation_failed') THEN 'unsubscribed' ELSE status END,
      next_send_at = NULL, hold_reason = NULL, updated_at = ${now}::timestamptz
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${outreachIds}::uuid[]) AND NOT email_unsubscribed`;
}
