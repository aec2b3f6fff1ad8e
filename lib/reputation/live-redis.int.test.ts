import { Redis } from "ioredis";
import { afterAll, expect, inject, it } from "vitest";
import { createDatabase } from "#lib/db/client.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { createRedis, isRedisReady } from "#lib/redis/client.ts";
import { FaultProxy } from "#lib/testing/fault-proxy.ts";
import { OwnRedis } from "#lib/testing/own-redis.ts";
import { bookFact, createSenders, rawHours, type TestFact, takeBackFact } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { checkReputationDrift } from "./check-reputation-drift.ts";
import { readHealthMaps } from "./read-health-maps.ts";
import { rebuildReputation } from "./rebuild-reputation.ts";
import { type ReputationMetric, reputationMetrics } from "./types.ts";

const base = createTestContext();
const server = await OwnRedis.start();
/** A line to Redis so slow that a rebuild fits between the commit of a booking and its counts. */
const slowLine = await FaultProxy.open(server.url);
slowLine.set({ kind: "delay", ms: 40 });
const closers: (() => unknown)[] = [() => server.remove(), () => slowLine.close()];
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

/** A process's context: a pool and a Redis client of its own, wired as the app wires them. */
async function createProcess(url = server.url): Promise<EngineContext> {
  const db = createDatabase(inject("databaseUrl"), { max: 4 });
  const redis = createRedis(url, createLogger("silent"));
  closers.push(
    () => db.close(),
    () => redis.disconnect(),
  );
  expect(await isRedisReady(redis, 5_000)).toBe(true);
  return { ...base, ...db, redis };
}

const writers = [
  await createProcess(),
  await createProcess(),
  await createProcess(slowLine.through(server.url)),
] as const;
const reader = await createProcess();
/** For looking at the end: a client that waits as long as it takes, on a machine however busy. */
const patient: EngineContext = { ...base, redis: new Redis(server.url) };
patient.redis.on("error", () => {});
closers.push(() => patient.redis.disconnect());
const factsEach = 60;

/** The facts a writer books, spread over senders, metrics and three hours. */
function factsOf(writer: number, senders: readonly TestFact["sender"][]): TestFact[] {
  return Array.from({ length: factsEach }, (_, i) => ({
    sender: senders[(i + writer) % senders.length] as TestFact["sender"],
    metric: reputationMetrics[i % reputationMetrics.length] as ReputationMetric,
    count: 1 + (i % 3),
    at: new Date(base.now().getTime() - (i % 3) * 3_600_000),
  }));
}

/** In the first half some counts move on. Not at the end: what cannot be taken back is missed, and all is counted anew. */
const isTakenBack = ({ metric, count }: TestFact, place: number) =>
  place < factsEach / 2 && metric !== "sent" && count > 1;

/** Writers and readers at work while `harm` is done again and again; then the counters, and what a recount makes of them. */
async function underTraffic(harm: (turn: number, tenantId: string) => Promise<unknown>) {
  const { tenantId, senders } = await createSenders(base, 6);
  let isWriting = true;
  const work = writers.map(async (ctx, writer) => {
    for (const [place, fact] of factsOf(writer, senders).entries()) {
      await bookFact(ctx, tenantId, fact);
      if (isTakenBack(fact, place)) await takeBackFact(ctx, tenantId, fact);
    }
  });
  const written = Promise.all(work).finally(() => {
    isWriting = false;
  });
  const readings = async () => {
    let drifted = 0;
    while (isWriting) {
      await readHealthMaps(reader, tenantId);
      drifted += (await checkReputationDrift(reader, { tenantId })).drifted_counters;
    }
    return drifted;
  };
  const harming = async () => {
    for (let turn = 1; isWriting; turn += 1) await harm(turn, tenantId);
  };
  const [, drifted] = await Promise.all([written, readings(), harming()]);
  return { tenantId, drifted };
}

const expected = Object.fromEntries(
  reputationMetrics.map((metric) => {
    const counted = factsOf(0, [{} as TestFact["sender"]]).map((fact, place) => {
      if (fact.metric !== metric) return 0;
      return fact.count - (isTakenBack(fact, place) ? 1 : 0);
    });
    return [metric, counted.reduce((sum, count) => sum + count, 0) * writers.length];
  }),
);

/** Nothing lost, nothing twice; and bit for bit what counting everything anew gives. */
async function expectExact(tenantId: string): Promise<void> {
  const maps = await readHealthMaps(patient, tenantId);
  expect(maps).toMatchObject({ isStale: false, global: { metrics: expected } });
  const counted = await rawHours(patient, tenantId);
  expect(await checkReputationDrift(patient, { tenantId })).toMatchObject({ compared: 26, drifted_hours: 0 });
  await rebuildReputation(patient, tenantId, { isForced: true });
  expect(await rawHours(patient, tenantId)).toEqual(withoutSpare(counted));
  expect(Object.keys(counted)).toHaveLength(3);
}

/** An hour string grows ahead of need; its spare room is no count. */
function withoutSpare(raw: Record<number, string>): Record<number, string> {
  return Object.fromEntries(Object.entries(raw).map(([hour, hex]) => [hour, hex.replace(/(00000000)+$/, "")]));
}

it("FLUSHALL again and again, with rebuilds, under traffic of three processes: no drift", async () => {
  let between = 0;
  const { tenantId, drifted } = await underTraffic(async (turn, id) => {
    if (turn % 3 === 0) await rebuildReputation(reader, id, { isForced: true }).catch(() => {});
    else await reader.redis.flushall().catch(() => {});
    // The next harm would mend what this one has done: somebody looks before.
    await readHealthMaps(reader, id);
    between += (await checkReputationDrift(reader, { tenantId: id })).drifted_counters;
  });
  expect(drifted + between).toBe(0);
  await expectExact(tenantId);
}, 180_000);

it("killed and started again under traffic: no drift", async () => {
  const { tenantId, drifted } = await underTraffic(async () => {
    await server.kill();
    await server.begin();
    await isRedisReady(reader.redis, 3_000);
  });
  expect(drifted).toBe(0);
  await expectExact(tenantId);
  // Nobody writes any more: only its reader can notice that it came back empty.
  await server.kill();
  await server.begin();
  await expectExact(tenantId);
}, 180_000);

it("frozen again and again, so that commands time out and are done late: no drift", async () => {
  const { tenantId, drifted } = await underTraffic(async (turn, id) => {
    server.freeze();
    // As long as two commands may take: who asks during the first gives up, and the server still does it when it thaws.
    for (const _ of ["first", "second"]) await reader.redis.ping().catch(() => {});
    server.thaw();
    // And some work in between, or hardly anything would ever be answered.
    for (let reading = 0; reading < 10; reading += 1) await readHealthMaps(reader, id);
    // Early only: a flush would wipe away what was counted twice.
    if (turn % 2 === 0 && turn < 6) await reader.redis.flushall().catch(() => {});
  });
  expect(drifted).toBe(0);
  await expectExact(tenantId);
}, 180_000);
