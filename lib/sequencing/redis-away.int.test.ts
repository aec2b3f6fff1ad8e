import { afterAll, beforeEach, expect, it } from "vitest";
import { createLogger } from "#lib/logger/logger.ts";
import { createRedis, isRedisReady } from "#lib/redis/client.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { OwnRedis } from "#lib/testing/own-redis.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

const base = createTestContext();
const server = await OwnRedis.start();
const redis = createRedis(server.url, createLogger("silent"));
const ctx = { ...base, redis };
const { ledgerOf, dueProspects } = planningWorld(ctx);
const start = new Date("2026-06-10T16:00:00Z").getTime();
const minutesLater = (minutes: number) => base.setNow(new Date(start + minutes * 60_000));

afterAll(async () => {
  redis.disconnect();
  await server.remove();
});
beforeEach(async () => {
  minutesLater(0);
  await server.kill();
  await server.begin();
  expect(await isRedisReady(redis, 10_000)).toBe(true);
});

/** A tenant whose one mailbox may send eight messages a day, with twenty prospects due. */
async function createTenant() {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId, { daily_limit: 8 });
  await dueProspects(tenantId, 20);
  return { tenantId, plan: async () => (await runSequencer(ctx, { tenantId })).queued };
}

/** Hands over what is queued, at most `limit`, as the jobs do. Returns what became of each. */
async function handOver(tenantId: string, limit: number) {
  const results = [];
  for (const { id } of (await ledgerOf(tenantId)).slice(0, limit)) {
    const claimed = await claimSend(ctx, { tenantId, outreachEmailId: id });
    if (claimed.kind !== "claimed") throw new Error(`not claimed but ${claimed.kind}`);
    await generateEmail(ctx, claimed.claim);
    results.push(await handOverSend(ctx, claimed.claim));
  }
  return results;
}

const sent = { kind: "sent" };
const stopped = { kind: "cancelled", reason: "health_paused" };

it("plans at half the rate for five minutes after Redis is lost, then nothing, and at full rate when it is back", async () => {
  const [before, during, later] = [await createTenant(), await createTenant(), await createTenant()];
  for (const { tenantId } of [during, later]) await readHealthMaps(ctx, tenantId);
  expect(await before.plan()).toBe(8);
  await server.kill();
  minutesLater(5);
  expect(await during.plan()).toBe(4);
  minutesLater(5.1);
  expect([await during.plan(), await later.plan()]).toEqual([0, 0]);
  await server.begin();
  expect(await isRedisReady(redis, 10_000)).toBe(true);
  minutesLater(66);
  expect([await during.plan(), await later.plan()]).toEqual([4, 8]);
});

it("hands over what was planned before while the snapshot is young, then nothing, and again when it is back", async () => {
  const { tenantId, plan } = await createTenant();
  expect(await plan()).toBe(8);
  await server.kill();
  minutesLater(4.9);
  expect(await handOver(tenantId, 2)).toEqual([sent, sent]);
  minutesLater(5.1);
  expect(await handOver(tenantId, 2)).toEqual([stopped, stopped]);
  await server.begin();
  expect(await isRedisReady(redis, 10_000)).toBe(true);
  expect(await handOver(tenantId, 2)).toEqual([sent, sent]);
  // What was sent meanwhile was counted in Postgres, and is in the counters of the new, empty server.
  expect((await readHealthMaps(ctx, tenantId)).global.metrics.sent).toBe(4);
});
