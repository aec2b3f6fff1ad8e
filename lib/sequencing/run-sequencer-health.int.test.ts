import { Redis } from "ioredis";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { recordEmailEventScoped, type ScopedEvent } from "#lib/reputation/record-email-event-scoped.ts";
import type { ReputationMetric } from "#lib/reputation/types.ts";
import { createTestConnection, createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { storeFact } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

const ctx = createTestContext();
const { ledgerOf, outreachOf, dueProspects } = planningWorld(ctx);
beforeEach(() => ctx.setNow("2026-06-10T16:00:00Z"));

/** A domain with one mailbox, and what happened to it two hours ago. */
async function domainWith(tenantId: string, counts: Partial<Record<ReputationMetric, number>>, mailbox: object = {}) {
  const domain = await createTestDomain(ctx, tenantId);
  const box = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id, ...mailbox });
  const occurredAt = new Date(ctx.now().getTime() - 2 * 3_600_000);
  const scope = {
    tenantId,
    domain: domain.domain,
    fromEmail: box.from_email,
    connectionId: box.provider_connection_id,
    occurredAt,
  };
  for (const [name, count] of Object.entries(counts)) {
    const metric = name as ReputationMetric;
    const store: ScopedEvent["store"] = (tx, { scopes, occurredAt: at }) =>
      storeFact(tx, tenantId, { sender: { ...scope, ...scopes }, metric, count, at });
    await recordEmailEventScoped(ctx, metric, { ...scope, count, store });
  }
  return box;
}

describe("reputation", () => {
  it("passes over the domain that bounces, and goes on with the other in the same run (plan: verification 1)", async () => {
    const tenantId = await createTestTenant(ctx);
    const link = { provider_connection_id: (await createTestConnection(ctx, tenantId)).id };
    const bad = await domainWith(tenantId, { sent: 100, delivered: 70, bounced: 30 }, link);
    const good = await domainWith(tenantId, { sent: 100, delivered: 99, bounced: 1, opened: 30 }, link);
    await dueProspects(tenantId, 8);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ due: 8, queued: 8, left_due: 0, passed_over: {} });
    const ledger = await ledgerOf(tenantId);
    expect(new Set(ledger.map((row) => row.mailbox_id))).toEqual(new Set([good.id]));
    const passedOver = ledger
      .map((row) => (row.decision as { passed_over: unknown[] }).passed_over)
      .filter((list) => list.length > 0);
    expect(passedOver.length).toBeGreaterThan(0);
    for (const list of passedOver) {
      const scores = [expect.any(Number)];
      expect(list).toEqual([{ reason: "domain_score_paused", count: 1, from_emails: [bad.from_email], scores }]);
    }
  });

  it("slows a domain with a single complaint instead of stopping it", async () => {
    const tenantId = await createTestTenant(ctx);
    await domainWith(tenantId, { sent: 100, delivered: 99, complained: 1, opened: 30 }, { daily_limit: 8 });
    await dueProspects(tenantId, 4);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 2, left_due: 2 });
  });

  it("stops a mailbox under the threshold of the settings", async () => {
    const tenantId = await createTestTenant(ctx, { mailbox_health_threshold: 80 });
    await domainWith(tenantId, { sent: 1000, delivered: 960, bounced: 20, complained: 1, opened: 60 });
    const [due] = await dueProspects(tenantId, 1);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0, passed_over: { no_sendable_mailbox: 1 } });
    expect((await outreachOf(tenantId, due?.id ?? "")).last_decision).toMatchObject({
      passed_over: [{ reason: "below_health_threshold" }],
    });
  });

  it("costs one reading for a run, whatever its number of prospects", async () => {
    const tenantId = await createTestTenant(ctx);
    await domainWith(tenantId, { sent: 100, delivered: 99 });
    await runSequencer(ctx, { tenantId });
    await dueProspects(tenantId, 5);
    const commands: PropertyKey[] = [];
    const redis = new Proxy(ctx.redis, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          commands.push(name);
          return value.apply(target, args);
        };
      },
    });
    expect(await runSequencer({ ...ctx, redis }, { tenantId })).toMatchObject({ queued: 5 });
    expect(commands.length).toBeLessThanOrEqual(1);
  });
});

describe("with Redis away", () => {
  const away = new Redis({ port: 1, lazyConnect: true, enableOfflineQueue: false, retryStrategy: () => null });
  away.on("error", () => {});
  afterAll(() => away.disconnect());

  it("sends at a reduced rate at best, never at the normal one", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId, { daily_limit: 6 });
    await dueProspects(tenantId, 6);
    expect(await runSequencer({ ...ctx, redis: away }, { tenantId })).toMatchObject({ queued: 3, left_due: 3 });
  });

  it("stops when the last good counters are more than five minutes old", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    await runSequencer(ctx, { tenantId });
    const [due] = await dueProspects(tenantId, 1);
    ctx.setNow("2026-06-10T16:06:00Z");
    expect(await runSequencer({ ...ctx, redis: away }, { tenantId })).toMatchObject({
      queued: 0,
      passed_over: { no_sendable_mailbox: 1 },
    });
    expect(await outreachOf(tenantId, due?.id ?? "")).toMatchObject({
      next_send_at: new Date("2026-06-10T17:06:00Z"),
      last_decision: { passed_over: [{ reason: "reputation_unavailable", count: 1 }] },
    });
  });
});
