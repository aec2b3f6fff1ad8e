import { expect, it } from "vitest";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event, readEmail, readEvents, readOutreach } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const minutesAgo = (minutes: number) => new Date(ctx.now().getTime() - minutes * 60_000);

it("an outreach knows how young the youngest of its messages is that has an event", async () => {
  const world = await createWorld(ctx);
  const older = await createSent(ctx, world, { email: { created_at: minutesAgo(50) } });
  const { tenantId } = world;
  const younger = await createTestEmail(ctx, tenantId, older.outreach.id, {
    sequence_step: 2,
    created_at: minutesAgo(10.123),
  });
  const eventsUntil = async () => (await readOutreach(ctx, tenantId, older.outreach.id)).events_until;

  await world.post(event(ctx, older.email, "processed", -30));
  expect(await eventsUntil()).toEqual(older.email.created_at);
  await world.post(event(ctx, younger, "deferred", -20));
  expect(await eventsUntil()).toEqual(younger.created_at);
  await world.post(event(ctx, older.email, "open", -10));
  expect(await eventsUntil()).toEqual(younger.created_at);
});

it.each(["processed", "delivered", "deferred", "open"])(
  "after %s a message's later events know of it",
  async (name) => {
    const world = await createWorld(ctx);
    const { email } = await createSent(ctx, world);
    await world.post(event(ctx, email, name, -30));
    const again = [event(ctx, email, name, -30), event(ctx, email, "open", -20), event(ctx, email, "open", -10)];
    expect(await world.post(again)).toMatchObject({ received: 3, stored: 2 });
    const stored = await readEvents(ctx, world.tenantId);
    expect(stored.filter((row) => row.metric === 4)).toHaveLength(1);
    expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(name === "open" ? 3 : 2);
  },
);

it("posts about one message that come at once know of each other", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const seconds = [-50, -40, -30, -20, -10];
  await Promise.all(seconds.map((second) => world.post(event(ctx, email, "open", second))));
  const stored = await readEvents(ctx, world.tenantId);
  expect(stored.map((row) => [row.occurred_at.getTime() - ctx.now().getTime(), row.metric])).toEqual(
    seconds.map((second) => [second * 1_000, second === -50 ? 4 : null]),
  );
  expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(5);
});

it("an id used again for another message is stored once, and the rest of its post all the same", async () => {
  const world = await createWorld(ctx);
  const [one, two, three] = [await createSent(ctx, world), await createSent(ctx, world), await createSent(ctx, world)];
  await world.post(event(ctx, one.email, "delivered", -30, { sg_event_id: `twice-${world.tenantId}` }));
  const post = [
    event(ctx, two.email, "delivered", -30, { sg_event_id: `twice-${world.tenantId}` }),
    event(ctx, three.email, "delivered", -30),
  ];
  expect(await world.post(post)).toMatchObject({ received: 2, stored: 1, parked: 0 });
  expect((await readEmail(ctx, world.tenantId, two.email.id)).delivered_at).toBeNull();
  expect((await readEmail(ctx, world.tenantId, three.email.id)).delivered_at).not.toBeNull();
});
