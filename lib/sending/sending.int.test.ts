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

describe("a send from claim to record", () => {
  it("hands over once, moves the sequence on and counts", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    const claim = await claimed(ctx, send);
    expect(await generateEmail(ctx, claim)).toEqual({ kind: "ready" });
    expect(await handOverSend(ctx, claim)).toEqual({ kind: "sent" });
    const { row, outreach, capacityUsed } = await stateOf(ctx, send);
    expect(row).toMatchObject({ status: "sent", status_reason: null, angle: "introduction", open_tracked: true });
    expect([row.sent_at, row.lease_until, row.mailbox_scope !== null]).toEqual([ctx.now(), null, true]);
    expect(outreach).toMatchObject({
      status: "contacted",
      outreach_sequence_step: 1,
      total_emails_sent: 1,
      hold_reason: null,
    });
    expect(outreach.last_email_sent_at).toEqual(ctx.now());
    expect(outreach.next_send_at?.getTime()).toBeGreaterThan(ctx.now().getTime());
    expect(capacityUsed).toBe(1);
    expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
    const [delivery] = deliveriesOf(row.message_id);
    expect(delivery?.message).toMatchObject({
      from: { name: "Ann Lee", address: send.mailbox.from_email },
      to: { address: send.prospect.email },
      customArgs: { outreach_email_id: row.id, outreach_id: outreach.id, re_contact_cycle: "0", sequence_step: "1" },
    });
    const { text, html, headers } = delivery?.message ?? { text: "", html: "", headers: {} };
    for (const part of [text, html]) {
      expect(part).toContain("1 Main St, Springfield");
      expect(part).toContain("http://127.0.0.1:3000/u/");
    }
    expect(headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    expect(row.body_text).not.toContain("/u/");
  });

  it("is not to be had twice, too early, or when settled", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx);
    const request = { tenantId: send.tenantId, outreachEmailId: send.email.id };
    const all = await Promise.all(Array.from({ length: 12 }, () => claimSend(ctx, request)));
    expect(all.filter((result) => result.kind === "claimed")).toHaveLength(1);
    expect(all.filter((result) => result.kind === "gone")).toHaveLength(11);
    const early = await createQueuedSend(ctx, { email: { scheduled_at: new Date("2026-06-10T16:05:00Z") } });
    expect(await claimSend(ctx, { tenantId: early.tenantId, outreachEmailId: early.email.id })).toEqual({
      kind: "not_yet",
      scheduledAt: "2026-06-10T16:05:00.000Z",
    });
    expect(await claimSend(ctx, { ...request, outreachEmailId: crypto.randomUUID() })).toEqual({
      kind: "gone",
      status: "missing",
    });
  });

  it("gives a retried step of the same run its own claim back", async () => {
    const send = await createQueuedSend(ctx);
    const request = { tenantId: send.tenantId, outreachEmailId: send.email.id, runId: "run-1" };
    const [first, again] = [await claimSend(ctx, request), await claimSend(ctx, request)];
    expect(first.kind).toBe("claimed");
    expect(again).toEqual(first);
    expect((await claimSend(ctx, { ...request, runId: "run-2" })).kind).toBe("gone");
    expect((await stateOf(ctx, send)).row.attempts).toBe(1);
  });

  it("sends once when every step runs twice and runs overlap", async () => {
    const send = await createQueuedSend(ctx);
    const request = { tenantId: send.tenantId, outreachEmailId: send.email.id, runId: "run-1" };
    const run = async () => {
      const result = await claimSend(ctx, request);
      if (result.kind !== "claimed") return;
      await Promise.all([generateEmail(ctx, result.claim), generateEmail(ctx, result.claim)]);
      await Promise.all([handOverSend(ctx, result.claim), handOverSend(ctx, result.claim)]);
      await handOverSend(ctx, result.claim);
    };
    await Promise.all([run(), run(), run()]);
    const { row, outreach } = await stateOf(ctx, send);
    expect([row.status, outreach.total_emails_sent, deliveriesOf(row.message_id).length]).toEqual(["sent", 1, 1]);
    expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
  });
});

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

describe("late rows", () => {
  it("are published again after five minutes, planned anew after half an hour or outside the window", async () => {
    minutesLater(0);
    const night = { send_hours_start: "08:00", send_hours_end: "18:00" } as const;
    const [onTime, late, missed, closed] = [
      await createQueuedSend(ctx, { email: { scheduled_at: new Date("2026-06-10T15:56:00Z") } }),
      await createQueuedSend(ctx, { email: { scheduled_at: new Date("2026-06-10T15:54:00Z") } }),
      await createQueuedSend(ctx, { email: { scheduled_at: new Date("2026-06-10T15:20:00Z") } }),
      await createQueuedSend(ctx, {
        settings: night,
        outreach: { created_at: new Date(start) },
        email: { scheduled_at: new Date("2026-06-10T22:55:00Z") },
      }),
    ];
    expect(await reconcileSends(ctx, onTime)).toMatchObject({ republished: 0, cancelled: 0 });
    expect(await reconcileSends(ctx, late)).toMatchObject({ republished: 1, cancelled: 0 });
    expect(await reconcileSends(ctx, missed)).toMatchObject({ republished: 0, cancelled: 1 });
    ctx.setNow("2026-06-10T23:01:00Z");
    expect(await reconcileSends(ctx, closed)).toMatchObject({ republished: 0, cancelled: 1 });
    const { row, outreach, capacityUsed } = await stateOf(ctx, closed);
    expect([row.status, row.status_reason, capacityUsed]).toEqual(["cancelled", "outside_window", 0]);
    expect(outreach.next_send_at?.toISOString()).toBe("2026-06-11T13:00:00.000Z");
  });

  it("survive a runner that is away", async () => {
    minutesLater(0);
    const send = await createQueuedSend(ctx, { email: { scheduled_at: new Date("2026-06-10T15:54:00Z") } });
    const away = { ...ctx, publish: () => Promise.reject(new Error("away")) };
    expect(await reconcileSends(away, send)).toMatchObject({ republished: 1 });
    expect((await stateOf(ctx, send)).row.status).toBe("queued");
  });
});
