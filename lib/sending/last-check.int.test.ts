import { beforeEach, describe, expect, it } from "vitest";
import type { DeliveryOutcome } from "#lib/mail/types.ts";
import { createTestConnection, createTestEmail, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { beginHandOver } from "./begin-hand-over.ts";
import { handOverSend } from "./hand-over-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const start = new Date("2026-06-10T16:00:00Z");
const hoursAgo = (hours: number) => new Date(start.getTime() - hours * 3_600_000);
type Send = Awaited<ReturnType<typeof createQueuedSend>>;
beforeEach(() => ctx.setNow(start));

/** Messages of other prospects at the same recipient domain that bounced. */
async function bounced(send: Send, bounces: { hours: number; type: string | null }[]) {
  for (const [n, { hours, type }] of bounces.entries()) {
    await createTestEmail(ctx, send.tenantId, send.outreach.id, {
      recipient_domain: send.email.recipient_domain,
      re_contact_cycle: 20 + n,
      bounced_at: hoursAgo(hours),
      bounce_type: type,
    });
  }
}

/** The second step of a prospect whose first message was sent and opened. */
async function followUp(given: Parameters<typeof createQueuedSend>[1] = {}) {
  const outreach = { status: "contacted", outreach_sequence_step: 1, last_email_sent_at: hoursAgo(100) };
  const send = await createQueuedSend(ctx, { ...given, outreach: { ...outreach, ...given?.outreach } });
  const first = {
    message_id: `<first-${send.email.id}@send.test>`,
    sent_at: hoursAgo(100),
    mailbox_id: send.mailbox.id,
  };
  await createTestEmail(ctx, send.tenantId, send.outreach.id, {
    ...first,
    provider_connection_id: send.mailbox.provider_connection_id,
  });
  return { send, first };
}

describe("bounces of the recipient domain", () => {
  const many = Array.from({ length: 60 }, () => ({ hours: 30, type: "technical" }));
  it.each<[string, number, { hours: number; type: string | null }[], string | null]>([
    ["one hard bounce, first message", 1, [{ hours: 50, type: "hard" }], "recipient_domain_blocked"],
    ["one bounce without a class, as planning takes it", 1, [{ hours: 50, type: null }], "recipient_domain_blocked"],
    ["one hard bounce 91 days ago", 1, [{ hours: 91 * 24, type: "hard" }], null],
    ["one technical bounce", 1, [{ hours: 2, type: "technical" }], null],
    [
      "two technical ones within a day",
      1,
      [2, 20].map((hours) => ({ hours, type: "technical" })),
      "recipient_domain_cooling",
    ],
    ["two technical ones, a day apart", 1, [2, 24].map((hours) => ({ hours, type: "technical" })), null],
    ["one hard bounce, follow-up", 2, [{ hours: 50, type: "hard" }], null],
    ["two hard bounces, follow-up", 2, [50, 70].map((hours) => ({ hours, type: "hard" })), "recipient_domain_blocked"],
    [
      "a hard bounce behind many technical ones",
      1,
      [...many, { hours: 900, type: "hard" }],
      "recipient_domain_blocked",
    ],
  ])("%s", async (_name, step, bounces, reason) => {
    const send = step === 1 ? await createQueuedSend(ctx) : (await followUp()).send;
    await bounced(send, bounces);
    const expected = reason === null ? { kind: "sent" } : { kind: "cancelled", reason };
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual(expected);
  });

  it("count for nothing at a free-mail provider", async () => {
    const email = `pat-${crypto.randomUUID()}@gmail.com`;
    const send = await createQueuedSend(ctx, { prospect: { email, email_key: email } });
    await bounced(send, [
      { hours: 1, type: "hard" },
      { hours: 2, type: "hard" },
    ]);
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({ kind: "sent" });
  });
});

describe("the row that is being sent", () => {
  it.each<[string, object, object, boolean]>([
    ["the simulator reports opens", {}, { kind: "simulator", event_source: "none" }, true],
    ["so does SendGrid", {}, { kind: "smtp", event_source: "sendgrid", settings: { host: "127.0.0.1" } }, true],
    ["a plain server does not", {}, { kind: "smtp", event_source: "none", settings: { host: "127.0.0.1" } }, false],
    ["nor a mailbox without tracking", { open_tracking: false }, { kind: "simulator" }, false],
  ])("is open-tracked only where opens are heard of: %s", async (_name, mailbox, connection, open_tracked) => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await createTestConnection(ctx, tenantId, connection);
    const send = await createQueuedSend(ctx, { tenantId, mailbox: { ...mailbox, provider_connection_id: id } });
    expect((await beginHandOver(ctx, await claimedAndWritten(ctx, send))).kind).toBe("go");
    expect((await stateOf(ctx, send)).row).toMatchObject({
      status: "sending",
      sent_at: start,
      lease_until: new Date("2026-06-10T16:10:00Z"),
      open_tracked,
      provider_connection_id: id,
    });
  });

  it("is gone for a claim whose lease is over, and for a claim that is not its own", async () => {
    const send = await createQueuedSend(ctx);
    const claim = await claimedAndWritten(ctx, send);
    expect(await beginHandOver(ctx, { ...claim, claimId: crypto.randomUUID() })).toEqual({ kind: "gone" });
    expect(await beginHandOver(ctx, { ...claim, tenantId: await createTestTenant(ctx) })).toEqual({ kind: "gone" });
    ctx.setNow("2026-06-10T16:10:00Z");
    expect(await beginHandOver(ctx, claim)).toEqual({ kind: "gone" });
  });

  it("does not leave when the connection's secrets cannot be opened", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await createTestConnection(ctx, tenantId, { secrets_encrypted: Buffer.from("not a box") });
    const send = await createQueuedSend(ctx, { tenantId, mailbox: { provider_connection_id: id } });
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({
      kind: "cancelled",
      reason: "provider_credentials",
    });
    expect((await stateOf(ctx, send)).capacityUsed).toBe(0);
  });
});

