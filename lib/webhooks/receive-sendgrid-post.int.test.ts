import { expect, inject, it } from "vitest";
import { createDatabase } from "#lib/db/client.ts";
import { createTestConnection } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { receiveSendgridPost } from "./receive-sendgrid-post.ts";
import {
  createKeys,
  createSent,
  createWorld,
  event,
  type RawEvent,
  readEmail,
  readEvents,
  signPost,
  type World,
} from "./testing/webhook-world.ts";

const ctx = createTestContext();
const timestamp = String(Math.floor(ctx.now().getTime() / 1_000));

type Post = { body: string; connectionId?: string; signature?: string; timestamp?: string };

function send(world: World, post: Post, context = ctx as Parameters<typeof receiveSendgridPost>[0]) {
  const signature = post.signature ?? signPost(world.privateKey, Buffer.from(post.body), timestamp);
  const request = new Request("http://127.0.0.1/api/webhooks/sendgrid/x", {
    method: "POST",
    body: post.body,
    headers: {
      "content-type": "application/json",
      "x-twilio-email-event-webhook-signature": signature,
      "x-twilio-email-event-webhook-timestamp": post.timestamp ?? timestamp,
    },
  });
  return receiveSendgridPost(context, request, post.connectionId ?? world.owner.connectionId);
}

function countEvents(world: World) {
  return ctx.forTenant(world.tenantId, (tx) => tx.emailEvent.count());
}

function quarantined(world: World) {
  return ctx.forTenant(world.tenantId, (tx) => tx.quarantinedEvent.findMany({ orderBy: { reason: "asc" } }));
}

it("takes a list, and a single event as a list of one", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const list = await send(world, {
    body: JSON.stringify([event(ctx, email, "processed"), event(ctx, email, "delivered", 2)]),
  });
  expect(list.status).toBe(200);
  expect(await list.json()).toEqual({ received: 2, stored: 2, parked: 0, quarantined: 0 });
  const single = await send(world, { body: JSON.stringify(event(ctx, email, "open", 60, { category: "a" })) });
  expect(await single.json()).toMatchObject({ received: 1, stored: 1 });
});

it("refuses a wrong, missing or foreign signature, a changed byte and re-serialised JSON, and stores nothing", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const body = JSON.stringify([event(ctx, email, "delivered", 2)]);
  const signature = signPost(world.privateKey, Buffer.from(body), timestamp);
  const foreign = signPost(createKeys().privateKey, Buffer.from(body), timestamp);
  const refused = [
    await send(world, { body, signature: foreign }),
    await send(world, { body, signature: "" }),
    await send(world, { body, signature: "not base64 !!" }),
    await send(world, { body, signature, timestamp: `${timestamp}1` }),
    await send(world, { body: body.replace("delivered", "deliverec"), signature }),
    await send(world, { body: JSON.stringify(JSON.parse(body), null, 1), signature }),
    await send(world, { body: "{", signature: foreign }),
  ];
  expect(refused.map((response) => response.status)).toEqual(refused.map(() => 401));
  expect(await refused[0]?.json()).toMatchObject({ code: "unauthenticated" });
  expect(await countEvents(world)).toBe(0);
});

it("answers an unknown connection like a bad signature", async () => {
  const world = await createWorld(ctx);
  for (const connectionId of [crypto.randomUUID(), "not-a-uuid", "'; DROP TABLE outreach"]) {
    const response = await send(world, { body: "[]", connectionId });
    expect(response.status).toBe(401);
    expect((await response.json()).code).toBe("unauthenticated");
  }
});

it("refuses a connection that takes no events from SendGrid", async () => {
  const world = await createWorld(ctx);
  const silent = await createTestConnection(ctx, world.tenantId, {
    event_source: "none",
    webhook_keys: world.owner.webhookKeys as never,
  });
  expect((await send(world, { body: "[]", connectionId: silent.id })).status).toBe(401);
});

it("takes either key during a rotation, as PEM or as SendGrid shows it, and neither afterwards", async () => {
  const world = await createWorld(ctx);
  const next = createKeys();
  const der = next.publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const setKeys = (keys: unknown[]) =>
    ctx.forTenant(world.tenantId, (tx) =>
      tx.providerConnection.update({ where: { id: world.owner.connectionId }, data: { webhook_keys: keys as never } }),
    );
  const [old] = world.owner.webhookKeys as unknown[];
  const added = { id: "two", public_key: der, added_at: "2026-06-10T00:00:00Z" };
  const rotated = { ...world, privateKey: next.privateKey };
  const statuses = async () => [
    (await send(world, { body: "[]" })).status,
    (await send(rotated, { body: "[]" })).status,
  ];
  expect(await statuses()).toEqual([200, 401]);
  await setKeys([old, added]);
  expect(await statuses()).toEqual([200, 200]);
  await setKeys([added]);
  expect(await statuses()).toEqual([401, 200]);
  await setKeys([{ id: "bad", public_key: "nonsense" }, null]);
  expect(await statuses()).toEqual([401, 401]);
});

it("takes a post signed long ago: retries keep the first signature", async () => {
  const world = await createWorld(ctx);
  const old = String(Number(timestamp) - 86_400);
  const signature = signPost(world.privateKey, Buffer.from("[]"), old);
  expect((await send(world, { body: "[]", signature, timestamp: old })).status).toBe(200);
});

