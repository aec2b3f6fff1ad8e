import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { receiveSendgridPost } from "./receive-sendgrid-post.ts";
import {
  createSent,
  createWorld,
  event,
  type RawEvent,
  readOutreach,
  signPost,
  type World,
} from "./testing/webhook-world.ts";
import { storedPosts } from "./thresholds.ts";

const ctx = createTestContext();
const [posts, bodies, postBytes] = [100, 20, 768 * 1024];

/** The context, and how many transactions of a tenant were open at once at most. */
function countTransactions(): { counting: EngineContext; most: () => number } {
  let [open, most] = [0, 0];
  const forTenant: EngineContext["forTenant"] = async (...args) => {
    open += 1;
    most = Math.max(most, open);
    return ctx.forTenant(...args).finally(() => {
      open -= 1;
    });
  };
  return { counting: { ...ctx, forTenant }, most: () => most };
}

/** A signed post of exactly 768 KB, SendGrid's largest: `events`, filled up with further opens that carry long links. */
function createBody(email: Parameters<typeof event>[1], number: number): string {
  const events: RawEvent[] = [];
  let length = 2;
  for (let i = 0; length < postBytes - 8_000; i += 1) {
    const made = event(ctx, email, "open", number * 1_000 + i, { note: "x".repeat(7_000) });
    events.push(made);
    length += JSON.stringify(made).length + 1;
  }
  return JSON.stringify(events).padEnd(postBytes, " ");
}

function request(world: World, body: string): Request {
  const timestamp = String(Math.floor(ctx.now().getTime() / 1_000));
  const headers = {
    "x-twilio-email-event-webhook-signature": signPost(world.privateKey, Buffer.from(body), timestamp),
    "x-twilio-email-event-webhook-timestamp": timestamp,
  };
  return new Request("http://127.0.0.1/api/webhooks/sendgrid/x", { method: "POST", body, headers });
}

/** As a provider does: what is told to come again is sent again, the same bytes. */
async function sendUntilTaken(context: EngineContext, world: World, body: string): Promise<Response> {
  for (;;) {
    const answer = await receiveSendgridPost(context, request(world, body), world.owner.connectionId);
    if (answer.status !== 503) return answer;
  }
}

it("a hundred posts of 768 KB at once, each said five times: all are taken, nothing is lost and nothing counted twice", async () => {
  const world = await createWorld(ctx);
  const sent = await Promise.all(Array.from({ length: 4 }, () => createSent(ctx, world)));
  const made = Array.from({ length: bodies }, (_, n) =>
    createBody((sent[n % sent.length] as (typeof sent)[0]).email, n),
  );
  const before = process.memoryUsage().rss;
  const answers = await Promise.all(
    Array.from({ length: posts }, (_, n) => sendUntilTaken(ctx, world, made[n % bodies] as string)),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  const results = await Promise.all(answers.map((answer) => answer.json()));
  const events = made.reduce((sum, body) => sum + JSON.parse(body).length, 0);
  expect(results.reduce((sum, { stored }) => sum + stored, 0)).toBe(events);
  expect(await ctx.forTenant(world.tenantId, (tx) => tx.emailEvent.count())).toBe(events);
  let opens = 0;
  for (const { outreach } of sent) opens += (await readOutreach(ctx, world.tenantId, outreach.id)).email_open_count;
  expect(opens).toBe(events);
  // The posts themselves are 77 MB; they are not kept, copied many times over or parsed all at once for ever.
  expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024);
}, 180_000);

it("forty posts at once: only so many are stored at a time, and all are taken", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world);
  const { counting, most } = countTransactions();
  const body = (number: number) =>
    JSON.stringify(
      Array.from({ length: 5 }, (_, i) => event(ctx, email, "open", number * 10 + i, { note: "x".repeat(7_000) })),
    );
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => sendUntilTaken(counting, world, body(n))));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(most()).toBe(storedPosts.atOnce);
  expect(await ctx.forTenant(world.tenantId, (tx) => tx.emailEvent.count())).toBe(200);
});
