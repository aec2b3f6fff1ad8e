import fc from "fast-check";
import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { checkReputationDrift } from "#lib/reputation/check-reputation-drift.ts";
import { readCounters } from "#lib/reputation/read-counters.ts";
import { rebuildReputation } from "#lib/reputation/rebuild-reputation.ts";
import { flushCounters } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { ingestSendgridEvents } from "./ingest-sendgrid-events.ts";
import { matchParkedEvents } from "./match-parked-events.ts";
import { createSent, createWorld, event, type RawEvent, signPost, type World } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const start = ctx.now().getTime();
const minuteMs = 60_000;

/** A process whose clock is so many minutes wrong. */
const processOf = (minutesOff: number): EngineContext => ({
  ...ctx,
  now: () => new Date(ctx.now().getTime() + minutesOff * minuteMs),
});

const kinds: Record<string, RawEvent> = {
  delivered: {},
  open: {},
  click: { url: "https://a.test/1" },
  bounce: { type: "bounce", reason: "no such user" },
  spamreport: {},
};
const saidAt = (minutes: fc.Arbitrary<number>) =>
  fc.record({
    message: fc.nat({ max: 3 }),
    kind: fc.constantFrom(...Object.keys(kinds)),
    link: fc.nat({ max: 2 }),
    minutes,
    second: fc.nat({ max: 12 }),
  });
type Said = { message: number; kind: string; link: number; minutes: number; second: number };

const interruption = fc.oneof(
  { weight: 6, arbitrary: fc.constant("none" as const) },
  { weight: 1, arbitrary: fc.constantFrom("rebuild", "flush", "read", "match") },
);
type Step = { posts: { minutesOff: number; said: Said[] }[]; meanwhile: string; minutesLater: number };

/** Steps of one to three posts that cross. */
function stepsOf(of: { minutes: fc.Arbitrary<number>; off: fc.Arbitrary<number>; later: fc.Arbitrary<number> }) {
  const post = fc.record({ minutesOff: of.off, said: fc.array(saidAt(of.minutes), { minLength: 1, maxLength: 4 }) });
  const step = fc.record({
    posts: fc.array(post, { minLength: 1, maxLength: 3 }),
    meanwhile: interruption,
    minutesLater: of.later,
  });
  return fc.array(step, { minLength: 2, maxLength: 8 });
}

/** Two messages are known from the start, two only after the first half of the steps: what comes before is parked. */
async function play(steps: readonly Step[], startMs: number): Promise<World> {
  ctx.setNow(new Date(startMs));
  const world = await createWorld(ctx);
  const made = { created_at: new Date(startMs - 30 * 3_600_000), sent_at: new Date(startMs - 30 * 3_600_000) };
  const ids = Array.from({ length: 4 }, () => crypto.randomUUID());
  const make = (from: number) =>
    Promise.all(ids.slice(from, from + 2).map((id) => createSent(ctx, world, { email: { ...made, id } })));
  await make(0);
  // What is read for the first time is counted anew: from here on counts are added and taken away.
  await readCounters(ctx, world.tenantId);
  for (const [index, { posts, meanwhile, minutesLater }] of steps.entries()) {
    if (index === Math.ceil(steps.length / 2)) await make(2);
    await Promise.all([...posts.map((post) => send(world, ids, post)), interrupt(world, meanwhile)]);
    ctx.setNow(new Date(ctx.now().getTime() + minutesLater * minuteMs));
  }
  await matchParkedEvents(ctx, { tenantId: world.tenantId });
  return world;
}

function send(world: World, ids: readonly string[], post: Step["posts"][number]) {
  const process = processOf(post.minutesOff);
  const events = post.said.map(({ message, kind, link, minutes, second }) => {
    const email = { id: ids[message] ?? "", message_id: `<${ids[message]}>`, to_email: "pat@acme.test" };
    const url = kind === "click" ? { url: `https://a.test/${link}` } : {};
    return event(ctx, email, kind, minutes * 60 + second, { ...kinds[kind], ...url });
  });
  const rawBody = Buffer.from(JSON.stringify(events));
  const signature = signPost(world.privateKey, rawBody, "1");
  return ingestSendgridEvents(process, { owner: world.owner, rawBody, timestamp: "1", signature });
}

async function interrupt({ tenantId }: World, what: string): Promise<unknown> {
  if (what === "rebuild") return rebuildReputation(ctx, tenantId, { isForced: true });
  if (what === "flush") return flushCounters(ctx, tenantId);
  if (what === "read") return readCounters(ctx, tenantId);
  if (what === "match") return matchParkedEvents(ctx, { tenantId });
  return null;
}

/** Every counter is what the events in Postgres say, and nothing is left that would be counted anew. */
async function expectNoDrift({ tenantId }: World): Promise<void> {
  await readCounters(ctx, tenantId);
  expect(await checkReputationDrift(ctx, { tenantId })).toMatchObject({ compared: 26, busy: 0, drifted_hours: 0 });
}

async function holds(steps: fc.Arbitrary<Step[]>, startMs: number, numRuns: number): Promise<void> {
  const run = async (played: Step[]) => expectNoDrift(await play(played, startMs));
  await fc.assert(fc.asyncProperty(steps, run), { numRuns, endOnFailure: true });
}

it("counts move with their events, by whatever clock, across hours and ahead of time, and none drifts", async () => {
  const minutes = fc.integer({ min: -75, max: 14 });
  const off = fc.constantFrom(-10, -5, 0, 0, 5, 10);
  await holds(stepsOf({ minutes, off, later: fc.integer({ min: 0, max: 9 }) }), start - 4 * minuteMs, 60);
}, 120_000);

it("counts move in and out of the window as it goes on, and none drifts", async () => {
  const minutes = fc.oneof(fc.integer({ min: -27 * 60, max: -23 * 60 }), fc.integer({ min: -90, max: 9 }));
  await holds(stepsOf({ minutes, off: fc.constant(0), later: fc.integer({ min: 0, max: 40 }) }), start, 60);
}, 120_000);
