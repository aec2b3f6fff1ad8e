import { arrayParam } from "#lib/db/array-param.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { isLastBefore } from "#lib/db/last-before.ts";
import type { Tx } from "#lib/db/types.ts";
import type { MailCounts } from "#lib/mail-results/types.ts";

const isAnswered = isLastBefore(Prisma.sql`o.last_email_replied_at`);
const isUnsubscribed = isLastBefore(Prisma.sql`o.unsubscribed_at`);

/**
 * The steps that were sent in the words of these templates since `from`, found by `outreach_emails_template_idx`, and what became of
 * them; templates without any have no row.
 */
export async function countTemplateMail(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  from: Date,
): Promise<(MailCounts & { id: string })[]> {
  return tx.$queryRaw`
    SELECT e.template_id AS id, count(*)::int AS sent, count(e.delivered_at)::int AS delivered,
      count(*) FILTER (WHERE e.opened_at IS NOT NULL OR (e.delivered_at IS NOT NULL AND e.open_tracked))::int AS measurable,
      count(e.opened_at)::int AS opened, count(e.clicked_at)::int AS clicked, count(e.bounced_at)::int AS bounced,
      count(DISTINCT e.outreach_id)::int AS contacted, count(*) FILTER (WHERE ${isAnswered})::int AS replied,
      count(*) FILTER (WHERE ${isUnsubscribed})::int AS unsubscribed
    FROM outreach_emails e JOIN outreach o ON o.tenant_id = e.tenant_id AND o.id = e.outreach_id
    WHERE e.tenant_id = ${tenantId}::uuid AND e.template_id = ANY (${arrayParam(ids)}::uuid[]) AND e.template_id IS NOT NULL
      AND e.sent_at >= ${from}::timestamptz AND e.direction = 'outbound' AND e.kind = 'sequence'
    GROUP BY e.template_id`;
}
