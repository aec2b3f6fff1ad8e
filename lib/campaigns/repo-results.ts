import { arrayParam } from "#lib/db/array-param.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { isLastBefore } from "#lib/db/last-before.ts";
import type { Tx } from "#lib/db/types.ts";
import type { MailCounts } from "#lib/mail-results/types.ts";

export type PeopleCounts = { prospects: number; in_sequence: number };

/** Who belongs to each of these campaigns, and where they stand. All campaigns of a page in one pass. */
export async function countPeople(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, PeopleCounts>> {
  const rows = await tx.$queryRaw<(PeopleCounts & { id: string })[]>`
    SELECT campaign_id AS id, count(*)::int AS prospects,
      count(*) FILTER (WHERE status IN ('cold', 'contacted')
        AND (hold_reason IS NULL OR hold_reason NOT IN ('sequence_finished', 'no_campaign_step')))::int AS in_sequence
    FROM outreach WHERE tenant_id = ${tenantId}::uuid AND campaign_id = ANY (${arrayParam(ids)}::uuid[])
    GROUP BY campaign_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** `step` null: of the whole campaign; `is_step`: of all templates of the step. */
export type MailRow = MailCounts & { id: string; step: number | null; is_step: boolean; template_id: string | null };

const isAnswered = isLastBefore(Prisma.sql`o.last_email_replied_at`);
const isUnsubscribed = isLastBefore(Prisma.sql`o.unsubscribed_at`);

/**
 * What was sent for these campaigns, found by `outreach_emails_campaign_idx`, and what became of it; campaigns without mail have no row.
 * Prospects are numbered in one order of the rows that serves all three levels: `count(DISTINCT …)` would sort them for each.
 */
export async function countMail(tx: Tx, tenantId: string, ids: readonly string[]): Promise<MailRow[]> {
  return tx.$queryRaw`
    WITH mail AS (
      SELECT e.campaign_id AS id, e.sequence_step::int AS step, e.template_id, e.outreach_id, e.delivered_at IS NOT NULL AS is_delivered,
        e.opened_at IS NOT NULL AS is_opened, e.open_tracked, e.clicked_at IS NOT NULL AS is_clicked, e.bounced_at IS NOT NULL AS is_bounced,
        ${isAnswered} AS is_answered, ${isUnsubscribed} AS is_unsubscribed
      FROM outreach_emails e JOIN outreach o ON o.tenant_id = e.tenant_id AND o.id = e.outreach_id
      WHERE e.tenant_id = ${tenantId}::uuid AND e.campaign_id = ANY (${arrayParam(ids)}::uuid[]) AND e.campaign_id IS NOT NULL
        AND e.sent_at IS NOT NULL AND e.direction = 'outbound' AND e.kind = 'sequence'
    ), numbered AS (
      SELECT *, row_number() OVER (PARTITION BY id, outreach_id) AS nth, row_number() OVER (PARTITION BY id, outreach_id, step) AS nth_of_step,
        row_number() OVER (PARTITION BY id, outreach_id, step, template_id) AS nth_of_template
      FROM mail
    )
    SELECT id, step, grouping(template_id) = 1 AS is_step, template_id, count(*)::int AS sent,
      count(*) FILTER (WHERE is_delivered)::int AS delivered,
      count(*) FILTER (WHERE is_opened OR (is_delivered AND open_tracked))::int AS measurable,
      count(*) FILTER (WHERE is_opened)::int AS opened, count(*) FILTER (WHERE is_clicked)::int AS clicked,
      count(*) FILTER (WHERE is_bounced)::int AS bounced,
      (CASE grouping(step, template_id) WHEN 3 THEN count(*) FILTER (WHERE nth = 1) WHEN 1 THEN count(*) FILTER (WHERE nth_of_step = 1)
        ELSE count(*) FILTER (WHERE nth_of_template = 1) END)::int AS contacted,
      count(*) FILTER (WHERE is_answered)::int AS replied, count(*) FILTER (WHERE is_unsubscribed)::int AS unsubscribed
    FROM numbered GROUP BY GROUPING SETS ((id), (id, step), (id, step, template_id))
    ORDER BY step, sent DESC, template_id`;
}

/** Names of these templates, archived ones too. */
export async function listTemplateNames(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string; is_archived: boolean }[]> {
  return tx.$queryRaw`
    SELECT id, name, archived_at IS NOT NULL AS is_archived FROM email_templates
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND id = ANY (${arrayParam([...ids])}::uuid[])`;
}
