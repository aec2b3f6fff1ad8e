import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bookFact,
  createSenders,
  type Fault,
  flushCounters,
  rawHours,
  type TestFact,
} from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { epochHourOf, windowHoursAt } from "./policy/booking-hour.ts";
import { getEmailReputation, getEmailReputationScoped, readHealthMaps } from "./read-health-maps.ts";
import { rebuildReputation } from "./rebuild-reputation.ts";
import { type ReputationCounts, reputationMetrics } from "./types.ts";

const ctx = createTestContext();
const start = new Date("2026-06-10T16:20:00Z").getTime();
const hourMs = 3_600_000;

/** Counts by hand what the window at the context's time holds. */
function bruteForce(facts: TestFact[], belongs: (fact: TestFact) => boolean): ReputationCounts {
  const hours = new Set(windowHoursAt(ctx.now()));
  const counts = Object.fromEntries(reputationMetrics.map((metric) => [metric, 0])) as ReputationCounts;
  for (const fact of facts) {
    if (hours.has(epochHourOf(fact.at)) && belongs(fact)) counts[fact.metric] += fact.count;
  }
  return counts;
}

/** The counters as answered, with inferred deliveries taken back. */
function countsOf({ metrics }: { metrics: ReputationCounts & { delivered_inferred: boolean } }): ReputationCounts {
  const counts = Object.fromEntries(reputationMetrics.map((metric) => [metric, metrics[metric]])) as ReputationCounts;
  return metrics.delivered_inferred ? { ...counts, delivered: 0 } : counts;
}

async function expectExact(tenantId: string, facts: TestFact[]): Promise<void> {
  const maps = await readHealthMaps(ctx, tenantId);
  expect(maps.isStale).toBe(false);
  expect(countsOf(maps.global)).toEqual(bruteForce(facts, () => true));
  for (const [domain, reputation] of maps.domains) {
    expect(countsOf(reputation)).toEqual(bruteForce(facts, (fact) => fact.sender.domain === domain));
  }
  for (const [fromEmail, reputation] of maps.mailboxes) {
    expect(countsOf(reputation)).toEqual(bruteForce(facts, (fact) => fact.sender.fromEmail === fromEmail));
  }
  for (const [connectionId, reputation] of maps.connections) {
    expect(countsOf(reputation)).toEqual(bruteForce(facts, (fact) => fact.sender.connectionId === connectionId));
  }
}

type Step = {
  waitMinutes: number;
  ageMinutes: number;
  sender: number;
  metric: number;
  count: number;
  fault: Fault;
  isRead: boolean;
};

const anyStep: fc.Arbitrary<Step> = fc.record({
  waitMinutes: fc.oneof(
    { weight: 4, arbitrary: fc.nat({ max: 30 }) },
    { weight: 1, arbitrary: fc.nat({ max: 1_000 }) },
  ),
  ageMinutes: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 90 }) }, { weight: 1, arbitrary: fc.nat({ max: 1_700 }) }),
  sender: fc.nat({ max: 2 }),
  metric: fc.nat({ max: reputationMetrics.length - 1 }),
  count: fc.integer({ min: 1, max: 4 }),
  fault: fc.oneof(
    { weight: 6, arbitrary: fc.constant<Fault>("none") },
    { weight: 3, arbitrary: fc.constantFrom<Fault>("crash_before_redis", "redis_away", "answer_lost", "flushed") },
  ),
  isRead: fc.boolean(),
});