describe("a follow-up", () => {
  it("answers the message before it, with all of this cycle behind it", async () => {
    const { send, first } = await followUp();
    await ctx.forTenant(send.tenantId, (tx) =>
      tx.outreachEmail.update({ where: { id: send.email.id }, data: { in_reply_to: first.message_id } }),
    );
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({ kind: "sent" });
    const delivered = ctx.delivered.find(({ message }) => message.messageId === send.email.message_id);
    expect(delivered?.message).toMatchObject({ inReplyTo: first.message_id, references: [first.message_id] });
  });

  it("that was taken over by another mailbox answers nothing", async () => {
    const { send } = await followUp();
    await handOverSend(ctx, await claimedAndWritten(ctx, send));
    const delivered = ctx.delivered.find(({ message }) => message.messageId === send.email.message_id);
    expect([delivered?.message.inReplyTo, delivered?.message.references]).toEqual([undefined, undefined]);
  });

  it("does not count as its own evidence of tracking: with nothing tracked before it the setting decides", async () => {
    const settings = { max_sequence_steps: 2, untracked_engagement: "hold" as const };
    const { send } = await followUp({ settings, email: { open_tracked: true } });
    await ctx.forTenant(send.tenantId, (tx) =>
      tx.outreachEmail.updateMany({ where: { sequence_step: 1 }, data: { open_tracked: false } }),
    );
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toMatchObject({ reason: "engagement_gate" });
  });

  it("goes on over the kind of connection its cycle began on, or not at all", async () => {
    const { send } = await followUp();
    const data = { kind: "smtp", settings: { host: "127.0.0.1" } };
    const smtp = await createTestConnection(ctx, send.tenantId, data);
    await ctx.forTenant(send.tenantId, (tx) =>
      tx.mailbox.update({ where: { id: send.mailbox.id }, data: { provider_connection_id: smtp.id } }),
    );
    const result = await handOverSend(ctx, await claimedAndWritten(ctx, send));
    expect(result).toEqual({ kind: "cancelled", reason: "other_transport" });
    expect((await stateOf(ctx, send)).outreach.hold_reason).toBe("other_transport");
  });
});

it("what the provider answered is kept, cut to what a person reads", async () => {
  const response = `250 ${"x".repeat(900)}`;
  const answers: DeliveryOutcome[] = [
    { kind: "accepted", providerMessageId: "p-9", response },
    { kind: "unknown", detail: response },
  ];
  for (const answer of answers) {
    ctx.onDeliver(() => answer);
    const send = await createQueuedSend(ctx);
    await handOverSend(ctx, await claimedAndWritten(ctx, send));
    const { row } = await stateOf(ctx, send);
    expect(row.status_detail).toBe(response.slice(0, 500));
    expect(row.provider_message_id).toBe(answer.kind === "accepted" ? "p-9" : null);
  }
});
