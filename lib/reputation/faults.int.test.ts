import { describe, expect, it } from "vitest";
import {
  ageMarks,
  bookFact,
  createSenders,
  flushCounters,
  rawHours,
  storeFact,
  withFaultyRedis,
} from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { beginReputationBooking, finishReputationBooking, markHoursForRecount } from "./book-counts.ts";
import { headKey, hourKey } from "./counter-store.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import { staleThrottle } from "./policy/stale-throttle.ts";
import { getEmailReputation, readHealthMaps } from "./read-health-maps.ts";
import { rebuildReputation } from "./rebuild-reputation.ts";
import { lockGeneration } from "./repo.ts";

const ctx = createTestContext();
const at = ctx.now();
const epochHour = epochHourOf(at);

function countMarks(tenantId: string): Promise<number> {
  return ctx.forTenant(tenantId, (tx) => tx.reputationDirty.count());
}

async function sentOf(tenantId: string): Promise<number> {
  return (await getEmailReputation(ctx, tenantId)).metrics.sent;
}

/** A tenant with valid counters and one stored send that is not booked yet. */
async function openBooking() {
  const { tenantId, senders } = await createSenders(ctx, 1);
  await readHealthMaps(ctx, tenantId);
  const ticket = await ctx.forTenant(tenantId, async (tx) => {
    await storeFact(tx, tenantId, { sender: senders[0], metric: "sent", count: 1, at });
    return beginReputationBooking(tx, { tenantId, epochHours: [epochHour] });
  });
  const finish = () => {
    const { mailboxScope, domainScope, connectionScope } = senders[0];
    const scopes = [0, mailboxScope, domainScope, connectionScope];
    return finishReputationBooking(ctx, ticket, [{ epochHour, scopes, metric: "sent", count: 1 }]);
  };
  return { tenantId, sender: senders[0], ticket, finish };
}

describe("a booking that is cut off", () => {
  it("leaves no mark when all goes well, and is seen at once", async () => {
    const { tenantId, finish } = await openBooking();
    expect(await countMarks(tenantId)).toBe(1);
    await finish();
    expect(await countMarks(tenantId)).toBe(0);
    expect(await sentOf(tenantId)).toBe(1);
  });

  it("is recounted when its writer died between the commit and Redis", async () => {
    const { tenantId } = await openBooking();
    expect(await sentOf(tenantId)).toBe(0);
    await ageMarks(ctx, tenantId);
    expect(await sentOf(tenantId)).toBe(1);
    expect(await countMarks(tenantId)).toBe(0);
  });

  it("counts once when it comes back after it was recounted, however often", async () => {
    const { tenantId, finish } = await openBooking();
    await rebuildReputation(ctx, tenantId);
    await finish();
    await finish();
    expect(await sentOf(tenantId)).toBe(1);
    expect(await countMarks(tenantId)).toBe(0);
  });

  it("counts once when Redis took it and the answer was lost", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    await readHealthMaps(ctx, tenantId);
    await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 3, at }, "answer_lost");
    expect(Object.values(await rawHours(ctx, tenantId))).toHaveLength(1);
    expect(await sentOf(tenantId)).toBe(3);
  });

  it("never throws and is recounted when it names an hour it had not marked", async () => {
    const { tenantId, sender, ticket } = await openBooking();
    const change = { scopes: [0, sender.mailboxScope], metric: "sent" as const, count: 7 };
    await finishReputationBooking(ctx, ticket, [{ ...change, epochHour: epochHour - 3 }]);
    expect(await sentOf(tenantId)).toBe(0);
    await ctx.forTenant(tenantId, (tx) => markHoursForRecount(tx, { tenantId, epochHours: [epochHour] }));
    expect(await sentOf(tenantId)).toBe(1);
  });

  it("of a transaction that rolls back leaves nothing", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    const work = ctx.forTenant(tenantId, async (tx) => {
      await storeFact(tx, tenantId, { sender: senders[0], metric: "sent", count: 1, at });
      await beginReputationBooking(tx, { tenantId, epochHours: [epochHour] });
      throw new Error("stop");
    });
    await expect(work).rejects.toThrow("stop");
    expect([await countMarks(tenantId), await sentOf(tenantId)]).toEqual([0, 0]);
  });
});

it("a rebuild waits for the writers that came first, and gives way rather than block them for long", async () => {
  const { tenantId, senders } = await createSenders(ctx, 1);
  const hold = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const writer = ctx.forTenant(tenantId, async (tx) => {
    await storeFact(tx, tenantId, { sender: senders[0], metric: "sent", count: 1, at });
    await beginReputationBooking(tx, { tenantId, epochHours: [epochHour] });
    begun.resolve();
    await hold.promise;
  });
  await begun.promise;
  await expect(ctx.forTenant(tenantId, (tx) => lockGeneration(tx, tenantId))).rejects.toMatchObject({ code: "55P03" });
  const rebuilt = rebuildReputation(ctx, tenantId);
  hold.resolve();
  await writer;
  expect(await rebuilt).toMatchObject({ kind: "rebuilt" });
  expect(await countMarks(tenantId)).toBe(0);
  expect(await sentOf(tenantId)).toBe(1);
});

