import { AppError } from "#lib/errors/app-error.ts";
import { fingerprintOf, fingerprintOfText } from "./fingerprint.ts";
import { boundedDepth } from "./policy/bounded-depth.ts";
import { normaliseSendgrid } from "./policy/normalise-sendgrid.ts";
import { maxEventLevels, maxEventsPerPost, maxQuarantinedBytes } from "./thresholds.ts";
import type { IncomingEvent, MalformedEvent } from "./types.ts";

export type ReadPost = {
  /** each event once, ordered by fingerprint: two posts of the same events then lock them in the same order */
  events: IncomingEvent[];
  malformed: MalformedEvent[];
  /** how many came, with repetitions */
  received: number;
};

/**
 * Reads the body of a SendGrid post whose signature holds: a list, or one event alone. What cannot be understood is set aside, the
 * rest goes on.
 * @throws AppError validation_failed when the body is no JSON, payload_too_large when it holds more than 5,000 events
 */
export function readSendgridPost(tenantId: string, rawBody: Buffer, now: Date): ReadPost {
  const items = parseBody(rawBody);
  if (items.length > maxEventsPerPost) {
    throw new AppError(
      "payload_too_large",
      `A post may hold at most ${maxEventsPerPost} events; this one holds ${items.length}.`,
    );
  }
  const events = new Map<string, IncomingEvent>();
  const eventIds = new Set<string>();
  const malformed: MalformedEvent[] = [];
  for (const item of items) {
    const read = readEvent(tenantId, item, now);
    if ("event" in read) {
      const id = `${read.event.providerEventId} ${read.event.statedSecond}`;
      if (read.event.providerEventId !== null && eventIds.has(id)) continue;
      eventIds.add(id);
      if (!events.has(read.event.fingerprint)) events.set(read.event.fingerprint, read.event);
    } else malformed.push(read.malformed);
  }
  const ordered = [...events.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  return { events: ordered, malformed, received: items.length };
}

function parseBody(rawBody: Buffer): unknown[] {
  try {
    const parsed: unknown = JSON.parse(rawBody.toString("utf8"));
    return Array.isArray(parsed) ? parsed : [parsed];
  } catch {
    throw new AppError("validation_failed", "The body is not JSON: send a list of events.");
  }
}

/** One event as it goes into the database, or set aside. Also reads stored payloads again. */
export function readEvent(
  tenantId: string,
  item: unknown,
  now: Date,
): { event: IncomingEvent } | { malformed: MalformedEvent } {
  const { value, text } = storable(item);
  const read = normaliseSendgrid(value, now);
  if (read.ok) {
    return { event: { ...read.event, fingerprint: fingerprintOf(tenantId, read.event), payload: text } };
  }
  const payload = text.slice(0, maxQuarantinedBytes);
  return { malformed: { fingerprint: fingerprintOfText(tenantId, text), reason: read.reason, payload } };
}

/** Postgres stores neither NUL nor half a surrogate pair, in text or jsonb, nor endless depth; everything else passes unchanged. */
function storable(given: unknown): { value: unknown; text: string } {
  const item = boundedDepth(given, maxEventLevels);
  const text = JSON.stringify(item);
  if (!/\\u0000|\\ud[89a-f]/i.test(text)) return { value: item, text };
  const clean = (part: string) => part.replaceAll("\0", "").toWellFormed();
  const value: unknown = JSON.parse(text, (_key, part: unknown) => {
    if (typeof part === "string") return clean(part);
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [clean(name), inner]));
  });
  return { value, text: JSON.stringify(value) };
}
