import { describe, expect, it } from "vitest";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event, type RawEvent, readEmail, readEvents } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const nameless = { outreach_email_id: undefined, "smtp-id": undefined, sg_message_id: undefined };

describe("which message an event is about", () => {
  async function twoMessages() {
    const world = await createWorld(ctx);
    const one = await createSent(ctx, world, { email: { provider_message_id: "sg-one" } });
    const two = await createSent(ctx, world, { email: { provider_message_id: "sg-two" } });
    const opens = async () => {
      const rows = [one, two].map(({ email }) => readEmail(ctx, world.tenantId, email.id));
      return (await Promise.all(rows)).map((row) => row.open_count);
    };
    return { world, one: one.email, two: two.email, opens };
  }
  type Two = Awaited<ReturnType<typeof twoMessages>>;

  it.each<{ name: string; fields: (two: Two) => RawEvent; expected: [number, number] }>([
    { name: "our id", fields: ({ one }) => ({ outreach_email_id: one.id }), expected: [1, 0] },
    {
      name: "our id in capitals",
      fields: ({ one }) => ({ outreach_email_id: one.id.toUpperCase() }),
      expected: [1, 0],
    },
    { name: "the Message-ID", fields: ({ two }) => ({ "smtp-id": two.message_id }), expected: [0, 1] },
    { name: "the provider's id", fields: () => ({ sg_message_id: "sg-two" }), expected: [0, 1] },
    {
      name: "the provider's id up to its first dot",
      fields: () => ({ sg_message_id: "sg-two.recvd-1.2" }),
      expected: [0, 1],
    },
    {
      name: "our id before the Message-ID",
      fields: ({ one, two }) => ({ outreach_email_id: one.id, "smtp-id": two.message_id }),
      expected: [1, 0],
    },
    {
      name: "the Message-ID before the provider's id",
      fields: ({ two }) => ({ "smtp-id": two.message_id, sg_message_id: "sg-one.x" }),
      expected: [0, 1],
    },
    {
      name: "the Message-ID, when our id is unknown",
      fields: ({ two }) => ({ outreach_email_id: crypto.randomUUID(), "smtp-id": two.message_id }),
      expected: [0, 1],
    },
    {
      name: "the provider's id, when the Message-ID is unknown",
      fields: () => ({ "smtp-id": "<nobody@send.test>", sg_message_id: "sg-one.x" }),
      expected: [1, 0],
    },
    { name: "nothing we know: nobody's", fields: () => ({ sg_message_id: "sg-onetwo.x" }), expected: [0, 0] },
    { name: "the address alone: nobody's", fields: () => ({}), expected: [0, 0] },
  ])("$name", async ({ fields, expected }) => {
    const two = await twoMessages();
    const result = await two.world.post(event(ctx, two.one, "open", 9, { ...nameless, ...fields(two) }));
    expect(result).toMatchObject({ stored: 1, parked: expected.includes(1) ? 0 : 1 });
    expect(await two.opens()).toEqual(expected);
  });

  it("learns the provider's id from an event by our id or by Message-ID, for later events", async () => {
    const world = await createWorld(ctx);
    const [one, two] = [await createSent(ctx, world), await createSent(ctx, world)];
    await world.post([
      event(ctx, one.email, "processed", 1, { sg_message_id: "learned-one.recvd.1", "smtp-id": undefined }),
      event(ctx, two.email, "processed", 1, { sg_message_id: "learned-two.recvd.1", outreach_email_id: undefined }),
    ]);
    const later = (id: string) =>
      event(ctx, one.email, "open", 9, { ...nameless, sg_message_id: `${id}.other.7`, ip: id });
    expect(await world.post([later("learned-one"), later("learned-two")])).toMatchObject({ stored: 2, parked: 0 });
    for (const { email } of [one, two]) expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(1);
  });

  it("is never one that came in: replies are no mail of ours", async () => {
    const world = await createWorld(ctx);
    const { outreach } = await createSent(ctx, world);
    const reply = await createTestEmail(ctx, world.tenantId, outreach.id, {
      direction: "inbound",
      kind: "reply",
      provider_message_id: "sg-reply",
    });
    const result = await world.post([
      event(ctx, reply, "open", 1),
      event(ctx, reply, "open", 2, { ...nameless, sg_message_id: "sg-reply.x" }),
    ]);
    expect(result).toMatchObject({ stored: 2, parked: 2 });
    expect((await readEmail(ctx, world.tenantId, reply.id)).open_count).toBe(0);
  });

  it("may be several in one post, each with its own", async () => {
    const { world, one, two, opens } = await twoMessages();
    const events = [1, 2, 3].flatMap((second) => [
      event(ctx, one, "open", second),
      event(ctx, two, "delivered", second),
    ]);
    await world.post([...events, event(ctx, two, "open", 9)]);
    expect(await opens()).toEqual([3, 1]);
    const about = (await readEvents(ctx, world.tenantId)).map((row) => row.outreach_email_id);
    expect([about.filter((id) => id === one.id).length, about.filter((id) => id === two.id).length]).toEqual([3, 4]);
  });
});

describe("ids that were used twice", () => {
  it("one event id for two messages at one second: the first stands, the other changes nothing", async () => {
    const world = await createWorld(ctx);
    const [one, two] = [await createSent(ctx, world), await createSent(ctx, world)];
    await world.post(event(ctx, one.email, "delivered", 5, { sg_event_id: "shared" }));
    const open = event(ctx, two.email, "open", 9);
    expect(await world.post([event(ctx, two.email, "delivered", 5, { sg_event_id: "shared" }), open])).toMatchObject({
      received: 2,
      stored: 1,
      parked: 0,
    });
    expect(await readEmail(ctx, world.tenantId, two.email.id)).toMatchObject({ delivered_at: null, open_count: 1 });
  });

  it("a click whose burst partner was refused as a repetition stays a person's", async () => {
    const world = await createWorld(ctx);
    const [one, two] = [await createSent(ctx, world), await createSent(ctx, world)];
    await world.post(event(ctx, one.email, "click", 5, { sg_event_id: "shared", url: "https://a.test/1" }));
    await world.post([
      event(ctx, two.email, "click", 5, { sg_event_id: "shared", url: "https://a.test/2" }),
      event(ctx, two.email, "click", 9, { url: "https://a.test/3" }),
    ]);
    const rows = (await readEvents(ctx, world.tenantId)).filter((row) => row.outreach_email_id === two.email.id);
    expect(rows).toMatchObject([{ metric: 5, machine: false, machine_reason: null }]);
    expect((await readEmail(ctx, world.tenantId, two.email.id)).clicked_at).toEqual(rows[0]?.occurred_at);
  });

  it("the same id in two tenants is two events", async () => {
    const [ours, theirs] = [await createWorld(ctx), await createWorld(ctx)];
    for (const world of [ours, theirs]) {
      const { email } = await createSent(ctx, world);
      expect(await world.post(event(ctx, email, "open", 5, { sg_event_id: "shared" }))).toMatchObject({ stored: 1 });
    }
  });
});
