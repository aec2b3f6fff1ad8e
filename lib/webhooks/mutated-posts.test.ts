import fc from "fast-check";
import { expect, it } from "vitest";
import { AppError } from "#lib/errors/app-error.ts";
import { unstorablePath } from "#lib/shared/storable-text.ts";
import { type ReadPost, readSendgridPost } from "./read-sendgrid-post.ts";

const now = new Date("2026-06-10T16:00:00Z");
const timestamp = now.getTime() / 1_000;
const readText = (text: string): ReadPost => readSendgridPost("tenant-1", Buffer.from(text), now);

const event = (name: string, at: number, more = {}) => ({
  email: "pat@customer.test",
  event: name,
  timestamp: timestamp - at,
  "smtp-id": `<${at}@send.test>`,
  sg_event_id: `id-${at}`,
  sg_message_id: `m${at}.filter-1`,
  category: ["a", "b"],
  ...more,
});
const good = JSON.stringify([
  event("delivered", 1, { response: "250 ok" }),
  event("bounce", 2, { type: "bounce", reason: "550 no", status: "5.1.1" }),
  event("click", 3, { url: "https://x.test/?a=1", useragent: "Mozilla", ip: "10.0.0.1" }),
]);

/** What is put into a good post somewhere: syntax, numbers past every limit, escapes, and names that objects have. */
const scrap = fc.constantFrom(
  ...'[]{}":,\\ 0-e\0',
  "null",
  "1e400",
  "-0",
  "99999999999999999999",
  "0.1e-400",
  '"\\ud800"',
  '"\\u0000"',
  '{"__proto__":1}',
  '"__proto__":{"event":"open"},',
  '"constructor":',
  "[[[[[[[[[[",
  ',{"event":"open"}',
);
const edit = fc.record({
  at: fc.nat({ max: good.length }),
  cut: fc.nat({ max: 12 }),
  put: fc.option(scrap, { nil: "" }),
});

it("a good post changed anywhere is refused whole as no JSON, or read event by event into what can be stored", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce((body, { at, cut, put }) => body.slice(0, at) + put + body.slice(at + cut), good);
      let post: ReadPost;
      try {
        post = readText(text);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect(error).toMatchObject({ code: "validation_failed" });
        expect(() => JSON.parse(text)).toThrow(SyntaxError);
        return;
      }
      expect(post.events.length + post.malformed.length).toBeLessThanOrEqual(post.received);
      for (const { occurredAt, ...stored } of post.events) {
        expect(unstorablePath(stored)).toBeNull();
        expect(unstorablePath(JSON.parse(stored.payload))).toBeNull();
        expect(Number.isSafeInteger(occurredAt.getTime())).toBe(true);
      }
      expect(Object.prototype).not.toHaveProperty("event");
    }),
    { seed: 18, numRuns: 500 },
  );
});

it("of a name that stands twice the last counts, as with every other reader of JSON", () => {
  const sent = JSON.stringify(event("open", 5));
  const names = fc.constantFrom("event", "timestamp", "smtp-id", "sg_event_id", "email");
  const read = (text: string) => readText(text).events.map(({ payload: _payload, ...rest }) => rest);
  fc.assert(
    fc.property(names, fc.oneof(fc.string(), fc.integer(), fc.constant(null)), (name, earlier) => {
      const twice = sent.replace("{", () => `{${JSON.stringify(name)}:${JSON.stringify(earlier)},`);
      expect(read(twice)).toEqual(read(sent));
    }),
    { seed: 18 },
  );
});