describe("what happens to Redis", () => {
  it("flushed while writers write: nothing is lost and nothing counted twice", async () => {
    const { tenantId, senders } = await createSenders(ctx, 3);
    const write = async (i: number) => {
      const sender = senders[i % 3] ?? senders[0];
      await bookFact(ctx, tenantId, { sender, metric: "sent", count: 1, at });
      if (i % 7 === 3) await flushCounters(ctx, tenantId);
      if (i % 5 === 1) await readHealthMaps(ctx, tenantId);
      if (i % 11 === 4) await rebuildReputation(ctx, tenantId, { isForced: true });
    };
    for (let round = 0; round < 4; round += 1)
      await Promise.all(Array.from({ length: 8 }, (_, i) => write(round * 8 + i)));
    expect(await sentOf(tenantId)).toBe(32);
    expect(await countMarks(tenantId)).toBe(0);
  });

  it("two rebuilds at once: the second finds everything intact", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 2, at });
    const results = await Promise.all([rebuildReputation(ctx, tenantId), rebuildReputation(ctx, tenantId)]);
    expect(results.map((result) => result.kind).sort()).toEqual(["intact", "rebuilt"]);
    expect(await sentOf(tenantId)).toBe(2);
  });

  it("one hour evicted: noticed by the next reader, and by the next writer", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    await readHealthMaps(ctx, tenantId);
    const fact = { sender: senders[0], metric: "sent" as const, count: 2, at };
    await bookFact(ctx, tenantId, fact);
    expect(await sentOf(tenantId)).toBe(2);
    await ctx.redis.del(hourKey(tenantId, epochHour));
    expect(await sentOf(tenantId)).toBe(2);
    await ctx.redis.del(hourKey(tenantId, epochHour));
    await bookFact(ctx, tenantId, fact);
    expect(await sentOf(tenantId)).toBe(4);
  });

  it("a rebuild that fails in Redis changes nothing in Postgres", async () => {
    const { tenantId, finish } = await openBooking();
    await flushCounters(ctx, tenantId);
    await expect(rebuildReputation(withFaultyRedis(ctx, "redis_away"), tenantId)).rejects.toThrow("cannot be reached");
    expect(await countMarks(tenantId)).toBe(1);
    await finish();
    expect(await sentOf(tenantId)).toBe(1);
  });

  it("counters of a rebuild that was rolled back are not believed", async () => {
    const { tenantId, finish } = await openBooking();
    await finish();
    await ctx.redis.hset(headKey(tenantId), "generation", 12345);
    await ctx.redis.setrange(hourKey(tenantId, epochHour), 0, "\x00\x00\x00\x63");
    expect(await sentOf(tenantId)).toBe(1);
  });

  it("away with a snapshot: the last good maps, as stale, then paused", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 2, at });
    const fresh = await readHealthMaps(ctx, tenantId);
    const away = withFaultyRedis(ctx, "redis_away");
    await bookFact(away, tenantId, { sender: senders[0], metric: "sent", count: 5, at });
    const stale = await readHealthMaps(away, tenantId);
    expect(stale).toMatchObject({ isStale: true, readAt: fresh.readAt, global: { metrics: { sent: 2 } } });
    expect(staleThrottle(stale, at)).toBe("reduced");
    expect(staleThrottle(stale, new Date(at.getTime() + 301_000))).toBe("paused");
    expect(await readHealthMaps(ctx, tenantId)).toMatchObject({ isStale: false, global: { metrics: { sent: 7 } } });
  });

  it("away without a snapshot: counted in Postgres, and stale all the same", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 2, at });
    const maps = await readHealthMaps(withFaultyRedis(ctx, "redis_away"), tenantId);
    expect(maps).toMatchObject({ isStale: true, readAt: at, global: { metrics: { sent: 2 } } });
    expect(maps.mailboxes.get(senders[0].fromEmail)?.metrics.sent).toBe(2);
  });

  it("away together with Postgres and no snapshot: says so", async () => {
    const { tenantId } = await createSenders(ctx, 1);
    const forTenant = async () => {
      throw new Error("Connection terminated");
    };
    const dead = { ...withFaultyRedis(ctx, "redis_away"), forTenant };
    await expect(readHealthMaps(dead, tenantId)).rejects.toMatchObject({ code: "dependency_unavailable" });
  });
});

it("a reader that knows the closed hours sees a late event written by somebody else", async () => {
  const { tenantId, senders } = await createSenders(ctx, 1);
  const late = new Date(at.getTime() - 10 * 3_600_000);
  await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 2, at: late });
  expect(await sentOf(tenantId)).toBe(2);
  await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 3, at: late });
  expect(await sentOf(tenantId)).toBe(5);
});

it("opens count as measured only where every message of the window was open-tracked", async () => {
  const { tenantId, senders } = await createSenders(ctx, 3);
  const [a, b] = [senders[0], senders[1] ?? senders[0]];
  await ctx.forTenant(tenantId, async (tx) => {
    await storeFact(tx, tenantId, { sender: a, metric: "sent", count: 60, at });
    await storeFact(tx, tenantId, { sender: b, metric: "sent", count: 60, at });
    await storeFact(tx, tenantId, { sender: b, metric: "sent", count: 1, at }, { isOpenTracked: false });
    await storeFact(
      tx,
      tenantId,
      { sender: a, metric: "sent", count: 1, at: new Date(at.getTime() - 26 * 3_600_000) },
      { isOpenTracked: false },
    );
  });
  const maps = await readHealthMaps(ctx, tenantId);
  const isTracked = (email: string) => maps.mailboxes.get(email)?.metrics.open_tracking;
  expect([isTracked(a.fromEmail), isTracked(b.fromEmail)]).toEqual([true, false]);
  expect(maps.domains.get(b.domain)?.metrics).toMatchObject({ open_tracking: false, open_rate: null });
  expect(maps.global.metrics.open_tracking).toBe(false);
});
