import { givenText } from "#lib/shared/given-text.ts";
import { maxAheadMs, maxIdentifierLength } from "../thresholds.ts";
import type { NormalEvent } from "../types.ts";
import { classifySendgrid } from "./classify-sendgrid.ts";

export type Normalised = { ok: true; event: NormalEvent } | { ok: false; reason: string };

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** 2000-01-01 and 2100-01-01: what lies outside is no time of an email. */
const firstSecond = 946_684_800;
const lastSecond = 4_102_444_800;

/**
 * A SendGrid event in our words (SPEC §8). Tolerant where senders differ (numbers as text, `attempt` as text, `category` as text or
 * list, a Message-ID without brackets); what has no name or no time is refused with the reason.
 */
export function normaliseSendgrid(raw: unknown, now: Date): Normalised {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { ok: false, reason: "not_an_object" };
  const fields = raw as Record<string, unknown>;
  const name = givenText(fields.event);
  if (name === null || name.length > 100) return { ok: false, reason: "event_name_missing" };
  const second = secondsOf(fields.timestamp);
  if (second === null) return { ok: false, reason: "timestamp_missing" };
  const userAgent = givenText(fields.useragent);
  const classified = classifySendgrid({
    event: name,
    type: givenText(fields.type),
    bounceClassification: givenText(fields.bounce_classification),
    userAgent,
    isMachineOpen: isTrue(fields.sg_machine_open),
  });
  const event: NormalEvent = {
    ...classified,
    providerEventId: identifier(fields.sg_event_id),
    occurredAt: occurredAt(second, now),
    statedSecond: second,
    outreachEmailId: uuid(fields.outreach_email_id),
    smtpId: bracketed(identifier(fields["smtp-id"])),
    providerMessageId: identifier(fields.sg_message_id)?.split(".")[0] || null,
    recipient: givenText(fields.email),
    url: givenText(fields.url),
    ip: givenText(fields.ip),
    userAgent,
    reason: givenText(fields.reason) ?? givenText(fields.response),
  };
  return { ok: true, event };
}

/** An id that fits a header line (RFC 5322) and an index; a longer one is no id of ours or of theirs. */
function identifier(value: unknown): string | null {
  const given = givenText(value);
  return given !== null && given.length <= maxIdentifierLength ? given : null;
}

function uuid(value: unknown): string | null {
  const given = givenText(value);
  return given !== null && uuidPattern.test(given) ? given.toLowerCase() : null;
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === "true" || value === "1";
}

/** RFC 5322 writes a Message-ID in angle brackets, and so does the ledger. */
function bracketed(id: string | null): string | null {
  return id === null || id.startsWith("<") ? id : `<${id}>`;
}

function secondsOf(value: unknown): number | null {
  const given = typeof value === "string" && /^\d{1,12}(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  if (typeof given !== "number" || !Number.isFinite(given)) return null;
  const second = Math.floor(given);
  return second >= firstSecond && second < lastSecond ? second : null;
}

function occurredAt(second: number, now: Date): Date {
  const stated = second * 1_000;
  return stated > now.getTime() + maxAheadMs ? now : new Date(stated);
}
