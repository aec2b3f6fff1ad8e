import { describe, expect, it } from "vitest";
import { metrics } from "#lib/metrics/metrics.ts";
import { bookFact, createSenders, flushCounters, storeFact, withFaultyRedis } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { beginReputationBooking, finishReputationBooking, markHoursForRecount } from "./book-counts.ts";
import { checkReputationDrift } from "./check-reputation-drift.ts";
import { hourKey } from "./counter-store.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import { getEmailReputation, readHealthMaps } from "./read-health-maps.ts";
import { rebuildReputation } from "./rebuild-reputation.ts";

const ctx = createTestContext();
const at = ctx.now();
const epochHour = epochHourOf(at);
const hours = 26;

/** A tenant with five messages counted in the open hour and three in the one before it. */
async function createCounted() {
  const { tenantId, senders } = await createSenders(ctx, 2);
  await readHealthMaps(ctx, tenantId);
  const fact = { sender: senders[0], metric: "sent", count: 5, at } as const;
  await bookFact(ctx, tenantId, fact);
  await bookFact(ctx, tenantId, {
    ...fact,
    sender: senders[1] ?? senders[0],
    count: 3,
    at: new Date(at.getTime() - 3_600_000),
  });
  return { tenantId, sender: senders[0], check: () => checkReputationDrift(ctx, { tenantId }) };
}

const clean = { compared: hours, busy: 0, drifted_hours: 0, drifted_counters: 0, unreadable: 0 };

describe("counters that are right", () => {
  it("are compared hour by hour and left alone", async () => {
    const { tenantId, check } = await createCounted();
    expect(await check()).toEqual(clean);
    expect(await ctx.forTenant(tenantId, (tx) => tx.reputationDirty.count())).toBe(0);
  });

  it("of a tenant that never sent anything", async () => {
    const { tenantId } = await createSenders(ctx, 1);
    await readHealthMaps(ctx, tenantId);
    expect(await checkReputationDrift(ctx, { tenantId })).toEqual(clean);
  });
});

describe("drift", () => {
  it.each([
    ["a count too high", (key: string) => ctx.redis.call("BITFIELD", key, "INCRBY", "u32", "#0", 1), 1],
    ["a count too low", (key: string) => ctx.redis.call("BITFIELD", key, "INCRBY", "u32", "#0", -1), 1],
    ["a scope that has no counts", (key: string) => ctx.redis.call("BITFIELD", key, "SET", "u32", "#700", 9), 1],
    ["an hour of nothing", (key: string) => ctx.redis.set(key, Buffer.alloc(4)), 4],
  ])("%s is found, counted, and gone with the next reading", async (_name, spoil, counters) => {
    const { tenantId, check } = await createCounted();
    await spoil(hourKey(tenantId, epochHour));
    const before = await driftedSoFar();
    expect(await check()).toEqual({ ...clean, drifted_hours: 1, drifted_counters: counters });
    expect((await driftedSoFar()) - before).toBe(counters);
    expect((await getEmailReputation(ctx, tenantId)).metrics.sent).toBe(8);
    expect(await check()).toEqual(clean);
  });

  it("in an hour in which nothing happened", async () => {
    const { tenantId, check } = await createCounted();
    await ctx.redis.call("BITFIELD", hourKey(tenantId, epochHour - 9), "SET", "u32", "#0", 7);
    await ctx.redis.hincrby(`email:reputation:${tenantId}:generation`, String(epochHour - 9), 1);
    expect(await check()).toMatchObject({ drifted_hours: 1, drifted_counters: 1 });
    expect((await getEmailReputation(ctx, tenantId)).metrics.sent).toBe(8);
  });
});

