import { describe, expect, it } from "vitest";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { beginHandOver } from "#lib/sending/begin-hand-over.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { reconcileSends } from "#lib/sending/reconcile-sends.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "#lib/sending/testing.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { settleProvenSends } from "./settle-proven-sends.ts";
import { createWorld, event, type RawEvent, type World } from "./testing/webhook-world.ts";

// Providers may report before their answer has been written down: the end is the same as if they had reported later.
const ctx = createTestContext();
const taken = { kind: "accepted", providerMessageId: null, response: "250 ok" } as const;
const dropped = { status: "failed", status_reason: "dropped_by_provider" };
const sent = { status: "sent", status_reason: null };

type Reports = (send: Awaited<ReturnType<typeof createQueuedSend>>) => RawEvent[];
type End = "written down" | "lost" | "cut off";

const drop: Reports = ({ email }) => [event(ctx, email, "dropped", 1, { reason: "Invalid SMTPAPI header" })];
const dropThenDelivery: Reports = (send) => [...drop(send), event(ctx, send.email, "delivered", 2)];

async function send(reports: Reports, isEarly: boolean, end: End) {
  const world: World = await createWorld(ctx);
  const { tenantId } = world;
  const mailbox = { provider_connection_id: world.owner.connectionId };
  const queued = await createQueuedSend(ctx, { tenantId, mailbox });
  const claim = await claimedAndWritten(ctx, queued);
  const report = async (isTime: boolean) => {
    if (isTime) await world.post(reports(queued));
  };
  ctx.onDeliver(async () => {
    await report(isEarly);
    return end === "cut off" ? { kind: "unknown", detail: "connection lost" } : taken;
  });
  if (end === "lost") {
    await beginHandOver(ctx, claim);
    await report(isEarly);
    await elevenMinutesLater(() => reconcileSends(ctx, { tenantId }));
  } else {
    await handOverSend(ctx, claim);
  }
  await report(!isEarly);
  await settleProvenSends(ctx, { tenantId });
  const { row, outreach } = await stateOf(ctx, queued);
  const { sent: count } = (await getEmailReputation(ctx, tenantId)).metrics;
  return { row, step: outreach.outreach_sequence_step, count };
}

/** The lease of whoever handed it over is at its end. */
async function elevenMinutesLater(work: () => Promise<unknown>): Promise<void> {
  const now = ctx.now();
  ctx.setNow(new Date(now.getTime() + 11 * 60_000));
  await work();
  ctx.setNow(now);
}

describe.each<End>(["written down", "lost", "cut off"])("the provider's answer is %s", (end) => {
  it.each<[string, Reports, object]>([
    ["dropped", drop, dropped],
    ["dropped, then delivered after all", dropThenDelivery, sent],
  ])("%s: the same early and late", async (_name, reports, expected) => {
    for (const isEarly of [false, true]) {
      const { row, step, count } = await send(reports, isEarly, end);
      expect({ isEarly, status: row.status, status_reason: row.status_reason }).toEqual({ isEarly, ...expected });
      expect([step, count]).toEqual([1, 1]);
    }
  });
});
