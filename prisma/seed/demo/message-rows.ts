import { createHash } from "node:crypto";
import { lookUpStandIn } from "#lib/dns/stand-in.ts";
import { angleForCycle } from "#lib/generation/policy/angles.ts";
import { coreOf, textToHtml } from "#lib/generation/policy/body-layout.ts";
import type { PreviousMessage } from "#lib/generation/types.ts";
import { type MessageScopes, metricIndex, type ReputationMetric } from "#lib/reputation/types.ts";
import { zonesOfProspect } from "#lib/sequencing/policy/time-zone.ts";
import { recipientDomainOf } from "#lib/shared/email-key.ts";
import { recipientProviderOf } from "#lib/shared/recipient-provider.ts";
import { calendarDay, localTimeText } from "#lib/shared/zone-clock.ts";
import { plannedAt, tenantZone } from "./calendar.ts";
import type { DemoTemplate } from "./campaigns.ts";
import type { DemoJourney } from "./journey.ts";
import type { DemoEvent, DemoMessage } from "./message.ts";
import { textOf } from "./message-texts.ts";
import type { DemoPerson } from "./people.ts";

export type RowContext = {
  tenantId: string;
  connectionId: string;
  company: string;
  templates: readonly DemoTemplate[];
  scopes: ReadonlyMap<string, MessageScopes>;
};

const iso = (at: number | undefined | null) => (at === undefined || at === null ? null : new Date(at).toISOString());
const firstAt = (message: DemoMessage, keep: (event: DemoEvent) => boolean) => message.events.find(keep)?.at;

/** The ledger rows of a journey. */
export function ledgerRows(context: RowContext, journey: DemoJourney) {
  const previous: PreviousMessage[] = [];
  const { person } = journey;
  return journey.messages.map((message, index) => {
    const before = message.step > 1 ? journey.messages[index - 1] : undefined;
    const campaign = campaignOf(journey, message);
    const { text, ...written } = textOf({ ...context, person, campaign, previous }, message);
    previous.push({ cycle: message.cycle, step: message.step, subject: written.subject, core: coreOf(text) });
    return {
      ...identityOf(context, journey, message),
      ...outcomeOf(message),
      in_reply_to: before ? messageIdOf(before) : null,
      decision: decisionOf(message, person),
      ...written,
      body_text: text,
      body_html: textToHtml(text),
      angle: angleForCycle(message.cycle),
    };
  });
}

/** What was sent before the campaign took the person in belongs to none. */
function campaignOf({ campaign }: DemoJourney, { sentAt }: DemoMessage) {
  return campaign && sentAt >= campaign.createdAt ? campaign : null;
}

function identityOf({ tenantId, connectionId, scopes }: RowContext, journey: DemoJourney, message: DemoMessage) {
  const { person } = journey;
  const scope = scopes.get(message.mailbox.id);
  if (!scope || person.email === null) throw new Error(`message ${message.id} has no sender or recipient`);
  return {
    id: message.id,
    tenant_id: tenantId,
    outreach_id: person.outreachId,
    campaign_id: campaignOf(journey, message)?.id ?? null,
    re_contact_cycle: message.cycle,
    sequence_step: message.step,
    mailbox_id: message.mailbox.id,
    provider_connection_id: connectionId,
    mailbox_scope: scope.mailboxScope,
    domain_scope: scope.domainScope,
    connection_scope: scope.connectionScope,
    from_email: message.mailbox.fromEmail,
    to_email: person.email,
    recipient_domain: recipientDomainOf(person.email),
    recipient_provider: providerOf(recipientDomainOf(person.email)),
    message_id: messageIdOf(message),
    provider_message_id: `demo-${message.id}`,
  };
}

const messageIdOf = ({ id, mailbox }: DemoMessage) => `<${id}@${mailbox.domain.domain}>`;

/** As planning stores its choice; scores of that time are not known. */
function decisionOf({ mailbox, sentAt, delay }: DemoMessage, person: DemoPerson) {
  const [zone] = zonesOfProspect(person, tenantZone).zones;
  return {
    kind: "selected",
    mailbox: { id: mailbox.id, from_email: mailbox.fromEmail, domain: mailbox.domain.domain },
    passed_over: [],
    scheduled_at: iso(sentAt),
    local_time: localTimeText(zone, new Date(sentAt)),
    time_zone: zone,
    delay: delay && { hours: delay.hours, tier: delay.tier, label: delay.label },
    day_part: null,
  };
}

function outcomeOf(message: DemoMessage) {
  const has = (type: DemoEvent["type"], isMachine = false) =>
    firstAt(message, (e) => e.type === type && e.isMachine === isMachine);
  const bouncedAt = has("bounced");
  return {
    status: "sent",
    scheduled_at: iso(message.sentAt),
    sent_at: iso(message.sentAt),
    capacity_day: calendarDay(tenantZone, new Date(message.sentAt)),
    delivered_at: iso(has("delivered")),
    opened_at: iso(has("opened")),
    machine_opened_at: iso(has("opened", true)),
    clicked_at: iso(has("clicked")),
    complained_at: iso(has("complained")),
    bounced_at: iso(bouncedAt),
    bounce_type: bouncedAt ? "hard" : null,
    bounce_reason: bouncedAt ? "550 5.1.1 mailbox unavailable" : null,
    open_count: message.events.filter((e) => e.type === "opened" && !e.isMachine).length,
    open_tracked: true,
    created_at: iso(plannedAt(message.sentAt)),
    updated_at: iso(message.events.at(-1)?.at ?? message.sentAt),
  };
}

const counted: Partial<Record<DemoEvent["type"], ReputationMetric>> = {
  delivered: "delivered",
  bounced: "bounced",
  complained: "complained",
  blocked: "blocked",
  opened: "opened",
  clicked: "clicked",
};

/** The event rows of a message; the first of a kind counts for reputation, as the webhook decides it. */
export function eventRows({ tenantId, connectionId, scopes }: RowContext, message: DemoMessage) {
  const scope = scopes.get(message.mailbox.id);
  const seen = new Set<string>();
  return message.events.map((event, index) => {
    const metric = seen.has(event.type) ? undefined : counted[event.type];
    seen.add(event.type);
    const eventId = `${message.id}/${index}`;
    return {
      tenant_id: tenantId,
      provider_connection_id: connectionId,
      provider: "sendgrid",
      provider_event_id: eventId,
      fingerprint: createHash("sha256").update(`${tenantId}/${eventId}`).digest("hex"),
      type: event.type,
      outreach_email_id: message.id,
      occurred_at: iso(event.at),
      received_at: iso(event.at),
      machine: event.isMachine,
      machine_reason: event.isMachine ? "sg_machine_open" : null,
      metric: metric === undefined ? null : metricIndex[metric],
      mailbox_scope: scope?.mailboxScope ?? null,
      domain_scope: scope?.domainScope ?? null,
      connection_scope: scope?.connectionScope ?? null,
      payload: { source: "demo" },
    };
  });
}

/** As a hand-over finds it out: the stand-in answers for the names of the demo. */
function providerOf(domain: string): string | null {
  const answer = lookUpStandIn(domain);
  return answer.kind === "accepts" ? recipientProviderOf(answer.mxHosts[0] ?? "") : null;
}
