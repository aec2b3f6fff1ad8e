import { describe, expect, it } from "vitest";
import { slotOf } from "#lib/reputation/packed-hour.ts";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { readCounters } from "#lib/reputation/read-counters.ts";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import { reputationMetrics } from "#lib/reputation/types.ts";
import { flushCounters, rawHours } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event, type RawEvent, type World } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const hourMs = 3_600_000;
const sender = { mailbox: 3, domain: 2, connection: 1, tenant: 0 };

/** What the counters hold of a scope, without zeros; `sent` is not an event's to count. */
async function countsOf(world: World, scope: number): Promise<Record<string, number>> {
  const { window } = await readCounters(ctx, world.tenantId);
  const all = reputationMetrics.map((name, metric) => [name, window.total[slotOf(scope, metric)] ?? 0] as const);
  return Object.fromEntries(all.filter(([name, count]) => count > 0 && name !== "sent"));
}

/** The counters after everything in Redis is gone and was counted anew from the events. */
async function recounted(world: World, scope: number) {
  await flushCounters(ctx, world.tenantId);
  return countsOf(world, scope);
}

/** Hours that wait to be counted anew, or for their writer. */
async function marksOf({ tenantId }: World): Promise<number> {
  return ctx.forTenant(tenantId, (tx) => tx.reputationDirty.count());
}

type Row = { name: string; events: [string, number, RawEvent?][]; expected: Record<string, number> };

describe("what each event counts as, on mailbox, domain, connection and tenant", () => {
  it.each<Row>([
    { name: "processed", events: [["processed", 1]], expected: {} },
    {
      name: "delivered, twice",
      events: [
        ["delivered", 1],
        ["delivered", 9],
      ],
      expected: { delivered: 1 },
    },
    {
      name: "opens of a person",
      events: [
        ["open", 1],
        ["open", 9],
      ],
      expected: { opened: 1 },
    },
    { name: "open of a machine", events: [["open", 1, { sg_machine_open: true }]], expected: { opened: 1 } },
    { name: "click", events: [["click", 1, { url: "https://a.test" }]], expected: { clicked: 1 } },
    {
      name: "click of a scanner",
      events: [["click", 1, { url: "https://a.test", useragent: "curl/8" }]],
      expected: {},
    },
    {
      name: "clicks in a burst",
      events: [
        ["click", 1, { url: "https://a.test" }],
        ["click", 9, { url: "https://b.test" }],
      ],
      expected: {},
    },
    { name: "hard bounce", events: [["bounce", 1, { type: "bounce" }]], expected: { bounced: 1 } },
    {
      name: "technical bounce",
      events: [["bounce", 1, { type: "bounce", bounce_classification: "Technical Failure" }]],
      expected: { bounced: 1 },
    },
    { name: "blocked", events: [["bounce", 1, { type: "blocked" }]], expected: { blocked: 1 } },
    {
      name: "bad reputation",
      events: [["bounce", 1, { bounce_classification: "Reputation" }]],
      expected: { blocked: 1 },
    },
    {
      name: "deferred",
      events: [
        ["deferred", 1],
        ["deferred", 2],
        ["deferred", 3],
      ],
      expected: {},
    },
    { name: "dropped", events: [["dropped", 1, { reason: "Bounced Address" }]], expected: {} },
    { name: "spamreport", events: [["spamreport", 1]], expected: { complained: 1 } },
    {
      name: "unsubscribe",
      events: [
        ["unsubscribe", 1],
        ["group_unsubscribe", 2],
      ],
      expected: {},
    },
    {
      name: "a whole life",
      events: [
        ["processed", 0],
        ["deferred", 1],
        ["delivered", 2],
        ["open", 5],
        ["click", 30],
        ["spamreport", 60],
      ],
      expected: { delivered: 1, opened: 1, clicked: 1, complained: 1 },
    },
  ])("$name", async ({ events, expected }) => {
    const world = await createWorld(ctx);
    const { email } = await createSent(ctx, world);
    await world.post(events.map(([name, second, fields]) => event(ctx, email, name, second, fields)));
    for (const scope of Object.values(sender)) expect(await countsOf(world, scope)).toEqual(expected);
    for (const scope of Object.values(sender)) expect(await recounted(world, scope)).toEqual(expected);
  });
});

