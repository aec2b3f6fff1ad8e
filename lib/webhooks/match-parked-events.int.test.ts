import { expect, it } from "vitest";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { matchParkedEvents } from "./match-parked-events.ts";
import {
  createSent,
  createWorld,
  event,
  readEmail,
  readEvents,
  readOutreach,
  readSuppressions,
} from "./testing/webhook-world.ts";

const ctx = createTestContext();
const now = ctx.now();
const noIds = { outreach_email_id: undefined, "smtp-id": undefined };

it("matches by our id, by Message-ID with or without brackets, and by the provider's id once it is learned", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const bare = email.message_id.slice(1, -1);
  const result = await world.post([
    event(ctx, email, "delivered", 1),
    event(ctx, email, "open", 50, { outreach_email_id: undefined }),
    event(ctx, email, "open", 60, { outreach_email_id: "no uuid", "smtp-id": bare }),
    event(ctx, email, "open", 70, { outreach_email_id: crypto.randomUUID() }),
  ]);
  expect(result).toMatchObject({ stored: 4, parked: 0 });
  expect(await world.post(event(ctx, email, "open", 80, noIds))).toMatchObject({ stored: 1, parked: 0 });
  expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(4);
});

it("parks events whose message is not known yet and lets them act later, once", async () => {
  const world = await createWorld(ctx);
  const { email, outreach } = await createSent(ctx, world);
  const bounce = event(ctx, email, "bounce", 5, { type: "bounce", ...noIds });
  expect(await world.post([bounce, event(ctx, email, "open", 3, noIds)])).toMatchObject({ stored: 2, parked: 2 });
  expect(await matchParkedEvents(ctx, world)).toEqual({ tried: 2, matched: 0 });
  await world.post(event(ctx, email, "processed", 1));
  expect(await world.post({ ...bounce, sg_event_id: "again" })).toMatchObject({ stored: 0 });
  expect(await matchParkedEvents(ctx, world)).toEqual({ tried: 2, matched: 2 });
  expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({
    status: "bounced",
    email_open_count: 1,
  });
  expect(await readSuppressions(ctx, world.tenantId)).toHaveLength(1);
  expect((await readEvents(ctx, world.tenantId)).map((row) => [row.type, row.metric, row.mailbox_scope])).toEqual([
    ["processed", null, 3],
    ["opened", 4, 3],
    ["bounced", 2, 3],
  ]);
  expect((await readHealthMaps(ctx, world.tenantId)).global.metrics).toMatchObject({ bounced: 1, opened: 1 });
  expect(await matchParkedEvents(ctx, world)).toEqual({ tried: 0, matched: 0 });
});

it("gives up after three days and goes through any number in batches", async () => {
  const world = await createWorld(ctx);
  const stranger = { id: crypto.randomUUID(), message_id: "<x@y.test>", to_email: "x@y.test" };
  await world.post(Array.from({ length: 1_200 }, (_, index) => event(ctx, stranger, "open", -index)));
  expect(await matchParkedEvents(ctx, world)).toEqual({ tried: 1_200, matched: 0 });
  ctx.setNow(new Date(now.getTime() + 3 * 86_400_000 + 1_000));
  expect(await matchParkedEvents(ctx, world)).toEqual({ tried: 0, matched: 0 });
  ctx.setNow(now);
});

it("matches each event once when two runs overlap", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  await world.post(
    Array.from({ length: 20 }, (_, index) => event(ctx, email, "open", index, { ...noIds, ip: `${index}` })),
  );
  await world.post(event(ctx, email, "processed", 1));
  const runs = await Promise.all([matchParkedEvents(ctx, world), matchParkedEvents(ctx, world)]);
  expect(runs.reduce((sum, run) => sum + run.matched, 0)).toBe(20);
  expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(20);
});