describe("no drift", () => {
  it("is seen in an hour whose booking is between commit and count, nor when it was given up", async () => {
    const { tenantId, sender, check } = await createCounted();
    const ticket = await ctx.forTenant(tenantId, async (tx) => {
      await storeFact(tx, tenantId, { sender, metric: "sent", count: 1, at });
      return beginReputationBooking(tx, { tenantId, epochHours: [epochHour] });
    });
    expect(await check()).toEqual({ ...clean, compared: hours - 1, busy: 1 });
    const scopes = [0, sender.mailboxScope, sender.domainScope, sender.connectionScope];
    await finishReputationBooking(ctx, ticket, [{ epochHour, scopes, metric: "sent", count: 1 }]);
    expect(await check()).toEqual(clean);
    await ctx.forTenant(tenantId, async (tx) => {
      await storeFact(tx, tenantId, { sender, metric: "sent", count: 1, at });
      await markHoursForRecount(tx, { tenantId, epochHours: [epochHour] });
    });
    expect(await check()).toEqual({ ...clean, compared: hours - 1, busy: 1 });
  });

  it("is seen when a booking or a rebuild comes between the two sides", async () => {
    const { tenantId, sender } = await createCounted();
    const disturb = [
      () => bookFact(ctx, tenantId, { sender, metric: "sent", count: 1, at }),
      () => rebuildReputation(ctx, tenantId, { isForced: true }),
    ];
    for (const work of disturb) {
      let calls = 0;
      const forTenant: typeof ctx.forTenant = async (id, count, options) => {
        const result = await ctx.forTenant(id, count, options);
        if (calls++ === 0) await work();
        return result;
      };
      expect(await checkReputationDrift({ ...ctx, forTenant }, { tenantId })).toMatchObject({ drifted_hours: 0 });
    }
    expect((await getEmailReputation(ctx, tenantId)).metrics.sent).toBe(9);
  });

  it("is seen when a booking ends between the count and the marks", async () => {
    const { tenantId, sender } = await createCounted();
    const ticket = await ctx.forTenant(tenantId, async (tx) => {
      await storeFact(tx, tenantId, { sender, metric: "sent", count: 1, at });
      return beginReputationBooking(tx, { tenantId, epochHours: [epochHour] });
    });
    const scopes = [0, sender.mailboxScope, sender.domainScope, sender.connectionScope];
    let calls = 0;
    const forTenant: typeof ctx.forTenant = async (id, work, options) => {
      calls += 1;
      // The first is the count, the second the marks.
      if (calls === 2) await finishReputationBooking(ctx, ticket, [{ epochHour, scopes, metric: "sent", count: 1 }]);
      return ctx.forTenant(id, work, options);
    };
    expect(await checkReputationDrift({ ...ctx, forTenant }, { tenantId })).toEqual(clean);
    expect(calls).toBeGreaterThan(2);
  });

  it("can be judged with Redis away or flushed: the next reader rebuilds anyway", async () => {
    const { tenantId, check } = await createCounted();
    const unreadable = { ...clean, compared: 0, unreadable: hours };
    expect(await checkReputationDrift(withFaultyRedis(ctx, "redis_away"), { tenantId })).toEqual(unreadable);
    await flushCounters(ctx, tenantId);
    expect(await check()).toEqual(unreadable);
    await readHealthMaps(ctx, tenantId);
    expect(await check()).toEqual(clean);
  });
});

async function driftedSoFar(): Promise<number> {
  return (await metrics().driftedCounters.get()).values[0]?.value ?? 0;
}

it("raises an alert for drift, which the next clean comparison ends and one that could not be made does not", async () => {
  const { tenantId, check } = await createCounted();
  const alerts = () => ctx.forTenant(tenantId, (tx) => tx.alert.findMany());
  await ctx.redis.call("BITFIELD", hourKey(tenantId, epochHour), "INCRBY", "u32", "#0", 2);
  await check();
  expect(await alerts()).toMatchObject([
    { kind: "reputation_drift", closed_at: null, evidence: { hours: 1, counters: 1 } },
  ]);
  await checkReputationDrift(withFaultyRedis(ctx, "redis_away"), { tenantId });
  expect(await alerts()).toMatchObject([{ closed_at: null }]);
  await readHealthMaps(ctx, tenantId);
  await check();
  expect(await alerts()).toMatchObject([{ closed_at: ctx.now() }]);
});
