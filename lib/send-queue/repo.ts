import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";

export type SendRow = {
  id: string;
  prospect_id: string;
  name: string | null;
  company: string | null;
  email: string | null;
  zip: string | null;
  state_code: string | null;
  mailbox_id: string | null;
  from_email: string;
  kind: "sequence" | "winback";
  sequence_step: number;
  re_contact_cycle: number;
  status: string;
  status_reason: string | null;
  status_detail: string | null;
  scheduled_at: Date;
  sent_at: Date | null;
  is_mailbox_active: boolean;
  is_campaign_paused: boolean;
  /** kinds of place that are paused: connection, domain, mailbox */
  paused: string[];
};

export type SendFilter = {
  mailboxId?: string;
  domainId?: string;
  statuses: readonly string[] | null;
  step?: number;
};

/**
 * The queue is what is of today and, however old, what is still under way or has no known outcome: ranges of an index each. They are read
 * apart, because with an OR between them the planner may go through all that was ever sent. `dayStart`: where today begins.
 */
function rangesOf({ tenantId, dayStart }: Queue): Prisma.Sql[] {
  const own = Prisma.sql`e.tenant_id = ${tenantId}::uuid AND e.direction = 'outbound' AND e.kind IN ('sequence', 'winback')`;
  return [
    Prisma.sql`${own} AND e.scheduled_at >= ${dayStart}::timestamptz`,
    Prisma.sql`${own} AND e.status IN ('queued', 'claimed', 'sending') AND e.scheduled_at < ${dayStart}::timestamptz`,
    Prisma.sql`${own} AND e.status = 'unknown' AND e.scheduled_at < ${dayStart}::timestamptz`,
  ];
}

type Queue = { tenantId: string; dayStart: Date };

function filterOf({ mailboxId, domainId, statuses, step }: SendFilter): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`TRUE`,
      ...(mailboxId ? [Prisma.sql`e.mailbox_id = ${mailboxId}::uuid`] : []),
      ...(domainId ? [Prisma.sql`m.sending_domain_id = ${domainId}::uuid`] : []),
      ...(statuses ? [Prisma.sql`e.status = ANY (${statuses}::text[])`] : []),
      ...(step === undefined ? [] : [Prisma.sql`e.sequence_step = ${step}::int`]),
    ],
    " AND ",
  );
}

/** In the order of their time; `after` is the sort key of the last row of the page before. */
export async function listSends(
  tx: Tx,
  queue: Queue,
  filter: SendFilter,
  page: { after: { at: string; id: string } | null; limit: number },
): Promise<SendRow[]> {
  const { after, limit } = page;
  const behind = after
    ? Prisma.sql`AND (e.scheduled_at, e.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const ranges = rangesOf(queue).map(
    (range) => Prisma.sql`(
      SELECT e.id, e.outreach_id, e.campaign_id, e.mailbox_id, e.from_email, e.kind, e.sequence_step::int, e.re_contact_cycle::int, e.status,
        e.status_reason, e.status_detail, e.scheduled_at, e.sent_at, COALESCE(m.is_active AND m.archived_at IS NULL, false) AS is_mailbox_active,
        m.sending_domain_id, m.provider_connection_id AS connection_id
      FROM outreach_emails e LEFT JOIN mailboxes m ON m.tenant_id = e.tenant_id AND m.id = e.mailbox_id
      WHERE ${range} AND ${filterOf(filter)} ${behind}
      ORDER BY e.scheduled_at, e.id LIMIT ${limit}::int)`,
  );
  return tx.$queryRaw`
    SELECT e.id, o.prospect_id, p.name, p.company, p.email, p.zip, p.state_code, e.mailbox_id, e.from_email, e.kind, e.sequence_step,
      e.re_contact_cycle, e.status, e.status_reason, e.status_detail, e.scheduled_at, e.sent_at, e.is_mailbox_active,
      COALESCE(c.status = 'paused', false) AS is_campaign_paused,
      ARRAY(SELECT h.scope_kind FROM health_states h WHERE h.tenant_id = ${queue.tenantId}::uuid AND h.state = 'paused'
        AND (h.scope_kind, h.scope_id) IN (('mailbox', e.mailbox_id), ('domain', e.sending_domain_id), ('connection', e.connection_id))) AS paused
    FROM (SELECT * FROM (${Prisma.join(ranges, " UNION ALL ")}) AS either ORDER BY scheduled_at, id LIMIT ${limit}::int) e
    JOIN outreach o ON o.id = e.outreach_id JOIN prospects p ON p.id = o.prospect_id
    LEFT JOIN campaigns c ON c.id = e.campaign_id
    ORDER BY e.scheduled_at, e.id`;
}

export async function countSends(tx: Tx, queue: Queue): Promise<{ status: string; count: number }[]> {
  return tx.$queryRaw`
    SELECT status, count(*)::int AS count FROM (${Prisma.join(
      rangesOf(queue).map((range) => Prisma.sql`SELECT e.status FROM outreach_emails e WHERE ${range}`),
      " UNION ALL ",
    )}) AS either GROUP BY status`;
}
