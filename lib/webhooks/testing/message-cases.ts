import { planMessage, type Verdict } from "../policy/plan-message.ts";
import type { IncomingEvent, LedgerMessage, StoredEvent } from "../types.ts";

/** 2026-06-10 16:00 UTC, from which the cases' seconds count. */
export const startMs = Date.UTC(2026, 5, 10, 16);

/** A sent message of its prospect's current cycle. */
export function ledgerMessage(fields: Partial<LedgerMessage> = {}): LedgerMessage {
  return {
    id: "message-1",
    outreachId: "outreach-1",
    providerMessageId: null,
    status: "sent",
    toEmail: "pat@acme.test",
    recipientDomain: "acme.test",
    createdMs: startMs - 60_000,
    mayHaveEvents: true,
    mailboxScope: 3,
    domainScope: 2,
    connectionScope: 1,
    outreachStatus: "contacted",
    isOfCurrentCycle: true,
    ...fields,
  };
}

export function incoming(type: string, second: number, fields: Partial<IncomingEvent> = {}): IncomingEvent {
  const key = [type, second, fields.url ?? "", fields.ip ?? ""].join(" ");
  return {
    providerEventId: null,
    type,
    occurredAt: new Date(startMs + second * 1_000),
    statedSecond: startMs / 1_000 + second,
    outreachEmailId: null,
    smtpId: null,
    providerMessageId: null,
    recipient: null,
    url: null,
    ip: null,
    userAgent: null,
    machineReason: null,
    bounceClass: type === "bounced" ? "hard" : null,
    reason: null,
    fingerprint: key,
    payload: "{}",
    ...fields,
  };
}

/** The event as it stands in the database with this verdict. */
export function asStored(event: IncomingEvent, verdict: Partial<Verdict> = {}): StoredEvent {
  const { fingerprint, type, occurredAt, machineReason, url, bounceClass, reason } = event;
  const atMs = occurredAt.getTime();
  const ids = { id: `row ${fingerprint}`, key: fingerprint, providerEventId: `event ${fingerprint}` };
  return { ...ids, type, atMs, occurredAt, url, bounceClass, reason, machineReason, metric: null, ...verdict };
}

/** Plans `events` on top of `stored`; `rows` is what stands in the database afterwards. */
export function planOnto(stored: readonly StoredEvent[], events: readonly IncomingEvent[], message = ledgerMessage()) {
  const plan = planMessage(message, stored, events);
  const changes = new Map(plan.storedChanges.map(({ id, metric, machineReason }) => [id, { metric, machineReason }]));
  const kept = stored.map((event) => ({ ...event, ...changes.get(event.id) }));
  const rows = [...kept, ...events.map((event) => asStored(event, plan.verdicts.get(event.fingerprint)))];
  return { plan, rows };
}

/** The plan of `events` for a message of which `before` is known already. */
export function planAfter(before: readonly IncomingEvent[], events: readonly IncomingEvent[], message?: LedgerMessage) {
  return planOnto(planOnto([], before, message).rows, events, message).plan;
}
