import type { Tx } from "#lib/db/types.ts";
import { type FactRow, factColumns } from "#lib/sequencing/fact-row.ts";

/** What the next sends of prospects are decided from, read without locking them. */
export async function readFactRows(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<FactRow[]> {
  return tx.$queryRaw`
    SELECT ${factColumns} FROM outreach o JOIN prospects p ON p.id = o.prospect_id
    WHERE o.tenant_id = (SELECT ${tenantId}::uuid) AND o.id = ANY (${outreachIds}::uuid[])`;
}

export type OpenEmail = { outreach_id: string; status: string; sequence_step: number; scheduled_at: Date };

/** The message on its way to each of these, where there is one: the latest. */
export async function listOpenEmails(tx: Tx, tenantId: string, outreachIds: readonly string[]): Promise<OpenEmail[]> {
  if (outreachIds.length === 0) return [];
  return tx.$queryRaw`
    SELECT DISTINCT ON (outreach_id) outreach_id, status, sequence_step::int, scheduled_at FROM outreach_emails
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_id = ANY (${outreachIds}::uuid[]) AND status IN ('queued', 'claimed', 'sending')
    ORDER BY outreach_id, created_at DESC`;
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
  direction: "outbound" | "inbound";
  mailbox_id: string | null;
  in_reply_to: string | null;
  is_written: boolean;
  decision: unknown;
  reply_classification: string | null;
};

export async function listTimelineEmails(
  tx: Tx,
  tenantId: string,
  outreachId: string,
  limit: number,
): Promise<TimelineEmail[]> {
  return tx.$queryRaw`
    SELECT id, created_at, scheduled_at, sent_at, status, status_reason, status_detail, kind, subject, from_email, re_contact_cycle::int,
      sequence_step::int, delivered_at, opened_at, machine_opened_at, clicked_at, bounced_at, complained_at, direction, mailbox_id,
      in_reply_to, COALESCE(body_text, body_html) IS NOT NULL AS is_written, decision, reply_classification
    FROM outreach_emails WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_id = ${outreachId}::uuid ORDER BY created_at DESC LIMIT ${limit}`;
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
    WHERE tenant_id = (SELECT ${tenantId}::uuid) AND outreach_email_id = ANY (${emails.ids}::uuid[])
      AND occurred_at >= ${emails.since}::timestamptz
    ORDER BY occurred_at DESC LIMIT ${limit}`;
}
