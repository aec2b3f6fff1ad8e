import { expect, it } from "vitest";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { claimSend } from "./claim-send.ts";
import { handOverSend } from "./hand-over-send.ts";
import { settleSend, settleUnknownAsSent } from "./settle-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const actor = systemActor("test");

async function unknownSend() {
  ctx.onDeliver(() => ({ kind: "unknown", detail: "no answer" }));
  const send = await createQueuedSend(ctx);
  await handOverSend(ctx, await claimedAndWritten(ctx, send));
  const settle = (as: "sent" | "not_sent") =>
    settleSend(ctx, {
      tenantId: send.tenantId,
      outreachEmailId: send.email.id,
      as,
      actor,
      reason: "asked the provider",
    });
  return { send, settle };
}

it("as sent: it counts for reputation from then on, and once", async () => {
  const { send, settle } = await unknownSend();
  expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(0);
  expect(await settle("sent")).toEqual({ status: "sent" });
  await expect(settle("sent")).rejects.toMatchObject({ code: "conflict" });
  const { row, outreach, capacityUsed } = await stateOf(ctx, send);
  expect([row.status, row.sent_at, outreach.total_emails_sent, capacityUsed]).toEqual(["sent", ctx.now(), 1, 1]);
  expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
});

it("as not sent: step, total and capacity are taken back, and it is planned again", async () => {
  const { send, settle } = await unknownSend();
  expect(await settle("not_sent")).toEqual({ status: "cancelled" });
  const { row, outreach, capacityUsed } = await stateOf(ctx, send);
  expect([row.status, row.status_reason, row.sent_at, capacityUsed]).toEqual([
    "cancelled",
    "settled_not_sent",
    null,
    0,
  ]);
  expect(outreach).toMatchObject({
    status: "cold",
    outreach_sequence_step: 0,
    total_emails_sent: 0,
    last_email_sent_at: null,
  });
  expect(outreach.next_send_at).not.toBeNull();
  expect((await claimSend(ctx, { tenantId: send.tenantId, outreachEmailId: send.email.id })).kind).toBe("gone");
});

it("leaves a line in the audit log", async () => {
  const { send, settle } = await unknownSend();
  await settle("sent");
  const lines = await ctx.forTenant(send.tenantId, (tx) =>
    tx.auditLog.findMany({ where: { target_id: send.email.id } }),
  );
  expect(lines).toMatchObject([
    { action: "send.settled", actor_label: "test", after: { status: "sent" }, reason: "asked the provider" },
  ]);
});

it("knows only unknown messages of the tenant", async () => {
  const { send } = await unknownSend();
  const other = await createQueuedSend(ctx);
  const request = {
    tenantId: other.tenantId,
    outreachEmailId: send.email.id,
    as: "sent",
    actor,
    reason: "asked",
  } as const;
  await expect(settleSend(ctx, request)).rejects.toMatchObject({ code: "not_found" });
  await expect(settleSend(ctx, { ...request, outreachEmailId: other.email.id })).rejects.toMatchObject({
    code: "conflict",
  });
});

it("by the provider's events, for many at once", async () => {
  const { send } = await unknownSend();
  const outreachEmailIds = [send.email.id, crypto.randomUUID()];
  const settled = await ctx.forTenant(send.tenantId, (tx) =>
    settleUnknownAsSent(tx, { tenantId: send.tenantId, outreachEmailIds, now: ctx.now() }),
  );
  expect(settled).toEqual([send.email.id]);
  expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
});
