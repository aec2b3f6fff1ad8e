import { describe, expect, it } from "vitest";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { beginHandOver } from "./begin-hand-over.ts";
import { claimSend } from "./claim-send.ts";
import { generateEmail } from "./generate-email.ts";
import { deliverSend, handOverSend } from "./hand-over-send.ts";
import { reconcileSends } from "./reconcile-sends.ts";
import { recordSendOutcome } from "./record-send-outcome.ts";
import { claimed, claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const start = "2026-06-10T16:00:00Z";
const minutesLater = (minutes: number) => ctx.setNow(new Date(Date.parse(start) + minutes * 60_000));
const accepted = { kind: "accepted", providerMessageId: "p-1", response: "250 ok" } as const;

/** What reached the provider for one message. */
const deliveriesOf = (messageId: string) => ctx.delivered.filter(({ message }) => message.messageId === messageId);

describe("a crash", () => {
  it("after the claim: queued again after the lease, published again, sent once", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    await claimed(ctx, send);
    minutesLater(9);
    expect((await reconcileSends(ctx, send)).requeued).toBe(0);
    minutesLater(11);
    ctx.published.length = 0;
    expect(await reconcileSends(ctx, send)).toMatchObject({ requeued: 1, republished: 1, unknown: 0 });
    expect(ctx.published).toMatchObject([{ type: "emailQueued", outreachEmailId: send.email.id }]);
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({ kind: "sent" });
  });

  it("after generation: the text is not written again, and the dead worker's claim is worth nothing", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    const dead = await claimedAndWritten(ctx, send);
    const before = (await stateOf(ctx, send)).row.body_text;
    minutesLater(11);
    await reconcileSends(ctx, send);
    const claim = await claimed(ctx, send);
    expect(await handOverSend(ctx, dead)).toEqual({ kind: "gone" });
    expect(await generateEmail(ctx, claim)).toEqual({ kind: "ready" });
    expect(await handOverSend(ctx, claim)).toEqual({ kind: "sent" });
    expect((await stateOf(ctx, send)).row.body_text).toBe(before);
  });

  it("after `sending`, before hand-over: unknown, counted as sent, never sent again", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    const begun = await beginHandOver(ctx, await claimedAndWritten(ctx, send));
    expect(begun.kind).toBe("go");
    minutesLater(9);
    expect((await reconcileSends(ctx, send)).unknown).toBe(0);
    minutesLater(11);
    expect(await reconcileSends(ctx, send)).toMatchObject({ unknown: 1, requeued: 0 });
    expect(await reconcileSends(ctx, send)).toMatchObject({ unknown: 0 });
    const { row, outreach, capacityUsed } = await stateOf(ctx, send);
    expect(row).toMatchObject({ status: "unknown", status_reason: "outcome_unknown" });
    expect(outreach).toMatchObject({ status: "contacted", outreach_sequence_step: 1, total_emails_sent: 1 });
    expect(capacityUsed).toBe(1);
    expect((await claimSend(ctx, { tenantId: send.tenantId, outreachEmailId: send.email.id })).kind).toBe("gone");
    expect(deliveriesOf(row.message_id)).toEqual([]);
  });

  it("after the provider took it: unknown, and the provider's own event makes it sent", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    const begun = await beginHandOver(ctx, await claimedAndWritten(ctx, send));
    if (begun.kind !== "go") throw new Error("not handed over");
    await deliverSend(ctx, begun.sending);
    await ctx.forTenant(send.tenantId, (tx) =>
      tx.outreachEmail.update({ where: { id: send.email.id }, data: { delivered_at: ctx.now() } }),
    );
    minutesLater(11);
    expect(await reconcileSends(ctx, send)).toMatchObject({ unknown: 0, settled: 1 });
    const { row, outreach } = await stateOf(ctx, send);
    expect([row.status, outreach.total_emails_sent, deliveriesOf(row.message_id).length]).toEqual(["sent", 1, 1]);
    expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
  });

  it("after the record: recording again changes nothing", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    const begun = await beginHandOver(ctx, await claimedAndWritten(ctx, send));
    if (begun.kind !== "go") throw new Error("not handed over");
    expect(await recordSendOutcome(ctx, begun.sending, accepted)).toEqual({ kind: "sent" });
    expect(await recordSendOutcome(ctx, begun.sending, accepted)).toEqual({ kind: "gone" });
    expect((await stateOf(ctx, send)).outreach.total_emails_sent).toBe(1);
    expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
  });

  it("of the database while the outcome is written: written again, counted once", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    const claim = await claimedAndWritten(ctx, send);
    let isHandedOver = false;
    let failures = 0;
    const acceptAndNote = async () => {
      isHandedOver = true;
      return accepted;
    };
    const shaky = {
      ...ctx,
      mail: { ...ctx.mail, deliver: acceptAndNote },
      forTenant: async (tenantId: string, work: never) => {
        const result = await ctx.forTenant(tenantId, work);
        // The commit went through, but nobody heard of it.
        if (isHandedOver && failures++ === 0) throw new Error("connection lost");
        return result;
      },
    } as typeof ctx;
    expect(await handOverSend(shaky, claim)).toEqual({ kind: "gone" });
    const { row, outreach } = await stateOf(ctx, send);
    expect([failures > 0, row.status, outreach.total_emails_sent]).toEqual([true, "sent", 1]);
  });

  it("of a worker so slow that its lease ran out: its acceptance still settles the row, once", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    const begun = await beginHandOver(ctx, await claimedAndWritten(ctx, send));
    if (begun.kind !== "go") throw new Error("not handed over");
    minutesLater(11);
    await reconcileSends(ctx, send);
    expect(await recordSendOutcome(ctx, begun.sending, accepted)).toEqual({ kind: "gone" });
    const { row, outreach } = await stateOf(ctx, send);
    expect([row.status, outreach.total_emails_sent]).toEqual(["sent", 1]);
    expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
  });

  it("that happens every time: the row is given up after five claims", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx, { email: { attempts: 4 } });
    await claimed(ctx, send);
    minutesLater(11);
    expect(await reconcileSends(ctx, send)).toMatchObject({ requeued: 0, cancelled: 1 });
    const { row, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, capacityUsed]).toEqual(["cancelled", 0]);
  });
});
