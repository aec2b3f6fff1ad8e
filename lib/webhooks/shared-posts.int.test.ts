import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
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

const ctx = createTestContext();
const timestamp = String(Math.floor(ctx.now().getTime() / 1_000));

/** A context that counts its transactions of the tenant, and makes those fail that store events of a certain message. */
function countingContext(world: World) {
  const seen = { transactions: 0, poison: null as string | null };
  const context: EngineContext = {
    ...ctx,
    forTenant: (tenantId, work, options) => {
      if (tenantId === world.tenantId) seen.transactions += 1;
      return ctx.forTenant(
        tenantId,
        async (tx) => {
          const result = await work(tx);
          const where = { outreach_email_id: seen.poison };
          if (seen.poison !== null && (await tx.emailEvent.count({ where })) > 0) throw new Error("not that one");
          return result;
        },
        options,
      );
    },
  };
  return { context, seen };
}

async function send(context: EngineContext, world: World, text: string, signature?: string) {
  const body = Buffer.from(text);
  const request = new Request("http://127.0.0.1/api/webhooks/sendgrid/x", {
    method: "POST",
    body,
    headers: {
      "x-twilio-email-event-webhook-signature": signature ?? signPost(world.privateKey, body, timestamp),
      "x-twilio-email-event-webhook-timestamp": timestamp,
    },
  });
  const response = await receiveSendgridPost(context, request, world.owner.connectionId);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it("gives posts that come together one transaction, and each its own answer", async () => {
  const world = await createWorld(ctx);
  const { context, seen } = countingContext(world);
  const sent = await Promise.all(Array.from({ length: 10 }, () => createSent(ctx, world)));
  const opens = sent.map(({ email }) => JSON.stringify([event(ctx, email, "open", 60)]));
  const twice = JSON.stringify([event(ctx, sent[0]?.email as never, "delivered", 5, { sg_event_id: "told-twice" })]);
  const stranger = JSON.stringify([{ event: "open", timestamp: Number(timestamp), sg_message_id: "nobody.knows" }]);
  const answers = await Promise.all([
    ...opens.map((body) => send(context, world, body)),
    send(context, world, twice),
    send(context, world, twice),
    send(context, world, stranger),
    send(context, world, "{"),
    send(context, world, "[]", "forged"),
    send(context, world, JSON.stringify([{ event: "open" }, event(ctx, sent[1]?.email as never, "delivered", 4)])),
  ]);
  expect(answers.slice(0, 10).map(({ body }) => body.stored)).toEqual(Array(10).fill(1));
  expect(
    answers
      .slice(10, 12)
      .map(({ body }) => body.stored)
      .toSorted(),
  ).toEqual([0, 1]);
  expect(answers.slice(12).map(({ status, body }) => [status, body.stored, body.parked, body.quarantined])).toEqual([
    [200, 1, 1, 0],
    [400, undefined, undefined, undefined],
    [401, undefined, undefined, undefined],
    [200, 1, 0, 1],
  ]);
  expect(await readEvents(ctx, world.tenantId)).toHaveLength(13);
  const counts = await Promise.all(sent.map(({ outreach }) => readOutreach(ctx, world.tenantId, outreach.id)));
  expect(counts.map((row) => row.email_open_count)).toEqual(Array(10).fill(1));
  expect(seen.transactions).toBeLessThan(16);
});

it("stores each alone when they cannot be stored together: none suffers for another", async () => {
  const world = await createWorld(ctx);
  const { context, seen } = countingContext(world);
  const sent = await Promise.all(Array.from({ length: 6 }, () => createSent(ctx, world)));
  seen.poison = sent[3]?.email.id ?? "";
  const answers = await Promise.all(
    sent.map(({ email }) => send(context, world, JSON.stringify([event(ctx, email, "delivered", 5)]))),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 500, 200, 200]);
  expect(await readEvents(ctx, world.tenantId)).toHaveLength(5);
});
