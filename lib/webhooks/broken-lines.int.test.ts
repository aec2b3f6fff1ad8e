import { afterAll, afterEach, describe, expect, inject, it } from "vitest";
import { createDatabase } from "#lib/db/client.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { createRedis, isRedisReady } from "#lib/redis/client.ts";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { FaultProxy } from "#lib/testing/fault-proxy.ts";
import { ageMarks } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { receiveSendgridPost } from "./receive-sendgrid-post.ts";
import {
  createSent,
  createWorld,
  event,
  readEvents,
  readOutreach,
  signPost,
  type World,
} from "./testing/webhook-world.ts";

const base = createTestContext();
const toPostgres = await FaultProxy.open(inject("databaseUrl"));
const toRedis = await FaultProxy.open(inject("redisUrl"));
const db = createDatabase(toPostgres.through(inject("databaseUrl")), { max: 2 });
const redis = createRedis(toRedis.through(inject("redisUrl")), createLogger("silent"));
/** The engine as the app wires it, at the end of lines that fail as told. */
const ctx: EngineContext = { ...base, ...db, redis };

const commit = "COMMIT";

afterEach(async () => {
  toPostgres.isAbrupt = false;
  toPostgres.set({ kind: "pass" });
  toRedis.set({ kind: "pass" });
  expect(await isRedisReady(redis, 10_000)).toBe(true);
});
afterAll(async () => {
  await db.close();
  redis.disconnect();
  await Promise.all([toPostgres.close(), toRedis.close()]);
});

/** A message with an open on its way. `send` posts it as the provider does, the same bytes every time. */
async function createPost() {
  const world = await createWorld(base);
  const { email, outreach } = await createSent(base, world);
  const body = JSON.stringify([event(base, email, "delivered", 1), event(base, email, "open", 2)]);
  const send = () => receiveSendgridPost(ctx, signed(world, body), world.owner.connectionId);
  return { world, outreach, send };
}

function signed(world: World, body: string): Request {
  const timestamp = String(Math.floor(base.now().getTime() / 1_000));
  const headers = {
    "x-twilio-email-event-webhook-signature": signPost(world.privateKey, Buffer.from(body), timestamp),
    "x-twilio-email-event-webhook-timestamp": timestamp,
  };
  return new Request("http://127.0.0.1/api/webhooks/sendgrid/x", { method: "POST", body, headers });
}

/** Two events, one open, and counters that say the same. */
async function expectOnce({ world, outreach }: Awaited<ReturnType<typeof createPost>>) {
  expect(await readEvents(base, world.tenantId)).toHaveLength(2);
  expect((await readOutreach(base, world.tenantId, outreach.id)).email_open_count).toBe(1);
  await ageMarks(base, world.tenantId);
  expect((await getEmailReputation(base, world.tenantId)).metrics).toMatchObject({ delivered: 1, opened: 1 });
}

describe("Postgres", () => {
  it("stopped: 503 with a time to come back, and what is sent again goes in, once", async () => {
    const post = await createPost();
    toPostgres.set({ kind: "refuse" });
    const refused = await post.send();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    toPostgres.set({ kind: "pass" });
    expect((await post.send()).status).toBe(200);
    await expectOnce(post);
  });

  it.each([
    { where: "before Postgres heard it", heard: false, isAbrupt: false, stored: 0 },
    { where: "after Postgres did it", heard: true, isAbrupt: false, stored: 2 },
    { where: "reset before Postgres heard it", heard: false, isAbrupt: true, stored: 0 },
    { where: "reset after Postgres did it", heard: true, isAbrupt: true, stored: 2 },
  ])("cut on COMMIT, $where: 503, and the provider's next try counts once", async ({ heard, isAbrupt, stored }) => {
    const post = await createPost();
    toPostgres.isAbrupt = isAbrupt;
    const before = toPostgres.cuts;
    // The look-up of the connection commits too: the second COMMIT is the one with the events in it.
    toPostgres.set({ kind: "cutOn", text: commit, heard, nth: 2 });
    expect((await post.send()).status).toBe(503);
    expect(toPostgres.cuts).toBe(before + 1);
    expect(await readEvents(base, post.world.tenantId)).toHaveLength(stored);
    expect((await post.send()).status).toBe(200);
    await expectOnce(post);
  });

  it("cut in the middle of an answer: 503, then once", async () => {
    const post = await createPost();
    toPostgres.set({ kind: "cutAfter", bytes: 700 });
    expect((await post.send()).status).toBe(503);
    expect((await post.send()).status).toBe(200);
    await expectOnce(post);
  });
});

describe("Redis", () => {
  it("stopped: 200 after the commit, and counters right as soon as it is back", async () => {
    const post = await createPost();
    await getEmailReputation(base, post.world.tenantId);
    toRedis.set({ kind: "refuse" });
    expect((await post.send()).status).toBe(200);
    await expectOnce(post);
  });

  it("slower than 200 ms: 200 all the same, without waiting for it, and counters right after", async () => {
    const post = await createPost();
    await getEmailReputation(base, post.world.tenantId);
    toRedis.set({ kind: "stall" });
    expect((await post.send()).status).toBe(200);
    // What was given up arrives after all, late: it must not count a second time.
    toRedis.set({ kind: "pass" });
    await expectOnce(post);
  });

  it("gone while its answer was under way: not counted twice", async () => {
    // Redis has the script then: the command that is cut off is one that it does.
    await (await createPost()).send();
    const post = await createPost();
    await getEmailReputation(base, post.world.tenantId);
    toRedis.set({ kind: "cutOn", text: "email:reputation:", heard: true });
    expect((await post.send()).status).toBe(200);
    await expectOnce(post);
  });
});
