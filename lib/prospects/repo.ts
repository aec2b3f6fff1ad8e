import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import { filterCondition, type ProspectFilter } from "./prospect-filter.ts";

export type ProspectRow = {
  id: string;
  name: string | null;
  company: string | null;
  email: string | null;
  trade_type: string | null;
  city: string | null;
  state_code: string | null;
  status: string;
  outreach_sequence_step: number;
  re_contact_cycle: number;
  next_send_at: Date | null;
  hold_reason: string | null;
  last_email_sent_at: Date | null;
  campaign_id: string | null;
  created_at: Date;
};

const listed = Prisma.sql`p.id, p.name, p.company, p.email, p.trade_type, p.city, p.state_code, o.status, o.outreach_sequence_step::int,
  o.re_contact_cycle::int, o.next_send_at, o.hold_reason, o.last_email_sent_at, o.campaign_id, p.created_at`;

/** Newest first; `before` is the last id of the page before. */
export async function listProspectRows(
  tx: Tx,
  tenantId: string,
  filter: ProspectFilter,
  limit: number,
  before: string | null,
): Promise<ProspectRow[]> {
  const page = before ? Prisma.sql`AND p.id < ${before}::uuid` : Prisma.empty;
  return tx.$queryRaw`
    SELECT ${listed} FROM prospects p JOIN outreach o ON o.prospect_id = p.id
    WHERE ${filterCondition(tenantId, filter)} ${page} ORDER BY p.id DESC LIMIT ${limit}`;
}

/** How many fit, counting at most `most` of them. */
export async function countProspectRows(
  tx: Tx,
  tenantId: string,
  filter: ProspectFilter,
  most: number,
): Promise<number> {
  const rows = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM prospects p JOIN outreach o ON o.prospect_id = p.id WHERE ${filterCondition(tenantId, filter)} LIMIT ${most}) counted`;
  return rows[0]?.n ?? 0;
}

export async function findProspectWithOutreach(tx: Tx, prospectId: string) {
  return tx.prospect.findUnique({ where: { id: prospectId }, include: { outreach: true } });
}

export type TimelineEmail = {
  id: string;
  created_at: Date;
  scheduled_at: Date;
  sent_at: Date | null;
  status: string;
  status_reason: string | null;
  status_detail: string | null;
  kind: string;
  subject: string | null;
  from_email: string;
  re_contact_cycle: number;
  sequence_step: number;
  delivered_at: Date | null;
  opened_at: Date | null;
  machine_opened_at: Date | null;
  clicked_at: Date | null;
  bounced_at: Date | null;
  complained_at: Date | null;
};

export async function listTimelineEmails(
  tx: Tx,
  tenantId: string,
  outreachId: string,
  limit: number,
): Promise<TimelineEmail[]> {
  return tx.$queryRaw`
    SELECT id, created_at, scheduled_at, sent_at, status, status_reason, status_detail, kind, subject, from_email, re_contact_cycle::int,
      sequence_step::int, delivered_at, opened_at, machine_opened_at, clicked_at, bounced_at, complained_at
    FROM outreach_emails WHERE tenant_id = ${tenantId}::uuid AND outreach_id = ${outreachId}::uuid ORDER BY created_at DESC LIMIT ${limit}`;
}

export type TimelineEvent = {
  type: string;
  occurred_at: Date;
  machine: boolean;
  machine_reason: string | null;
  outreach_email_id: string;
};

/** The events of these messages since a time before all of them (it keeps old partitions out), newest first. */
export async function listTimelineEvents(
  tx: Tx,
  tenantId: string,
  emails: { ids: string[]; since: Date },
  limit: number,
): Promise<TimelineEvent[]> {
  return tx.$queryRaw`
    SELECT type, occurred_at, machine, machine_reason, outreach_email_id FROM email_events
    WHERE tenant_id = ${tenantId}::uuid AND outreach_email_id = ANY (${emails.ids}::uuid[])
      AND occurred_at >= ${emails.since}::timestamptz
    ORDER BY occurred_at DESC LIMIT ${limit}`;
}