it("bounds the body: exactly 1 MiB passes, a byte more does not, nor do 5,001 events", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const base = JSON.stringify([event(ctx, email, "delivered", 2)]);
  const exact = base.padEnd(1024 * 1024, " ");
  expect((await send(world, { body: `${exact} ` })).status).toBe(413);
  expect((await send(world, { body: exact })).status).toBe(200);
  expect((await send(world, { body: JSON.stringify(Array(5_001).fill(1)) })).status).toBe(413);
  expect(await countEvents(world)).toBe(1);
});

it("says that a body is no JSON", async () => {
  const world = await createWorld(ctx);
  const response = await send(world, { body: "[{" });
  expect(response.status).toBe(400);
  expect((await response.json()).code).toBe("validation_failed");
});

it("sets malformed events aside once and takes the rest", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const bad: unknown[] = [null, 7, ["x"], { event: "open" }, { timestamp: 1 }, { event: "open", timestamp: "soon" }];
  const body = JSON.stringify([...bad, event(ctx, email, "delivered", 2)]);
  expect(await (await send(world, { body })).json()).toEqual({ received: 7, stored: 1, parked: 0, quarantined: 6 });
  expect(await (await send(world, { body })).json()).toEqual({ received: 7, stored: 0, parked: 0, quarantined: 0 });
  expect((await quarantined(world)).map((row) => row.reason)).toEqual([
    "event_name_missing",
    "not_an_object",
    "not_an_object",
    "not_an_object",
    "timestamp_missing",
    "timestamp_missing",
  ]);
});

it("stores text that Postgres cannot hold without what it cannot hold", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const nasty = { reason: "bad\u0000end \ud800", "key\u0000": { deep: ["\u0000"] }, useragent: "Mozilla\u0000" };
  const response = await send(world, { body: JSON.stringify([event(ctx, email, "deferred", 2, nasty)]) });
  expect(await response.json()).toMatchObject({ stored: 1, quarantined: 0 });
  const [row] = await readEvents(ctx, world.tenantId);
  expect(row?.payload).toMatchObject({ reason: "badend \ufffd", key: { deep: [""] } });
});

it("stores an event once, however often it comes, also under new ids and from many posts at once", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const open = event(ctx, email, "open", 60, { ip: "10.0.0.1", useragent: "Mozilla/5.0" });
  const copies = Array.from({ length: 46 }, (_, index) => ({ ...open, sg_event_id: `again-${index}` }));
  const bodies = copies.slice(0, 12).map((copy) => JSON.stringify([open, copy]));
  const answers = await Promise.all(bodies.map((body) => send(world, { body })));
  answers.push(await send(world, { body: JSON.stringify(copies) }));
  expect(answers.map((answer) => answer.status)).toEqual(Array(13).fill(200));
  expect(await countEvents(world)).toBe(1);
  expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(1);
});

it("loses no effect when posts about the same messages cross", async () => {
  const world = await createWorld(ctx);
  const sent = await Promise.all(Array.from({ length: 6 }, () => createSent(ctx, world)));
  const posts = Array.from({ length: 12 }, (_, index) => {
    const events = sent.map(({ email }) => event(ctx, email, "open", index + 1, { ip: `10.0.0.${index}` }));
    return index % 2 === 0 ? events : events.toReversed();
  });
  const responses = await Promise.all(posts.map((events) => send(world, { body: JSON.stringify(events) })));
  expect(responses.map((response) => response.status)).toEqual(posts.map(() => 200));
  for (const { email } of sent) expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(12);
  const counted = (await readEvents(ctx, world.tenantId)).filter((row) => row.metric === 4);
  expect(counted).toHaveLength(6);
});

it("takes an event from the future as happening now, once", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const early = event(ctx, email, "delivered", 86_400);
  await send(world, { body: JSON.stringify([early, event(ctx, email, "open", 599)]) });
  ctx.setNow(new Date(ctx.now().getTime() + 1_000));
  await send(world, { body: JSON.stringify([{ ...early, sg_event_id: "again" }]) });
  ctx.setNow("2026-06-10T16:00:00Z");
  const rows = await readEvents(ctx, world.tenantId);
  expect(rows.map((row) => [row.type, row.occurred_at])).toEqual([
    ["delivered", ctx.now()],
    ["opened", new Date(ctx.now().getTime() + 599_000)],
  ]);
});

it("answers 503 when Postgres is away, and what is sent again then goes in", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const away = createDatabase(inject("databaseUrl").replace(/:\d+\//, ":1/"));
  const body = JSON.stringify([event(ctx, email, "delivered", 2)]);
  const refused = await send(world, { body }, { ...ctx, ...away });
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).not.toBeNull();
  await away.close();
  expect((await send(world, { body })).status).toBe(200);
  expect((await readEmail(ctx, world.tenantId, email.id)).delivered_at).not.toBeNull();
});

it("lets ids of another tenant match nothing", async () => {
  const [ours, theirs] = [await createWorld(ctx), await createWorld(ctx)];
  const { email } = await createSent(ctx, theirs, { email: { provider_message_id: "sgshared" } });
  const events: RawEvent[] = [
    event(ctx, email, "bounce", 1, { type: "bounce" }),
    event(ctx, email, "bounce", 2, { type: "bounce", outreach_email_id: undefined }),
    event(ctx, email, "bounce", 3, {
      type: "bounce",
      outreach_email_id: undefined,
      "smtp-id": undefined,
      sg_message_id: "sgshared.x",
    }),
  ];
  expect(await (await send(ours, { body: JSON.stringify(events) })).json()).toMatchObject({ stored: 3, parked: 3 });
  expect(await readEmail(ctx, theirs.tenantId, email.id)).toMatchObject({ bounced_at: null });
  expect((await readEvents(ctx, ours.tenantId)).map((row) => row.outreach_email_id)).toEqual([null, null, null]);
});
