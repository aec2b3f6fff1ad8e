import { describe, expect, it } from "vitest";
import type { EngineEvent } from "#lib/engine/events.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import { createTestMailbox } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { matchParkedEvents } from "./match-parked-events.ts";
import { createSent, createWorld, event, readEmail } from "./testing/webhook-world.ts";

const ctx = createTestContext();

/** A context whose job runner answers as told; what it is told is kept. */
async function worldWith(publish: (events: EngineEvent[]) => Promise<void>) {
  const told: EngineEvent[] = [];
  const own = {
    ...ctx,
    publish: (events: EngineEvent[]) => {
      told.push(...events);
      return publish(events);
    },
  };
  return { world: await createWorld(own), told };
}

describe("a post with a bounce", () => {
  it("has health judged, once it is committed", async () => {
    const seen: (Date | null)[] = [];
    const committed = Promise.withResolvers<void>();
    const { world, told } = await worldWith(async () => {
      seen.push((await readEmail(ctx, world.tenantId, email.id)).bounced_at);
      committed.resolve();
    });
    const { email } = await createSent(ctx, world);
    await world.post(event(ctx, email, "bounce", 5, { type: "bounce" }));
    await committed.promise;
    expect(told).toEqual([{ type: "troubleReported", tenantId: world.tenantId }]);
    expect(seen[0]).toBeInstanceOf(Date);
  });

  it.each([
    ["never answers", () => new Promise<void>(() => {})],
    ["is away", () => Promise.reject(new Error("runner away"))],
    [
      "throws at once",
      () => {
        throw new Error("no runner");
      },
    ],
  ])("is answered all the same when the job runner %s", async (_name, publish) => {
    const { world } = await worldWith(publish);
    const { email } = await createSent(ctx, world);
    expect(await world.post(event(ctx, email, "bounce", 5, { type: "bounce" }))).toMatchObject({ stored: 1 });
  });

  it("says so once while one report is under way, and again after it", async () => {
    const release = Promise.withResolvers<void>();
    const { world, told } = await worldWith(() => release.promise);
    const messages = [await createSent(ctx, world), await createSent(ctx, world), await createSent(ctx, world)];
    const [first, second, third] = messages.map(({ email }) => event(ctx, email, "spamreport", 5));
    await world.post(first ?? {});
    await world.post(second ?? {});
    expect(told).toHaveLength(1);
    release.resolve();
    await release.promise;
    await world.post(third ?? {});
    expect(told).toHaveLength(2);
  });
});

it.each(["delivered", "open", "click", "deferred", "unsubscribe"])("%s is no trouble", async (name) => {
  const { world, told } = await worldWith(async () => {});
  const { email } = await createSent(ctx, world);
  await world.post(event(ctx, email, name, 5, { url: "https://a.test" }));
  expect(told.filter((one) => one.type === "troubleReported")).toEqual([]);
});

it("the same bounce again is no news", async () => {
  const { world, told } = await worldWith(async () => {});
  const { email } = await createSent(ctx, world);
  const bounce = event(ctx, email, "bounce", 5, { type: "bounce" });
  await world.post(bounce);
  await world.post(bounce);
  expect(told).toHaveLength(1);
});

it("a parked bounce that finds its message is news", async () => {
  const { world, told } = await worldWith(async () => {});
  const { email } = await createSent(ctx, world);
  const fields = { type: "bounce", outreach_email_id: undefined, "smtp-id": undefined };
  await world.post(event(ctx, email, "bounce", 5, fields));
  expect(told).toEqual([]);
  await world.post(event(ctx, email, "processed", 1));
  const events: EngineEvent[] = [];
  const publish = async (published: EngineEvent[]) => {
    events.push(...published);
  };
  await matchParkedEvents({ ...ctx, publish }, { tenantId: world.tenantId });
  expect(events).toEqual([{ type: "troubleReported", tenantId: world.tenantId }]);
});

it("seven signed bounces of 40 messages pause their mailbox, and nobody else's", async () => {
  const world = await createWorld(ctx);
  const { tenantId, owner } = world;
  const box = await createTestMailbox(ctx, tenantId, { provider_connection_id: owner.connectionId });
  const other = await createTestMailbox(ctx, tenantId, { provider_connection_id: owner.connectionId });
  const [, domain = ""] = box.from_email.split("@");
  const identity = { fromEmail: box.from_email, domain, connectionId: owner.connectionId };
  const [scopes] = await ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, [identity]));
  const email = {
    mailbox_scope: scopes?.mailboxScope,
    domain_scope: scopes?.domainScope,
    connection_scope: scopes?.connectionScope,
  };
  const sent = [];
  for (let n = 0; n < 40; n += 1) sent.push(await createSent(ctx, world, { email }));
  await world.post(sent.slice(0, 7).map((one) => event(ctx, one.email, "bounce", 5, { type: "bounce" })));
  const states = await ctx.forTenant(tenantId, (tx) => tx.healthState.findMany());
  const paused = states.filter((row) => row.state === "paused").map((row) => row.scope_id);
  expect(new Set(paused)).toEqual(new Set([box.id, box.sending_domain_id]));
  expect(states.map((row) => row.scope_id)).not.toContain(other.id);
});
