import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { timeZoneOfProspect } from "#lib/sequencing/policy/time-zone.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import type { ProspectDetail } from "./contract.ts";
import { buildTimeline, type Entry } from "./policy/build-timeline.ts";
import { explainNext } from "./policy/explain-next.ts";
import { missingEffects } from "./policy/missing-effects.ts";
import { findProspectWithOutreach, listTimelineEmails, listTimelineEvents, type TimelineEmail } from "./repo.ts";

const mostEmails = 100;
const mostEvents = 500;
/** Events may be stated somewhat before the row of their message was made: clocks differ. */
const clockSlackMs = 2 * 86_400_000;
const openStatuses = ["queued", "claimed", "sending"];

/**
 * A prospect with its outreach, what comes next and why, and everything that happened across its cycles.
 * @throws AppError not_found, for another tenant's id too
 */
export async function getProspect(
  ctx: EngineContext,
  query: { tenantId: string; prospectId: string },
): Promise<ProspectDetail> {
  return ctx.forTenant(query.tenantId, async (tx) => {
    const prospect = await findProspectWithOutreach(tx, query.prospectId);
    const outreach = prospect?.outreach[0];
    if (!prospect || !outreach) throw notFound("prospect");
    const emails = await listTimelineEmails(tx, query.tenantId, outreach.id, mostEmails);
    const since = Math.min(...emails.map((email) => email.created_at.getTime() - clockSlackMs), ctx.now().getTime());
    const ids = emails.map((email) => email.id);
    const stored = await listTimelineEvents(tx, query.tenantId, { ids, since: new Date(since) }, mostEvents);
    const events = [...stored, ...missingEffects(emails, stored)];
    const settings = await loadSettings(tx, query.tenantId);
    const timeline = buildTimeline(
      emails.map(toMessage),
      events.map((e) => ({
        emailId: e.outreach_email_id,
        type: e.type,
        at: e.occurred_at,
        isMachine: e.machine,
        machineReason: e.machine_reason,
      })),
      outreach.cycle_reset_at && { at: outreach.cycle_reset_at, cycle: outreach.re_contact_cycle },
    );
    const zone = timeZoneOfProspect({ zip: prospect.zip, stateCode: prospect.state_code });
    return {
      ...profileOf(prospect),
      ...progressOf(outreach),
      time_zone: zone ?? settings.send_timezone,
      next: nextOf(outreach, emails, ctx.now()),
      timeline: timeline.map(toEntry),
    };
  });
}

type Found = NonNullable<Awaited<ReturnType<typeof findProspectWithOutreach>>>;
type FoundOutreach = Found["outreach"][number];

const iso = (date: Date | null) => date?.toISOString() ?? null;

function profileOf(prospect: Found) {
  const custom = (prospect.enrichment as { custom?: Record<string, string> }).custom ?? {};
  return {
    id: prospect.id,
    name: prospect.name,
    company: prospect.company,
    email: prospect.email,
    phone: prospect.phone,
    trade_type: prospect.trade_type,
    website: prospect.website,
    city: prospect.city,
    state_code: prospect.state_code,
    zip: prospect.zip,
    google_rating: prospect.google_rating === null ? null : Number(prospect.google_rating),
    review_count: prospect.review_count,
    source: prospect.source,
    email_verified: prospect.email_verified,
    verified_at: iso(prospect.verified_at),
    consent_basis: prospect.consent_basis,
    priority: prospect.priority,
    owner_id: prospect.owner_id,
    notes: prospect.notes,
    custom,
    created_at: prospect.created_at.toISOString(),
  };
}

function progressOf(outreach: FoundOutreach) {
  return {
    outreach_id: outreach.id,
    campaign_id: outreach.campaign_id,
    status: outreach.status as ProspectDetail["status"],
    outreach_sequence_step: outreach.outreach_sequence_step,
    re_contact_cycle: outreach.re_contact_cycle,
    cycle_reset_at: iso(outreach.cycle_reset_at),
    next_send_at: iso(outreach.next_send_at),
    hold_reason: outreach.hold_reason,
    email_open_count: outreach.email_open_count,
    total_emails_sent: outreach.total_emails_sent,
    last_email_sent_at: iso(outreach.last_email_sent_at),
    last_email_delivered_at: iso(outreach.last_email_delivered_at),
    last_email_opened_at: iso(outreach.last_email_opened_at),
    last_email_clicked_at: iso(outreach.last_email_clicked_at),
    last_email_replied_at: iso(outreach.last_email_replied_at),
    last_decision: outreach.last_decision,
  };
}

function nextOf(outreach: FoundOutreach, emails: TimelineEmail[], now: Date) {
  const open = emails.find((email) => openStatuses.includes(email.status));
  const facts = {
    status: outreach.status,
    step: outreach.outreach_sequence_step,
    nextSendAt: outreach.next_send_at,
    holdReason: outreach.hold_reason,
    lastDecision: outreach.last_decision,
    openEmail: open ? { status: open.status, step: open.sequence_step, scheduledAt: open.scheduled_at } : null,
  };
  const explained = explainNext(facts, now);
  return { ...explained, at: iso(explained.at) };
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
    subject: email.subject,
    fromEmail: email.from_email,
    cycle: email.re_contact_cycle,
    step: email.sequence_step,
  };
}

function toEntry(entry: Entry) {
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
  };
}
