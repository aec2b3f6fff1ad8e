import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event, type RawEvent, readEmail, readEvents } from "./testing/webhook-world.ts";

const ctx = createTestContext();

/** A post that holds an odd event must not take the good one beside it down (SPEC §8). */
describe("an odd event beside a good one", () => {
  // Random, or the index would press it small enough.
  const noise = (length: number) => randomBytes(length).toString("base64").replaceAll(".", "").slice(0, length);
  const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as unknown;

  it.each<{ name: string; fields: RawEvent }>([
    { name: "an event id of 500 characters", fields: { sg_event_id: "e".repeat(500) } },
    {
      name: "a Message-ID of 20,000 characters",
      fields: { outreach_email_id: undefined, "smtp-id": "x".repeat(20_000) },
    },
    { name: "a link of 100,000 characters", fields: { url: "x".repeat(100_000) } },
    { name: "a reason of 100,000 characters", fields: { reason: "x".repeat(100_000) } },
    { name: "lists 500 deep", fields: { custom: nested(500) } },
    { name: "an event id of 20,000 random characters", fields: { sg_event_id: noise(20_000) } },
    { name: "a provider's message id of 20,000 random characters", fields: { sg_message_id: noise(20_000) } },
    { name: "a time in the year 2001", fields: { timestamp: 980_000_000 } },
    { name: "a time in the year 2099", fields: { timestamp: 4_080_000_000 } },
    { name: "a number that JSON does not know", fields: { custom: 1e308 } },
    { name: "keys of objects that all have", fields: JSON.parse('{"__proto__": {"event": "x"}, "constructor": 1}') },
    { name: "an id of ours in a list", fields: { outreach_email_id: ["018f0000-0000-7000-8000-00000000000a"] } },
  ])("$name", async ({ fields }) => {
    const world = await createWorld(ctx);
    const { email } = await createSent(ctx, world);
    const odd = await createSent(ctx, world);
    const result = await world.post([
      event(ctx, odd.email, "bounce", 1, { type: "bounce", ...fields }),
      event(ctx, email, "delivered", 2),
    ]);
    expect(result.stored + result.quarantined).toBe(2);
    expect((await readEmail(ctx, world.tenantId, email.id)).delivered_at).not.toBeNull();
  });
});

it("any values in an event's fields: the post goes in, again changes nothing", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const fields = [
    "email",
    "event",
    "timestamp",
    "type",
    "url",
    "ip",
    "useragent",
    "sg_event_id",
    "sg_message_id",
    "reason",
    "category",
  ];
  const odd = fc.tuple(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }));
  await fc.assert(
    fc.asyncProperty(fc.array(odd, { minLength: 1, maxLength: 8 }), async (values) => {
      const events = values.map(([name, value], index) => ({ ...event(ctx, email, "open", index), [name]: value }));
      const first = await world.post(events);
      expect(first.stored + first.quarantined).toBeLessThanOrEqual(events.length);
      const before = await readEvents(ctx, world.tenantId);
      expect(await world.post(events)).toMatchObject({ stored: 0, quarantined: 0 });
      expect(await readEvents(ctx, world.tenantId)).toEqual(before);
    }),
    { numRuns: 25 },
  );
});

it("an event nested 100,000 deep takes effect without its depth, and so does the good one beside it", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const odd = await createSent(ctx, world);
  const post = [event(ctx, odd.email, "open", 1, { custom: "deep" }), event(ctx, email, "delivered", 2)];
  const text = JSON.stringify(post).replace('"deep"', `${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(await world.postText(text)).toMatchObject({ stored: 2, quarantined: 0 });
  expect((await readEmail(ctx, world.tenantId, odd.email.id)).open_count).toBe(1);
  expect((await readEmail(ctx, world.tenantId, email.id)).delivered_at).not.toBeNull();
});

it("a click told twice with blanks around its link is one link, no burst", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  await world.post(event(ctx, email, "click", 1, { url: " https://a.test " }));
  await world.post(event(ctx, email, "click", 5, { url: " https://a.test " }));
  expect((await readEmail(ctx, world.tenantId, email.id)).clicked_at).not.toBeNull();
});

it("an empty reason does not hide the server's answer, whichever post it came in", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  for (const later of [1, 2, 3]) {
    await world.post(event(ctx, email, "deferred", later, { reason: "", response: `450 later ${later}` }));
  }
  expect((await readEmail(ctx, world.tenantId, email.id)).bounce_reason).toBe("450 later 1");
});
