import type { Tx } from "#lib/db/types.ts";
import type { TimelineEntry } from "./contract-detail.ts";
import { buildTimeline, type Entry } from "./policy/build-timeline.ts";
import { changeOf, type SteeringAct } from "./policy/explain-steering.ts";
import { missingEffects } from "./policy/missing-effects.ts";
import { listTimelineEmails, listTimelineEvents, type TimelineEmail } from "./repo-timeline.ts";

const mostEmails = 100;
const mostEvents = 500;
/** Events may be stated somewhat before the row of their message was made: clocks differ. */
const clockSlackMs = 2 * 86_400_000;

type Outreach = { id: string; cycle_reset_at: Date | null; re_contact_cycle: number };
type Timeline = { emails: TimelineEmail[]; entries: TimelineEntry[]; isCut: boolean };

/** Every email of a prospect, what happened to it and what people did, newest first. `isCut`: there are older ones than fit. */
export async function readTimeline(
  tx: Tx,
  tenantId: string,
  { outreach, acts }: { outreach: Outreach; acts: readonly SteeringAct[] },
  now: Date,
): Promise<Timeline> {
  const emails = await listTimelineEmails(tx, tenantId, outreach.id, mostEmails);
  const since = Math.min(...emails.map((email) => email.created_at.getTime() - clockSlackMs), now.getTime());
  const ids = emails.map((email) => email.id);
  const stored = await listTimelineEvents(tx, tenantId, { ids, since: new Date(since) }, mostEvents);
  const events = [...stored, ...missingEffects(emails, stored)];
  const entries = buildTimeline(
    emails.map(toMessage),
    events.map((event) => ({
      emailId: event.outreach_email_id,
      type: event.type,
      at: event.occurred_at,
      isMachine: event.machine,
      machineReason: event.machine_reason,
    })),
    outreach.cycle_reset_at && { at: outreach.cycle_reset_at, cycle: outreach.re_contact_cycle },
    acts.map(changeOf),
  );
  const isCut = emails.length === mostEmails || stored.length === mostEvents;
  return { emails, entries: entries.map(toEntry), isCut };
}

function toMessage(email: TimelineEmail) {
  return {
    id: email.id,
    createdAt: email.created_at,
    scheduledAt: email.scheduled_at,
    sentAt: email.sent_at,
    status: email.status,
    statusReason: email.status_reason,
    statusDetail: email.status_detail,
    kind: email.kind,
    direction: email.direction,
    subject: email.subject,
    fromEmail: email.from_email,
    mailboxId: email.mailbox_id,
    isWritten: email.is_written,
    inReplyTo: email.in_reply_to,
    decision: email.decision,
    replyClassification: email.reply_classification,
    cycle: email.re_contact_cycle,
    step: email.sequence_step,
  };
}

function toEntry(entry: Entry): TimelineEntry {
  return {
    at: entry.at.toISOString(),
    kind: entry.kind,
    type: entry.type,
    title: entry.title,
    detail: entry.detail,
    outreach_email_id: entry.emailId,
    re_contact_cycle: entry.cycle,
    sequence_step: entry.step,
    machine: entry.isMachine,
    message: entry.message && toMessageView(entry.message),
  };
}

function toMessageView({ direction, subject, fromEmail, mailboxId, isWritten, sender }: NonNullable<Entry["message"]>) {
  return {
    direction,
    subject,
    from_email: fromEmail,
    mailbox_id: mailboxId,
    is_written: isWritten,
    sender: sender && {
      mailbox_id: sender.mailbox.id,
      from_email: sender.mailbox.fromEmail,
      domain: sender.mailbox.domain,
      score: sender.mailbox.score,
      why: sender.why,
      passed_over: sender.passedOver,
      scheduled_at: sender.scheduledAt,
      delay: sender.delay,
    },
  };
}
