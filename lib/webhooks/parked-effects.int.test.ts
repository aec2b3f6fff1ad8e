import { expect, it } from "vitest";
import { createTestConnection, createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { matchParkedEvents } from "./match-parked-events.ts";
import { tendEvents } from "./tend-events.ts";
import {
  createSent,
  createWorld,
  event,
  type RawEvent,
  readEmail,
  readEvents,
  readOutreach,
  readSuppressions,
} from "./testing/webhook-world.ts";

const ctx = createTestContext();
const now = ctx.now();
const hourMs = 3_600_000;

/** Events by the provider's name only, which is not known yet: they are parked. */
async function parkedScene(events: [string, number, RawEvent?][], given: Parameters<typeof createSent>[2] = {}) {
  const world = await createWorld(ctx);
  const sent = await createSent(ctx, world, given);
  const ids = { outreach_email_id: undefined, "smtp-id": undefined, sg_message_id: "late.x" };
  const parked = events.map(([name, second, fields]) => event(ctx, sent.email, name, second, { ...ids, ...fields }));
  expect(await world.post(parked)).toMatchObject({ stored: events.length, parked: events.length });
  const learn = () =>
    ctx.forTenant(world.tenantId, (tx) =>
      tx.outreachEmail.update({ where: { id: sent.email.id }, data: { provider_message_id: "late" } }),
    );
  return { world, ...sent, parked, learn };
}

it("has no effect while it is parked, and the whole one afterwards: suppression, status, open mail", async () => {
  const { world, email, outreach, learn } = await parkedScene([["spamreport", 5]]);
  const queued = await createTestEmail(ctx, world.tenantId, outreach.id, {
    sequence_step: 2,
    status: "queued",
    sent_at: null,
    to_email: email.to_email,
  });
  await matchParkedEvents(ctx, world);
  expect([
    await readSuppressions(ctx, world.tenantId),
    (await readEmail(ctx, world.tenantId, queued.id)).status,
  ]).toEqual([[], "queued"]);
  await learn();
  expect(await matchParkedEvents(ctx, world)).toEqual({ tried: 1, matched: 1 });
  expect(await readSuppressions(ctx, world.tenantId)).toMatchObject([{ reason: "complained" }]);
  expect((await readEmail(ctx, world.tenantId, queued.id)).status).toBe("cancelled");
  expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({
    status: "unsubscribed",
    unsubscribed_at: new Date(now.getTime() + 5_000),
  });
});

it("makes a burst with a click that was known, and gives both the reason", async () => {
  const { world, email, learn } = await parkedScene([["click", 5, { url: "https://a.test/1" }]]);
  await world.post(event(ctx, email, "click", 8, { url: "https://a.test/2", sg_message_id: undefined }));
  expect((await readEmail(ctx, world.tenantId, email.id)).clicked_at).not.toBeNull();
  await learn();
  await matchParkedEvents(ctx, world);
  expect((await readEmail(ctx, world.tenantId, email.id)).clicked_at).toBeNull();
  expect((await readEvents(ctx, world.tenantId)).map((row) => [row.machine_reason, row.metric])).toEqual([
    ["click_burst", null],
    ["click_burst", null],
  ]);
});

it("keeps the time it was taken to have happened at when it came", async () => {
  const { world, email, learn } = await parkedScene([["delivered", 7_200]]);
  await learn();
  ctx.setNow(new Date(now.getTime() + 3 * hourMs));
  await matchParkedEvents(ctx, world);
  ctx.setNow(now);
  expect((await readEmail(ctx, world.tenantId, email.id)).delivered_at).toEqual(now);
});

it("settles a message whose outcome was unknown", async () => {
  const { world, email, learn } = await parkedScene([["processed", 1]], { email: { status: "unknown" } });
  await learn();
  await matchParkedEvents(ctx, world);
  expect((await readEmail(ctx, world.tenantId, email.id)).status).toBe("sent");
});

it("does not come in again under a new id once it has found its message", async () => {
  const { world, email, parked, learn } = await parkedScene([["open", 5]]);
  await learn();
  await matchParkedEvents(ctx, world);
  expect(await world.post({ ...parked[0], sg_event_id: "again" })).toMatchObject({ stored: 0, parked: 0 });
  expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(1);
});

it("is tried for its own tenant only, and never finds another's message", async () => {
  const { world } = await parkedScene([["open", 5]]);
  const other = await createWorld(ctx);
  const theirs = await createSent(ctx, other, { email: { provider_message_id: "late" } });
  expect(await matchParkedEvents(ctx, other)).toEqual({ tried: 0, matched: 0 });
  expect(await matchParkedEvents(ctx, world)).toEqual({ tried: 1, matched: 0 });
  expect((await readEmail(ctx, other.tenantId, theirs.email.id)).open_count).toBe(0);
});

it("does no harm when what was stored can no longer be read", async () => {
  const { world, learn, email } = await parkedScene([
    ["open", 5],
    ["open", 9],
  ]);
  const [first] = await readEvents(ctx, world.tenantId);
  await ctx.forTenant(world.tenantId, (tx) =>
    tx.emailEvent.updateMany({ where: { id: first?.id }, data: { payload: { event: "open" } } }),
  );
  await learn();
  expect(await matchParkedEvents(ctx, world)).toEqual({ tried: 2, matched: 1 });
  expect((await readEmail(ctx, world.tenantId, email.id)).open_count).toBe(1);
});

it("tendEvents does all of it in one go and says how many", async () => {
  const sent_at = new Date(now.getTime() - 73 * hourMs);
  const late = { sent_at, created_at: sent_at };
  const scene = await parkedScene(
    [
      ["deferred", -9],
      ["deferred", -8],
      ["deferred", -7],
    ],
    { email: late },
  );
  await scene.learn();
  const connection = await createTestConnection(ctx, scene.world.tenantId);
  const dead = await createSent(ctx, scene.world, { email: { status: "sending" } });
  await scene.world.post(event(ctx, dead.email, "processed", 1));
  await ctx.forTenant(scene.world.tenantId, (tx) =>
    tx.outreachEmail.update({
      where: { id: dead.email.id },
      data: { status: "unknown", provider_connection_id: connection.id },
    }),
  );
  expect(await tendEvents(ctx, scene.world)).toEqual({ tried: 3, matched: 3, settled: 1, unreachable: 1 });
  expect((await readOutreach(ctx, scene.world.tenantId, scene.outreach.id)).status).toBe("unreachable");
  expect(await tendEvents(ctx, scene.world)).toEqual({ tried: 0, matched: 0, settled: 0, unreachable: 0 });
});
