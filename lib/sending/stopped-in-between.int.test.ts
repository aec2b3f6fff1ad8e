import { expect, it } from "vitest";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createWorld, event } from "#lib/webhooks/testing/webhook-world.ts";
import { handOverSend } from "./hand-over-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();

/** A follow-up claimed and written, and the message before it, whose events come in signed. */
async function createFollowUp() {
  const world = await createWorld(ctx);
  const send = await createQueuedSend(ctx, {
    tenantId: world.tenantId,
    outreach: { status: "contacted", outreach_sequence_step: 1, last_email_sent_at: new Date("2026-06-06T16:00:00Z") },
  });
  const first = await createTestEmail(ctx, world.tenantId, send.outreach.id, {
    to_email: send.email.to_email,
    recipient_domain: send.email.recipient_domain,
    mailbox_id: send.mailbox.id,
    sent_at: new Date("2026-06-06T16:00:00Z"),
    created_at: new Date("2026-06-06T15:00:00Z"),
  });
  return {
    world,
    send,
    claim: await claimedAndWritten(ctx, send),
    report: (name: string, fields = {}) => world.post(event(ctx, first, name, 0, fields)),
  };
}

it("nothing in between: the follow-up leaves", async () => {
  const { claim } = await createFollowUp();
  expect(await handOverSend(ctx, claim)).toEqual({ kind: "sent" });
});

it.each([
  ["a complaint", "spamreport", {}],
  ["an unsubscribe at the provider", "unsubscribe", {}],
  ["a hard bounce", "bounce", { type: "bounce", bounce_classification: "Invalid Address" }],
])(
  "%s about the message before, signed and posted between claim and hand-over: nothing leaves",
  async (_name, name, fields) => {
    const { send, claim, report } = await createFollowUp();
    ctx.delivered.length = 0;
    await report(name, fields);
    expect((await handOverSend(ctx, claim)).kind).toBe("gone");
    expect(ctx.delivered).toEqual([]);
    const { row, outreach } = await stateOf(ctx, send);
    expect([row.status, outreach.next_send_at]).toEqual(["cancelled", null]);
  },
);
