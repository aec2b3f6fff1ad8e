import { beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { beginHandOver } from "./begin-hand-over.ts";
import { recordSendOutcome } from "./record-send-outcome.ts";
import { settleSend } from "./settle-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";
import type { Sending } from "./types.ts";

const ctx = createTestContext();
const start = new Date("2026-06-10T16:00:00Z");
const hoursAgo = (hours: number) => new Date(start.getTime() - hours * 3_600_000);
const accepted = { kind: "accepted", providerMessageId: "p-1", response: "250 ok" } as const;
const passing = {
  kind: "refused",
  isPermanent: false,
  isCredentialProblem: false,
  code: "451",
  detail: "later",
} as const;
type Send = Awaited<ReturnType<typeof createQueuedSend>>;
beforeEach(() => ctx.setNow(start));

/** A message past the last check, at the provider's door. */
async function atTheDoor(send: Send): Promise<Sending> {
  const begun = await beginHandOver(ctx, await claimedAndWritten(ctx, send));
  if (begun.kind !== "go") throw new Error(`not handed over but ${JSON.stringify(begun)}`);
  return begun.sending;
}
const change = (send: Send, data: object) =>
  ctx.forTenant(send.tenantId, (tx) => tx.outreach.update({ where: { id: send.outreach.id }, data }));
const settle = (send: Send, as: "sent" | "not_sent") =>
  settleSend(ctx, {
    tenantId: send.tenantId,
    outreachEmailId: send.email.id,
    as,
    actor: systemActor("test"),
    reason: "asked the provider",
  });

describe("a message that left while its prospect moved on", () => {
  it.each(["interested", "won", "bounced", "unsubscribed"])("counts, but %s stays", async (status) => {
    const send = await createQueuedSend(ctx);
    const sending = await atTheDoor(send);
    await change(send, { status, next_send_at: null });
    expect(await recordSendOutcome(ctx, sending, accepted)).toEqual({ kind: "sent" });
    expect((await stateOf(ctx, send)).outreach).toMatchObject({
      status,
      total_emails_sent: 1,
      last_email_sent_at: start,
      next_send_at: null,
      hold_reason: null,
    });
  });

  it("into the next cycle counts for time and total, not for the new cycle's step", async () => {
    const send = await createQueuedSend(ctx);
    const sending = await atTheDoor(send);
    await change(send, { re_contact_cycle: 1, cycle_reset_at: start });
    await recordSendOutcome(ctx, sending, accepted);
    expect((await stateOf(ctx, send)).outreach).toMatchObject({
      status: "cold",
      outreach_sequence_step: 0,
      total_emails_sent: 1,
      last_email_sent_at: start,
    });
  });

  it("never sets a later time or step back", async () => {
    const send = await createQueuedSend(ctx);
    const sending = await atTheDoor(send);
    const later = new Date("2026-06-10T17:00:00Z");
    await change(send, { status: "contacted", outreach_sequence_step: 2, last_email_sent_at: later });
    await recordSendOutcome(ctx, sending, accepted);
    expect((await stateOf(ctx, send)).outreach).toMatchObject({ outreach_sequence_step: 2, last_email_sent_at: later });
  });
});

describe("a refusal", () => {
  it("that comes after the claim was lost changes nothing", async () => {
    const send = await createQueuedSend(ctx);
    const sending = await atTheDoor(send);
    const stranger = { ...sending, claim: { ...sending.claim, claimId: crypto.randomUUID() } };
    expect(await recordSendOutcome(ctx, stranger, passing)).toEqual({ kind: "gone" });
    const { row, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, capacityUsed]).toEqual(["sending", 1]);
  });

  it("that passes postpones the next try by its own wait, or by a quarter of an hour", async () => {
    for (const [retryAfterMs, next] of [
      [undefined, "2026-06-10T16:15:00Z"],
      [5_400_000, "2026-06-10T17:30:00Z"],
    ] as const) {
      const send = await createQueuedSend(ctx, { outreach: { created_at: hoursAgo(5) } });
      await recordSendOutcome(ctx, await atTheDoor(send), { ...passing, retryAfterMs });
      expect((await stateOf(ctx, send)).outreach.next_send_at).toEqual(new Date(next));
    }
  });

  it("that passes does not wake a prospect who is held by then", async () => {
    const send = await createQueuedSend(ctx);
    const sending = await atTheDoor(send);
    await change(send, { last_email_replied_at: start });
    await recordSendOutcome(ctx, sending, passing);
    expect((await stateOf(ctx, send)).outreach).toMatchObject({ hold_reason: "replied", next_send_at: null });
  });
});

