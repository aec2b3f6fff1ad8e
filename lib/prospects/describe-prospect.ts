import type { ProspectDetail } from "./contract-detail.ts";
import type { findProspectWithOutreach } from "./repo.ts";

export type FoundProspect = NonNullable<Awaited<ReturnType<typeof findProspectWithOutreach>>>;
export type FoundOutreach = FoundProspect["outreach"][number];

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** Custom fields by name, from what a prospect is enriched with. */
export function customOf(enrichment: unknown): Record<string, string> {
  return (enrichment as { custom?: Record<string, string> }).custom ?? {};
}

/** The business, as the API tells it. */
export function profileOf(prospect: FoundProspect) {
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
    custom: customOf(prospect.enrichment),
    created_at: prospect.created_at.toISOString(),
  };
}

/** Where its outreach stands. */
export function progressOf(outreach: FoundOutreach) {
  return {
    outreach_id: outreach.id,
    campaign_id: outreach.campaign_id,
    status: outreach.status as ProspectDetail["status"],
    outreach_sequence_step: outreach.outreach_sequence_step,
    re_contact_cycle: outreach.re_contact_cycle,
    cycle_reset_at: iso(outreach.cycle_reset_at),
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
