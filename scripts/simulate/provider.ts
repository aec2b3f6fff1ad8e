import type { DeliveryOutcome, MailTransport, OutgoingMessage } from "#lib/mail/types.ts";
import type { Random } from "#prisma/seed/random.ts";
import { planEvents } from "#scripts/simulator/plan-events.ts";
import type { FaultName } from "./options.ts";
import type { ToldEvent } from "./truth.ts";

export type Acceptance = {
  tenantId: string;
  outreachId: string;
  outreachEmailId: string;
  cycle: number;
  step: number;
  to: string;
  from: string;
  connectionId: string;
  /** virtual ms */
  at: number;
  unsubscribeUrl: string;
};

/** An event on its way: when it is posted first, and its JSON. */
export type OutgoingEvent = { postAt: number; told: ToldEvent; body: Record<string, unknown> };

type Violation = (
  invariant: string,
  found: { tenantId: string; outreachId: string; emailId: string; at: number; detail: string },
) => void;

type Hooks = {
  tenantOf(connectionId: string): string;
  isAddressOf(tenantId: string, address: string): boolean;
  onAccepted(acceptance: Acceptance, events: OutgoingEvent[]): void;
  onViolation: Violation;
};

/** Shares of hand-overs that do not simply succeed, of all while the fault is on. */
const troubles = [
  { weight: 940, kind: "none" },
  { weight: 15, kind: "taken_in_silence" },
  { weight: 10, kind: "lost_in_silence" },
  { weight: 12, kind: "too_many" },
  { weight: 12, kind: "unavailable" },
  { weight: 6, kind: "refused" },
  { weight: 5, kind: "user_unknown" },
] as const;

const minuteMs = 60_000;

/** The mail provider: takes messages, keeps the book that no message is in twice, and tells later what became of them. */
export class Provider {
  /** by prospect, cycle and step: what must be there once */
  readonly accepted = new Map<string, Acceptance>();
  readonly byMessage = new Map<string, Acceptance>();
  /** connections whose credentials are wrong at present */
  readonly locked = new Set<string>();
  readonly #random: Random;
  readonly #faults: readonly FaultName[];
  readonly #hooks: Hooks;

  constructor(random: Random, faults: readonly FaultName[], hooks: Hooks) {
    this.#random = random;
    this.#faults = faults;
    this.#hooks = hooks;
  }

