import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors/app-error.ts";
import { readSendgridPost } from "./read-sendgrid-post.ts";

const now = new Date("2026-06-10T16:00:00Z");
const second = now.getTime() / 1_000;
const tenantId = "tenant-1";
const readText = (text: string) => readSendgridPost(tenantId, Buffer.from(text), now);
const read = (body: unknown) => readText(JSON.stringify(body));
const open = { event: "open", timestamp: second, sg_event_id: "one", outreach_email_id: "no uuid", ip: "10.0.0.1" };

describe("a post", () => {
  it("is a list, an empty one, or one event alone", () => {
    expect(read([open, { ...open, ip: "10.0.0.2", sg_event_id: "two" }])).toMatchObject({ received: 2 });
    expect(read([])).toEqual({ events: [], malformed: [], received: 0 });
    expect(read(open).events.map((event) => event.type)).toEqual(["opened"]);
  });

  it.each([
    { name: "the same event twice", second: open, expected: 1 },
    { name: "it again under a new id", second: { ...open, sg_event_id: "two" }, expected: 1 },
    { name: "its id and second again, told otherwise", second: { ...open, ip: "10.0.0.9" }, expected: 1 },
    { name: "its id at another second", second: { ...open, timestamp: second - 5 }, expected: 2 },
    { name: "two events without an id", second: { ...open, sg_event_id: undefined, ip: "10.0.0.9" }, expected: 2 },
  ])("counts $name as $expected", ({ second: other, expected }) => {
    const post = read([open, other]);
    expect([post.events.length, post.received]).toEqual([expected, 2]);
  });

  it("comes out in one order, whatever order it came in", () => {
    const events = Array.from({ length: 30 }, (_, index) => ({
      ...open,
      sg_event_id: `${index}`,
      ip: `10.0.0.${index}`,
    }));
    const order = (post: object[]) => read(post).events.map((event) => event.fingerprint);
    expect(order(events)).toEqual(order(events.toReversed()));
    expect(order(events)).toEqual(order(events).toSorted());
  });

  it("holds at most 5,000 events, good or bad", () => {
    expect(read(Array(5_000).fill(7)).malformed).toHaveLength(5_000);
    expect(() => read(Array(5_001).fill(7))).toThrowError(expect.objectContaining({ code: "payload_too_large" }));
  });

  it.each(["", " ", "{", "[{]", "undefined", "event=open", "\uFEFF[]x"])(
    "is refused when it is no JSON: %j",
    (text) => {
      expect(() => readText(text)).toThrowError(expect.objectContaining({ code: "validation_failed" }));
    },
  );
});

describe("what cannot be understood", () => {
  it("is set aside with the reason, the rest goes on", () => {
    const { events, malformed } = read([null, open, { event: "open" }, "text"]);
    expect(events).toHaveLength(1);
    expect(malformed.map((event) => [event.reason, event.payload])).toEqual([
      ["not_an_object", "null"],
      ["timestamp_missing", '{"event":"open"}'],
      ["not_an_object", '"text"'],
    ]);
  });

  it("keeps the beginning of a long payload, and is told apart by the whole", () => {
    const long = (end: string) => ({ event: "open", filler: "x".repeat(20_000), end });
    const { malformed } = read([long("a"), long("b")]);
    expect(malformed.map((event) => event.payload.length)).toEqual([16_384, 16_384]);
    expect(malformed[0]?.fingerprint).not.toBe(malformed[1]?.fingerprint);
  });
});

describe("text that Postgres cannot hold", () => {
  it("loses NUL and halves of surrogate pairs, and nothing else", () => {
    const nasty = {
      ...open,
      reason: "a\u0000b",
      url: "https://x.test/\ud83d",
      useragent: "\u{1f600} ok",
      deep: [{ "k\u0000": "\udc00" }],
    };
    const [event] = read([nasty]).events;
    expect(event).toMatchObject({ reason: "ab", url: "https://x.test/\ufffd", userAgent: "\u{1f600} ok" });
    expect(JSON.parse(event?.payload ?? "")).toMatchObject({ reason: "ab", deep: [{ k: "\ufffd" }] });
  });

  it("passes unchanged when it only looks so", () => {
    const backslash = { ...open, reason: "C:\\u0000dir" };
    expect(read([backslash]).events[0]?.reason).toBe("C:\\u0000dir");
  });
});

/** Any JSON at all, and events with one odd field. */
const field = fc.constantFrom(
  "event",
  "timestamp",
  "type",
  "url",
  "ip",
  "useragent",
  "sg_event_id",
  "sg_message_id",
  "smtp-id",
  "reason",
);
const oddEvent = fc.tuple(field, fc.jsonValue()).map(([name, value]) => ({ ...open, [name]: value }));
const anything = fc.array(fc.oneof(fc.jsonValue(), oddEvent, fc.constant(open)), { maxLength: 12 });

it("takes any JSON: every item is an event, a repetition or set aside, and all of it can be stored", () => {
  fc.assert(
    fc.property(anything, (body) => {
      const { events, malformed, received } = read(body);
      expect(received).toBe(body.length);
      expect(events.length + malformed.length).toBeLessThanOrEqual(received);
      expect(new Set(events.map((event) => event.fingerprint)).size).toBe(events.length);
      for (const event of events) {
        expect(event.fingerprint).toMatch(/^[0-9a-f]{64}$/);
        expect(event.occurredAt.getTime()).toBeLessThanOrEqual(now.getTime() + 600_000);
        expect(`${event.type}${event.payload}`).not.toMatch(/\0|\\u0000/);
      }
    }),
  );
});

it("takes any bytes, or says that they are no JSON", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      try {
        expect(readSendgridPost(tenantId, Buffer.from(bytes), now).received).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect(error).toMatchObject({ code: "validation_failed" });
      }
    }),
  );
});