describe("settled as not sent", () => {
  /** The second step, of unknown outcome, of a prospect who got the first 80 h ago. */
  async function unknownFollowUp(first: object = {}) {
    const state = {
      status: "contacted",
      outreach_sequence_step: 1,
      last_email_sent_at: hoursAgo(80),
      total_emails_sent: 1,
    };
    const send = await createQueuedSend(ctx, { outreach: state });
    const { mailbox } = send;
    const connection = { mailbox_id: mailbox.id, provider_connection_id: mailbox.provider_connection_id };
    await createTestEmail(ctx, send.tenantId, send.outreach.id, { sent_at: hoursAgo(80), ...connection, ...first });
    await recordSendOutcome(ctx, await atTheDoor(send), { kind: "unknown", detail: "time-out" });
    expect((await stateOf(ctx, send)).outreach).toMatchObject({ outreach_sequence_step: 2, total_emails_sent: 2 });
    return send;
  }

  it("a follow-up takes the sequence back to the message before it", async () => {
    const send = await unknownFollowUp();
    await settle(send, "not_sent");
    expect((await stateOf(ctx, send)).outreach).toMatchObject({
      status: "contacted",
      outreach_sequence_step: 1,
      total_emails_sent: 1,
      last_email_sent_at: hoursAgo(80),
      // never opened: 72 h after the first
      next_send_at: hoursAgo(8),
    });
  });

  it("a message that the provider dropped later still counts, one that was cancelled does not", async () => {
    const dropped = await unknownFollowUp({ status: "failed" });
    await settle(dropped, "not_sent");
    expect((await stateOf(ctx, dropped)).outreach).toMatchObject({ outreach_sequence_step: 1, total_emails_sent: 1 });
  });

  it("leaves a prospect who was won meanwhile won", async () => {
    const send = await unknownFollowUp();
    await change(send, { status: "won", next_send_at: null, hold_reason: null });
    await settle(send, "not_sent");
    expect((await stateOf(ctx, send)).outreach).toMatchObject({ status: "won", outreach_sequence_step: 1 });
  });

  it("or as sent, by two people at once: one is heard, the other told so", async () => {
    const send = await unknownFollowUp();
    const results = await Promise.allSettled([settle(send, "sent"), settle(send, "not_sent")]);
    const heard = results.filter((result) => result.status === "fulfilled");
    const refused = results.filter((result) => result.status === "rejected");
    expect([heard.length, refused.map(({ reason }) => reason.code)]).toEqual([1, ["conflict"]]);
    const { row, outreach, capacityUsed } = await stateOf(ctx, send);
    const expected = row.status === "sent" ? ["sent", 2, 2, 1] : ["cancelled", 1, 1, 0];
    expect([row.status, outreach.outreach_sequence_step, outreach.total_emails_sent, capacityUsed]).toEqual(expected);
  });

  it("is for messages that exist", async () => {
    const send = await createQueuedSend(ctx);
    await expect(settle({ ...send, email: { ...send.email, id: crypto.randomUUID() } }, "sent")).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(settle(send, "not_sent")).rejects.toMatchObject({ code: "conflict" });
    expect((await stateOf(ctx, send)).row.status).toBe("queued");
  });
});