describe("counters against a count by hand", () => {
  it("agree over random events, hours, gaps, late events and faults; a rebuild changes no bit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
        const { tenantId, senders } = await createSenders(ctx);
        const facts: TestFact[] = [];
        ctx.setNow(new Date(start));
        for (const step of steps) {
          ctx.setNow(new Date(ctx.now().getTime() + step.waitMinutes * 60_000));
          const at = new Date(ctx.now().getTime() - step.ageMinutes * 60_000);
          const sender = senders[step.sender] ?? senders[0];
          const fact = { sender, metric: reputationMetrics[step.metric] ?? "sent", count: step.count, at };
          facts.push(fact);
          await bookFact(ctx, tenantId, fact, step.fault);
          if (step.isRead) await expectExact(tenantId, facts);
        }
        await expectExact(tenantId, facts);
        await rebuildReputation(ctx, tenantId, { isForced: true });
        const rebuilt = await rawHours(ctx, tenantId);
        await flushCounters(ctx, tenantId);
        await expectExact(tenantId, facts);
        expect(await rawHours(ctx, tenantId)).toEqual(rebuilt);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it("leave the same strings behind as a rebuild when nothing goes wrong", async () => {
    const { tenantId, senders } = await createSenders(ctx);
    ctx.setNow(new Date(start));
    await rebuildReputation(ctx, tenantId);
    const facts: TestFact[] = [];
    for (let i = 0; i < 40; i += 1) {
      const metric = reputationMetrics[i % 7] ?? "sent";
      const at = new Date(start - (i % 9) * 0.7 * hourMs);
      facts.push({ sender: senders[i % 3] ?? senders[0], metric, count: 1 + (i % 4), at });
    }
    for (const fact of facts) await bookFact(ctx, tenantId, fact);
    const booked = await rawHours(ctx, tenantId);
    expect(Object.keys(booked).length).toBeGreaterThan(4);
    expect(await rebuildReputation(ctx, tenantId)).toEqual({ kind: "intact" });
    expect(await rebuildReputation(ctx, tenantId, { isForced: true })).toEqual({ kind: "rebuilt", hours: 26 });
    expect(await rawHours(ctx, tenantId)).toEqual(booked);
  });
});

describe("the window", () => {
  it("holds the open hour and 24 closed ones, and lets an hour go whole", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    ctx.setNow("2026-06-10T16:20:00Z");
    await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 5, at: ctx.now() });
    ctx.setNow("2026-06-11T16:59:59Z");
    expect((await getEmailReputation(ctx, tenantId)).metrics.sent).toBe(5);
    ctx.setNow("2026-06-11T17:00:00Z");
    expect((await getEmailReputation(ctx, tenantId)).metrics.sent).toBe(0);
  });

  it("judges delivery on hours that ended an hour ago, and bounces at once", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    const [sender] = senders;
    ctx.setNow("2026-06-10T14:10:00Z");
    await bookFact(ctx, tenantId, { sender, metric: "sent", count: 100, at: ctx.now() });
    await bookFact(ctx, tenantId, { sender, metric: "delivered", count: 100, at: ctx.now() });
    ctx.setNow("2026-06-10T16:10:00Z");
    await bookFact(ctx, tenantId, { sender, metric: "sent", count: 100, at: ctx.now() });
    const before = await getEmailReputationScoped(ctx, tenantId, "mailbox", sender.fromEmail);
    expect(before).toMatchObject({
      scope: "mailbox",
      scope_key: sender.fromEmail,
      metrics: { delivery_rate: 1, settled: { sent: 100, delivered: 100, bounced: null, complained: null } },
    });
    await bookFact(ctx, tenantId, { sender, metric: "bounced", count: 40, at: ctx.now() });
    const after = await getEmailReputationScoped(ctx, tenantId, "domain", sender.domain.toUpperCase());
    expect(after).toMatchObject({ status: "critical", throttle: "paused", metrics: { bounced: 40, bounce_rate: 0.2 } });
  });

  it("lives in Redis until 26 hours after its hour began", async () => {
    const { tenantId, senders } = await createSenders(ctx, 1);
    ctx.setNow("2026-06-10T16:20:00Z");
    await readHealthMaps(ctx, tenantId);
    await bookFact(ctx, tenantId, { sender: senders[0], metric: "sent", count: 1, at: ctx.now() });
    const ttl = await ctx.redis.ttl(`email:reputation:${tenantId}:${epochHourOf(ctx.now())}`);
    expect(ttl).toBeGreaterThan(25.6 * 3_600);
    expect(ttl).toBeLessThanOrEqual(26 * 3_600 - 20 * 60);
  });
});
