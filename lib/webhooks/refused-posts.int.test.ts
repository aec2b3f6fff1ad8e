import { randomInt } from "node:crypto";
import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { receiveSendgridPost } from "./receive-sendgrid-post.ts";
import { createWorld, signPost, type World } from "./testing/webhook-world.ts";
import { badSignatureLimit, connectionLimit, maxBodyBytes, strangerLimit } from "./thresholds.ts";

const ctx = createTestContext();
const start = ctx.now();
const timestamp = String(Math.floor(start.getTime() / 1_000));
const newAddress = () => `11.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;

/** An app process of its own: what it keeps in memory is new, Redis and Postgres are everybody's. */
function newProcess() {
  const seen = { lookUps: 0 };
  const context: EngineContext = {
    ...ctx,
    acrossTenants: (work) => {
      seen.lookUps += 1;
      return ctx.acrossTenants(work);
    },
  };
  return { context, seen };
}

type Sent = { from?: string; connectionId: string; signature?: string; body?: string };

async function send(context: EngineContext, { from, connectionId, signature = "forged", body = "[]" }: Sent) {
  const headers = new Headers({
    "x-twilio-email-event-webhook-signature": signature,
    "x-twilio-email-event-webhook-timestamp": timestamp,
  });
  if (from !== undefined) headers.set("x-forwarded-for", from);
  const request = new Request("http://127.0.0.1/api/webhooks/sendgrid/x", { method: "POST", body, headers });
  const answer = await receiveSendgridPost(context, request, connectionId);
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), wasRead: request.bodyUsed };
}

/** A post as the provider signs it. */
const signed = (world: World, from: string) => ({
  from,
  connectionId: world.owner.connectionId,
  signature: signPost(world.privateKey, Buffer.from("[]"), timestamp),
});

/** The statuses of `times` posts of one kind after each other. */
async function statuses(context: EngineContext, times: number, make: () => Sent): Promise<Set<number>> {
  const seen = new Set<number>();
  for (let i = 0; i < times; i += 1) seen.add((await send(context, make())).status);
  return seen;
}

const refused = new Set([401]);
const unknown = (from: string) => () => ({ from, connectionId: crypto.randomUUID() });
const forged = (world: World, from: string) => () => ({ from, connectionId: world.owner.connectionId });

it("refuses an address unread, without a look-up, after so many posts at connections that are not there", async () => {
  const { context, seen } = newProcess();
  const from = newAddress();
  expect(await statuses(context, strangerLimit.max, unknown(from))).toEqual(refused);
  await send(context, unknown(from)());
  const before = seen.lookUps;
  const answer = await send(context, unknown(from)());
  expect(answer).toMatchObject({ status: 429, wasRead: false });
  expect(Number(answer.retryAfter)).toBeGreaterThan(0);
  expect(Number(answer.retryAfter)).toBeLessThanOrEqual(strangerLimit.windowSeconds);
  expect(seen.lookUps).toBe(before);
  expect((await send(context, unknown(newAddress())())).status).toBe(401);
});

it("counts bodies that are too long, which nobody needs a key for, in the same way", async () => {
  const { context } = newProcess();
  const from = newAddress();
  const body = "x".repeat(maxBodyBytes + 1);
  const long = () => ({ from, connectionId: crypto.randomUUID(), body });
  expect(await statuses(context, strangerLimit.max, long)).toEqual(new Set([413]));
  expect(await send(context, long())).toMatchObject({ status: 429 });
});

it("refuses unread who has forged signatures at a connection; the provider's own posts there come in", async () => {
  const { context, seen } = newProcess();
  const world = await createWorld(ctx);
  const [forger, provider] = [newAddress(), newAddress()];
  expect(await statuses(context, badSignatureLimit.max, forged(world, forger))).toEqual(refused);
  await send(context, forged(world, forger)());
  const before = seen.lookUps;
  expect(await send(context, forged(world, forger)())).toMatchObject({ status: 429, wasRead: false });
  // However the id is written.
  const connectionId = world.owner.connectionId.toUpperCase();
  expect(await send(context, { from: forger, connectionId })).toMatchObject({ status: 429, wasRead: false });
  expect(seen.lookUps).toBe(before);
  expect((await send(context, signed(world, provider))).status).toBe(200);
  expect(await send(context, forged(world, forger)())).toMatchObject({ status: 429, wasRead: false });
});

it("has less patience with each address while many forge at one connection, and none the less with who did not", async () => {
  const { context } = newProcess();
  const world = await createWorld(ctx);
  expect(await statuses(context, connectionLimit.max, () => forged(world, newAddress())())).toEqual(refused);
  const forger = newAddress();
  await send(context, forged(world, forger)());
  expect(await send(context, forged(world, forger)())).toMatchObject({ status: 429, wasRead: false });
  expect((await send(context, signed(world, newAddress()))).status).toBe(200);
});

it("lets in who signed rightly, whatever else comes from the provider's address", async () => {
  const { context } = newProcess();
  const [world, other] = [await createWorld(ctx), await createWorld(ctx)];
  const provider = newAddress();
  expect((await send(context, signed(world, provider))).status).toBe(200);
  // Others can have the provider post at this connection, at one of another tenant, and at one that is gone.
  await statuses(context, badSignatureLimit.max + 2, forged(world, provider));
  await statuses(context, badSignatureLimit.max + 2, forged(other, provider));
  await statuses(context, strangerLimit.max + 2, unknown(provider));
  expect((await send(context, unknown(provider)())).status).toBe(429);
  expect((await send(context, signed(world, provider))).status).toBe(200);
});

it("lets a connection's provider post from an address that is barred for posts at connections that are gone", async () => {
  const { context } = newProcess();
  const world = await createWorld(ctx);
  const [one, two] = [newAddress(), newAddress()];
  expect((await send(context, signed(world, one))).status).toBe(200);
  await statuses(context, strangerLimit.max + 1, unknown(two));
  expect((await send(context, signed(world, two))).status).toBe(200);
});

it("does not count one tenant's forgotten key against another tenant's posts from the same address", async () => {
  const { context } = newProcess();
  const [world, other] = [await createWorld(ctx), await createWorld(ctx)];
  const provider = newAddress();
  await statuses(context, badSignatureLimit.max + 2, forged(other, provider));
  expect((await send(context, signed(world, provider))).status).toBe(200);
});

it("begins afresh with the next window", async () => {
  const { context } = newProcess();
  const world = await createWorld(ctx);
  const from = newAddress();
  await statuses(context, badSignatureLimit.max + 1, forged(world, from));
  expect((await send(context, signed(world, from))).status).toBe(429);
  ctx.setNow(new Date(start.getTime() + badSignatureLimit.windowSeconds * 1_000));
  expect((await send(context, signed(world, from))).status).toBe(200);
  ctx.setNow(start);
});

it("counts over all processes: another one bars at the first refusal", async () => {
  const [one, other] = [newProcess().context, newProcess().context];
  const from = newAddress();
  await statuses(one, strangerLimit.max, unknown(from));
  await send(other, unknown(from)());
  expect(await send(other, unknown(from)())).toMatchObject({ status: 429, wasRead: false });
});

it("counts an IPv6 network as the one customer it is, and mapped IPv4 addresses each by themselves", async () => {
  const { context } = newProcess();
  const network = `2a${randomInt(16, 256).toString(16)}:${randomInt(1, 65_536).toString(16)}:7:8`;
  await statuses(context, strangerLimit.max + 1, () => unknown(`${network}::${randomInt(1, 65_536).toString(16)}`)());
  expect((await send(context, unknown(`${network}:a:b:c:d`)())).status).toBe(429);
  const mapped = newAddress();
  await statuses(context, strangerLimit.max + 1, unknown(`::ffff:${mapped}`));
  expect((await send(context, unknown(mapped)())).status).toBe(429);
  expect((await send(context, unknown(`::ffff:${newAddress()}`)())).status).toBe(401);
});

it.each([undefined, "10.0.0.7", "127.0.0.1"])(
  "bars nobody who comes from %s: everybody may stand behind it",
  async (from) => {
    const { context } = newProcess();
    const sent = () => ({ from, connectionId: crypto.randomUUID() });
    expect(await statuses(context, strangerLimit.max + 2, sent)).toEqual(refused);
  },
);

it("asks Redis nothing for a post that is accepted, and leaves nothing there", async () => {
  const world = await createWorld(ctx);
  let commands = 0;
  const redis = new Proxy(ctx.redis, {
    get: (target, name) => {
      commands += 1;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const context = { ...ctx, redis };
  expect(await statuses(context, 3, () => signed(world, newAddress()))).toEqual(new Set([200]));
  const accepted = commands;
  await send(context, forged(world, newAddress())());
  expect([accepted, commands > 0]).toEqual([0, true]);
});