  deliver(transport: MailTransport, message: OutgoingMessage, at: number): DeliveryOutcome {
    if (this.locked.has(transport.connectionId)) {
      return {
        kind: "refused",
        isPermanent: false,
        isCredentialProblem: true,
        code: "401",
        detail: "401 bad credentials",
      };
    }
    const trouble = this.#faults.includes("provider") ? this.#random.weighted(troubles).kind : "none";
    if (trouble === "lost_in_silence") return { kind: "unknown", detail: "no answer within 10 s" };
    if (trouble === "too_many")
      return refused("429", "429 slow down", { retryAfterMs: this.#random.between(1, 30) * minuteMs });
    if (trouble === "unavailable") return refused("503", "503 try later");
    if (trouble === "refused") return refused("400", "400 message refused", { isPermanent: true });
    if (trouble === "user_unknown") return refused("550", "550 5.1.1 user unknown", { isPermanent: true });
    const providerMessageId = this.#accept(transport, message, at);
    if (trouble === "taken_in_silence") return { kind: "unknown", detail: "500 internal error" };
    return { kind: "accepted", providerMessageId, response: `202 ${providerMessageId}` };
  }

  #accept(transport: MailTransport, message: OutgoingMessage, at: number): string {
    const acceptance = this.#acceptanceOf(transport, message, at);
    const { tenantId, outreachId, outreachEmailId: emailId, cycle, step } = acceptance;
    const promise = `${acceptance.to} ${outreachId} ${cycle} ${step}`;
    const earlier = this.accepted.get(promise);
    const found = { tenantId, outreachId, emailId, at };
    if (earlier) {
      const detail = `cycle ${cycle}, step ${step} to ${acceptance.to}: accepted before at ${new Date(earlier.at).toISOString()} as ${earlier.outreachEmailId}`;
      this.#hooks.onViolation("no message twice", { ...found, detail });
    }
    if (!this.#hooks.isAddressOf(tenantId, acceptance.to)) {
      this.#hooks.onViolation("no row of another tenant", {
        ...found,
        detail: `${acceptance.to} is no prospect of the tenant`,
      });
    }
    this.accepted.set(promise, acceptance);
    this.byMessage.set(emailId, acceptance);
    const providerMessageId = providerMessageIdOf(emailId);
    this.#hooks.onAccepted(acceptance, this.#eventsOf(acceptance, message, providerMessageId));
    return providerMessageId;
  }

  #acceptanceOf(transport: MailTransport, message: OutgoingMessage, at: number): Acceptance {
    const { customArgs } = message;
    return {
      tenantId: this.#hooks.tenantOf(transport.connectionId),
      outreachId: customArgs.outreach_id ?? "",
      outreachEmailId: customArgs.outreach_email_id ?? "",
      cycle: Number(customArgs.re_contact_cycle),
      step: Number(customArgs.sequence_step),
      to: message.to.address,
      from: message.from.address,
      connectionId: transport.connectionId,
      at,
      unsubscribeUrl: /<([^>]+)>/.exec(message.headers["List-Unsubscribe"] ?? "")?.[1] ?? "",
    };
  }

  /** What will be heard of a message (scripts/simulator/plan-events.ts), each with its own way through the provider's queues. */
  #eventsOf(acceptance: Acceptance, message: OutgoingMessage, providerMessageId: string): OutgoingEvent[] {
    const planned = planEvents(
      { to: acceptance.to, from: acceptance.from, messageId: message.messageId, customArgs: message.customArgs },
      ["https://one.example/"],
    );
    return planned.flatMap((event, index) => {
      const happensAt = acceptance.at + event.delayMs;
      const told = toldEvent(acceptance, happensAt, event.fields);
      const names = this.#namesOf(message, providerMessageId);
      const body = {
        ...names,
        email: acceptance.to,
        timestamp: told.second,
        sg_event_id: `${providerMessageId}-${index}`,
        ip: "127.0.0.1",
        ...event.fields,
      };
      return this.#posts(told, body, happensAt);
    });
  }

  /** Mostly with our ids; some events know only the Message-ID or the provider's own. */
  #namesOf(message: OutgoingMessage, providerMessageId: string) {
    const own = { "smtp-id": message.messageId, sg_message_id: `${providerMessageId}.recvd-0.0` };
    if (!this.#faults.includes("events") || this.#random.chance(0.9)) return { ...message.customArgs, ...own };
    return this.#random.chance(0.5) ? own : { sg_message_id: own.sg_message_id };
  }

  #posts(told: ToldEvent, body: Record<string, unknown>, happensAt: number): OutgoingEvent[] {
    const random = this.#random;
    if (!this.#faults.includes("events")) return [{ postAt: happensAt + 2_000, told, body }];
    const lateMs = random.chance(0.03) ? random.between(1, 23 * 60) * minuteMs : random.between(2, 600) * 1_000;
    const posts = [{ postAt: happensAt + lateMs, told, body }];
    const copies = random.chance(0.03) ? random.between(1, 3) : random.chance(0.0005) ? 45 : 0;
    for (let copy = 1; copy <= copies; copy += 1) {
      const again = { ...body, sg_event_id: `${String(body.sg_event_id)}-again-${copy}` };
      posts.push({ postAt: happensAt + random.between(0, 12 * 60) * minuteMs, told, body: again });
    }
    return posts;
  }
}

const idPrefix = "sim";

function providerMessageIdOf(emailId: string): string {
  return idPrefix + emailId.replaceAll("-", "");
}

/** Our id of the message that the provider calls so in its events. */
export function emailIdOf(sgMessageId: string): string {
  const hex = sgMessageId.slice(idPrefix.length, idPrefix.length + 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function refused(
  code: string,
  detail: string,
  more: { isPermanent?: boolean; retryAfterMs?: number } = {},
): DeliveryOutcome {
  return { kind: "refused", isPermanent: false, isCredentialProblem: false, code, detail, ...more };
}

function toldEvent(
  acceptance: Acceptance,
  happensAt: number,
  fields: Record<string, unknown> & { event: string },
): ToldEvent {
  const agent = String(fields.useragent ?? "");
  return {
    tenantId: acceptance.tenantId,
    outreachEmailId: acceptance.outreachEmailId,
    connectionId: acceptance.connectionId,
    name: fields.event,
    second: Math.floor(happensAt / 1_000),
    agent,
    url: String(fields.url ?? ""),
    isMachine: fields.sg_machine_open === true || agent.startsWith("Barracuda"),
    bounceClass: bounceClassOf(fields),
  };
}

function bounceClassOf(fields: Record<string, unknown>): ToldEvent["bounceClass"] {
  if (fields.event !== "bounce") return null;
  if (fields.type === "blocked") return "blocked";
  return fields.bounce_classification === "Technical Failure" ? "technical" : "hard";
}
