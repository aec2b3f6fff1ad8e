import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { filterByArrival, type ProspectFilter } from "./prospect-filter.ts";

const open = Prisma.sql`SELECT e.scheduled_at, e.status FROM outreach_emails e WHERE e.tenant_id = p.tenant_id AND e.outreach_id = o.id
  AND e.status IN ('queued', 'claimed', 'sending') ORDER BY e.created_at DESC LIMIT 1`;

/** Columns of an export, by title; those that an import reads have the names it knows. */
export const exportColumns = {
  id: Prisma.sql`p.id::text`,
  name: Prisma.sql`p.name`,
  company: Prisma.sql`p.company`,
  email: Prisma.sql`p.email`,
  phone: Prisma.sql`p.phone`,
  trade_type: Prisma.sql`p.trade_type`,
  website: Prisma.sql`p.website`,
  city: Prisma.sql`p.city`,
  state_code: Prisma.sql`p.state_code`,
  zip: Prisma.sql`p.zip`,
  google_rating: Prisma.sql`p.google_rating::text`,
  review_count: Prisma.sql`p.review_count::text`,
  consent_basis: Prisma.sql`p.consent_basis`,
  priority: Prisma.sql`p.priority::text`,
  notes: Prisma.sql`p.notes`,
  source: Prisma.sql`p.source`,
  status: Prisma.sql`o.status`,
  step: Prisma.sql`o.outreach_sequence_step::text`,
  cycle: Prisma.sql`o.re_contact_cycle::text`,
  campaign: Prisma.sql`(SELECT c.name FROM campaigns c WHERE c.tenant_id = p.tenant_id AND c.id = o.campaign_id)`,
  next_send_at: Prisma.sql`to_char(COALESCE(on_its_way.scheduled_at, o.next_send_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  /** of a message on its way: queued, claimed or sending */
  next_email_status: Prisma.sql`on_its_way.status`,
  hold_reason: Prisma.sql`o.hold_reason`,
  emails_sent: Prisma.sql`o.total_emails_sent::text`,
  opens: Prisma.sql`o.email_open_count::text`,
  last_email_sent_at: Prisma.sql`to_char(o.last_email_sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  last_email_replied_at: Prisma.sql`to_char(o.last_email_replied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
  /** id of a member here: names are sign-in data. An import takes the title `owner` for the name of the business's own */
  assigned_to: Prisma.sql`p.owner_id::text`,
  /** as one JSON object: their names differ from row to row, and a column each would need a look at all rows first */
  custom_fields: Prisma.sql`NULLIF(p.enrichment->'custom', '{}'::jsonb)::text`,
  created_at: Prisma.sql`to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
} as const;

/** The next rows of an export, newest first, each as its cells; `before` is the last id of the page before. */
export async function listExportRows(
  tx: Tx,
  { tenantId, filter, now }: { tenantId: string; filter: ProspectFilter; now: Date },
  page: { limit: number; before: string | null },
): Promise<(string | null)[][]> {
  const after = page.before ? Prisma.sql`AND p.id < ${page.before}::uuid` : Prisma.empty;
  const rows = await tx.$queryRaw<{ cells: (string | null)[] }[]>`
    SELECT ARRAY[${Prisma.join(Object.values(exportColumns))}] AS cells FROM prospects p JOIN outreach o ON o.prospect_id = p.id
    LEFT JOIN LATERAL (${open}) AS on_its_way ON o.next_send_at IS NOT NULL
    WHERE ${filterByArrival(tenantId, filter, now)} ${after} ORDER BY p.id DESC LIMIT ${page.limit}`;
  return rows.map((row) => row.cells);
}
