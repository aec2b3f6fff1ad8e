import { expect, it } from "vitest";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { claimSend } from "./claim-send.ts";
import { handOverSend } from "./hand-over-send.ts";
import { reconcileSends } from "./reconcile-sends.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const now = ctx.now().getTime();
/** Another process on the same rows, whose clock is wrong by so many minutes. */
const offBy = (minutes: number) => ({ ...ctx, now: () => new Date(now + minutes * 60_000) });
const [fast, slow] = [offBy(10), offBy(-10)];

it("a sweep whose clock is 10 minutes fast takes a claim away: its worker hands nothing over, the next one sends it", async () => {
  const send = await createQueuedSend(ctx);
  const robbed = await claimedAndWritten(ctx, send);
  expect(await reconcileSends(fast, send)).toMatchObject({ requeued: 1 });
  const claim = await claimedAndWritten(ctx, send);
  expect(await handOverSend(ctx, robbed)).toEqual({ kind: "gone" });
  expect(await handOverSend(ctx, claim)).toEqual({ kind: "sent" });
  const { row, outreach } = await stateOf(ctx, send);
  expect(outreach.total_emails_sent).toBe(1);
  expect(ctx.delivered.filter(({ message }) => message.messageId === row.message_id)).toHaveLength(1);
});

it("a sweep whose clock is 10 minutes fast gives a hand-over up while it is at work: its acceptance still makes it sent, once", async () => {
  const send = await createQueuedSend(ctx);
  const claim = await claimedAndWritten(ctx, send);
  ctx.onDeliver(async () => {
    expect(await reconcileSends(fast, send)).toMatchObject({ unknown: 1 });
    return { kind: "accepted", providerMessageId: "p-1", response: "250 ok" };
  });
  expect(await handOverSend(ctx, claim)).toEqual({ kind: "gone" });
  const { row, outreach, capacityUsed } = await stateOf(ctx, send);
  expect([row.status, outreach.total_emails_sent, capacityUsed]).toEqual(["sent", 1, 1]);
  expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
});

it("a worker whose clock is 10 minutes slow waits for the message's time, and holds a claim no longer than others let it", async () => {
  const send = await createQueuedSend(ctx);
  const key = { tenantId: send.tenantId, outreachEmailId: send.email.id };
  expect(await claimSend(slow, key)).toMatchObject({ kind: "not_yet" });
  expect((await claimSend(ctx, key)).kind).toBe("claimed");
  expect((await claimSend(slow, key)).kind).toBe("gone");
});
