import { sendBand } from "#lib/sequencing/policy/send-band.ts";
import { isRoleAddress } from "#lib/shared/address-kinds.ts";
import { emailKey } from "#lib/shared/email-key.ts";
import { datedUuid } from "../random.ts";
import { verifiedAt } from "./imports.ts";
import type { DemoJourney } from "./journey.ts";
import type { DemoEvent } from "./message.ts";

const iso = (at: number | null | undefined) => (at === null || at === undefined ? null : new Date(at).toISOString());

/** Prospect and outreach are made together, by the import that brought them. */
export const createdAtOf = ({ importedAt }: DemoJourney): number => importedAt + 1_000;

/** The prospect row of a journey; those that the newest import brought still wait to be verified. */
export function prospectRow(tenantId: string, journey: DemoJourney, now: number, ownerId: string | null = null) {
  const { person } = journey;
  const createdAt = createdAtOf(journey);
  const isWritable = person.email !== null && !person.isDuplicate;
  const verified = isWritable ? verifiedAt(journey, now) : null;
  return {
    id: person.id,
    tenant_id: tenantId,
    name: person.name,
    company: person.company,
    email: person.email,
    email_key: person.email === null || person.isDuplicate ? null : emailKey(person.email),
    phone: person.phone,
    trade_type: person.trade,
    website: person.website,
    city: person.city,
    state_code: person.stateCode,
    zip: person.zip,
    google_rating: person.rating,
    review_count: person.reviews,
    owner_id: ownerId,
    source: "demo",
    source_place_id: person.placeId,
    email_verified: verified === null ? null : true,
    verified_at: iso(verified),
    enrichment: Object.keys(person.custom).length > 0 ? { custom: person.custom } : {},
    created_at: iso(createdAt),
    updated_at: iso(createdAt),
  };
}

/** A cycle that began before the campaign is not the campaign's. */
function campaignOf({ campaign, messages, cycle }: DemoJourney): string | null {
  const first = messages.find((message) => message.cycle === cycle);
  return campaign && (!first || first.sentAt >= campaign.createdAt) ? campaign.id : null;
}

/** The outreach row as the ledger and the events make it; what comes next is decided afterwards by the engine's own policy. */
export function outreachRow(tenantId: string, journey: DemoJourney, now: number) {
  const { person, messages } = journey;
  const ofCycle = messages.filter((message) => message.cycle === journey.cycle);
  const last = (type: DemoEvent["type"], from = ofCycle) =>
    Math.max(0, ...from.flatMap((m) => m.events.filter((e) => e.type === type && !e.isMachine).map((e) => e.at))) ||
    null;
  const unsubscribedAt = last("unsubscribed", messages) ?? last("complained", messages);
  const isOpen = journey.status === "cold" || journey.status === "contacted";
  return {
    id: person.outreachId,
    tenant_id: tenantId,
    prospect_id: person.id,
    campaign_id: campaignOf(journey),
    status: journey.status,
    outreach_sequence_step: journey.step,
    last_email_sent_at: iso(messages.at(-1)?.sentAt),
    last_email_delivered_at: iso(last("delivered", messages)),
    last_email_opened_at: iso(last("opened")),
    last_email_clicked_at: iso(last("clicked")),
    last_email_replied_at: iso(journey.answers[0]?.at),
    email_open_count: ofCycle.flatMap((m) => m.events).filter((e) => e.type === "opened" && !e.isMachine).length,
    total_emails_sent: messages.length,
    email_unsubscribed: journey.status === "unsubscribed",
    unsubscribed_at: journey.status === "unsubscribed" ? iso(unsubscribedAt) : null,
    re_contact_cycle: journey.cycle,
    cycle_reset_at: iso(journey.resets.at(-1)),
    send_band: sendBand({
      isRoleAddress: person.email !== null && isRoleAddress(person.email),
      isEnriched: Object.keys(person.custom).length > 0,
      googleRating: person.rating,
      reviewCount: person.reviews,
      priority: 0,
    }),
    hold_reason: isOpen ? "awaiting_verification" : null,
    created_at: iso(createdAtOf(journey)),
    updated_at: iso(now),
  };
}

/** The suppression that a journey ended with, or null. */
export function suppressionRow(tenantId: string, journey: DemoJourney) {
  const events = journey.messages.flatMap((message) => message.events);
  const found = events.find((event) => ["complained", "unsubscribed", "bounced"].includes(event.type));
  const key = journey.person.email === null ? null : emailKey(journey.person.email);
  if (!found || key === null || journey.person.isDuplicate) return null;
  return {
    id: datedUuid(found.at, journey.person.id),
    tenant_id: tenantId,
    kind: "email",
    value: key,
    reason: found.type,
    source: "webhook",
    created_at: iso(found.at),
  };
}
