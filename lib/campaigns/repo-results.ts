import { arrayParam } from "#lib/db/array-param.ts";
import type { Tx } from "#lib/db/types.ts";

export type PeopleCounts = { prospects: number; in_sequence: number; replied: number };
export type MailCounts = { sent: number; bounced: number };

/** Who belongs to each of these campaigns, and where they stand. All campaigns of a page in one pass. */
export async function countPeople(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, PeopleCounts>> {
  const rows = await tx.$queryRaw<(PeopleCounts & { id: string })[]>`
    SELECT campaign_id AS id, count(*)::int AS prospects, count(last_email_replied_at)::int AS replied,
      count(*) FILTER (WHERE status IN ('cold', 'contacted')
        AND (hold_reason IS NULL OR hold_reason NOT IN ('sequence_finished', 'no_campaign_step')))::int AS in_sequence
    FROM outreach WHERE tenant_id = ${tenantId}::uuid AND campaign_id = ANY (${arrayParam(ids)}::uuid[])
    GROUP BY campaign_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** What was sent for each of these campaigns, from `outreach_emails_campaign_idx` alone. */
export async function countMail(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, MailCounts>> {
  const rows = await tx.$queryRaw<(MailCounts & { id: string })[]>`
    SELECT campaign_id AS id, count(*)::int AS sent, count(bounced_at)::int AS bounced
    FROM outreach_emails WHERE tenant_id = ${tenantId}::uuid AND campaign_id = ANY (${arrayParam(ids)}::uuid[])
      AND campaign_id IS NOT NULL AND sent_at IS NOT NULL
    GROUP BY campaign_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