describe("where an event is counted", () => {
  it("in the hour in which it happened, and not at all when that is out of the window", async () => {
    const world = await createWorld(ctx);
    const sent_at = new Date(ctx.now().getTime() - 30 * hourMs);
    const old = await createSent(ctx, world, { email: { sent_at, created_at: sent_at } });
    // What is read for the first time is counted anew: the event must be added to what is there.
    expect(await countsOf(world, 0)).toEqual({});
    await world.post([event(ctx, old.email, "delivered", -29 * 3_600), event(ctx, old.email, "open", -2 * 3_600)]);
    expect(await countsOf(world, 0)).toEqual({ opened: 1 });
    expect(Object.keys(await rawHours(ctx, world.tenantId))).toEqual([String(epochHourOf(ctx.now()) - 2)]);
  });

  it("of an earlier cycle too: reputation knows no cycles", async () => {
    const world = await createWorld(ctx);
    const { email } = await createSent(ctx, world, { outreach: { re_contact_cycle: 3 } });
    await world.post([event(ctx, email, "open", 1), event(ctx, email, "spamreport", 2)]);
    expect(await countsOf(world, sender.mailbox)).toEqual({ opened: 1, complained: 1 });
  });

  it("with the scopes of its own message, message by message", async () => {
    const world = await createWorld(ctx);
    const one = await createSent(ctx, world);
    const two = await createSent(ctx, world, { email: { mailbox_scope: 5, domain_scope: 4, connection_scope: 1 } });
    const bounce = (email: typeof one.email) => event(ctx, email, "bounce", 1, { type: "bounce" });
    await world.post([bounce(one.email), bounce(two.email)]);
    const counts = await Promise.all([0, 1, 2, 3, 4, 5].map((scope) => countsOf(world, scope)));
    expect(counts.map((count) => count.bounced)).toEqual([2, 2, 1, 1, 1, 1]);
  });

  it("for one's own tenant alone", async () => {
    const [ours, theirs] = [await createWorld(ctx), await createWorld(ctx)];
    const { email } = await createSent(ctx, ours);
    await ours.post(event(ctx, email, "delivered", 1));
    expect(await countsOf(theirs, 0)).toEqual({});
  });
});

describe("a count that must be taken back", () => {
  it("leaves the hour when a burst turns its click into a machine's", async () => {
    const world = await createWorld(ctx);
    const { email } = await createSent(ctx, world);
    await world.post(event(ctx, email, "click", 1, { url: "https://a.test" }));
    expect(await countsOf(world, sender.domain)).toEqual({ clicked: 1 });
    await world.post(event(ctx, email, "click", 11, { url: "https://b.test" }));
    expect(await countsOf(world, sender.domain)).toEqual({});
  });

  it("moves to the hour of an earlier event that came later", async () => {
    const world = await createWorld(ctx);
    const { email } = await createSent(ctx, world, {
      email: { created_at: new Date(ctx.now().getTime() - 9 * hourMs) },
    });
    await world.post(event(ctx, email, "open", -60));
    expect(await countsOf(world, 0)).toEqual({ opened: 1 });
    await world.post(event(ctx, email, "open", -5 * 3_600));
    // Nothing is left to be counted anew: it costs the more, the more the tenant sends.
    expect(await marksOf(world)).toBe(0);
    expect(await countsOf(world, 0)).toEqual({ opened: 1 });
    const hours = Object.keys(await rawHours(ctx, world.tenantId));
    expect(hours).toContain(String(epochHourOf(ctx.now()) - 5));
    expect(await recounted(world, 0)).toEqual({ opened: 1 });
  });

  it.each([
    { name: "moves to an earlier event", what: "open", later: -3 * 3_600, counter: "opened" },
    { name: "turns out to be a machine's", what: "click", later: 5, counter: "clicked" },
  ] as const)("leaves the history of days ago as well when it $name", async ({ what, later, counter }) => {
    const world = await createWorld(ctx);
    const sent_at = new Date(ctx.now().getTime() - 40 * hourMs);
    const { email } = await createSent(ctx, world, { email: { sent_at, created_at: sent_at } });
    const hourOf = async () => {
      await rollUpReputation(ctx, { tenantId: world.tenantId });
      const place = { epoch_hour: epochHourOf(ctx.now()) - 30, scope_index: sender.mailbox };
      return ctx.forTenant(world.tenantId, (tx) => tx.reputationHour.findFirst({ where: place }));
    };
    await world.post(event(ctx, email, what, -30 * 3_600, { url: "https://a.test" }));
    expect(await hourOf()).toMatchObject({ [counter]: 1 });
    await world.post(event(ctx, email, what, -30 * 3_600 + later, { url: "https://b.test" }));
    expect(await hourOf()).toBeNull();
  });

  it("is right again after posts that crossed", async () => {
    const world = await createWorld(ctx);
    const { email } = await createSent(ctx, world);
    const posts = Array.from({ length: 10 }, (_, index) => [
      event(ctx, email, "delivered", -index * 3_600),
      event(ctx, email, "click", -index * 3_600, { url: `https://a.test/${index}` }),
    ]);
    await Promise.all(posts.map((events) => world.post(events)));
    expect(await countsOf(world, 0)).toEqual({ delivered: 1, clicked: 1 });
    const before = await rawHours(ctx, world.tenantId);
    expect(await recounted(world, 0)).toEqual({ delivered: 1, clicked: 1 });
    expect(Object.keys(await rawHours(ctx, world.tenantId))).toEqual(expect.arrayContaining([Object.keys(before)[0]]));
  });
});
