import { describe, expect, it } from "vitest";
import { loadHealthStates } from "#lib/health/load-health-states.ts";
import type { DeliveryOutcome } from "#lib/mail/types.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { handOverSend } from "./hand-over-send.ts";
import { claimed, claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const refused = (change: object): DeliveryOutcome => ({
  kind: "refused",
  isPermanent: false,
  isCredentialProblem: false,
  code: "451",
  detail: "451 later",
  ...change,
});

describe("what the provider says", () => {
  it("not now: planned again later, at most three tries", async () => {
    ctx.onDeliver(() => refused({ retryAfterMs: 3_600_000 }));
    const send = await createQueuedSend(ctx);
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({
      kind: "cancelled",
      reason: "provider_unavailable",
    });
    const first = await stateOf(ctx, send);
    expect([first.capacityUsed, first.outreach.status, first.outreach.total_emails_sent]).toEqual([0, "cold", 0]);
    expect(first.outreach.next_send_at?.getTime()).toBeGreaterThanOrEqual(ctx.now().getTime() + 3_600_000);
    const { id: _id, message_id: _messageId, ...planned } = send.email;
    const again = async () => {
      const email = await createTestEmail(ctx, send.tenantId, send.outreach.id, {
        ...planned,
        decision: undefined,
      } as never);
      return handOverSend(ctx, await claimedAndWritten(ctx, { ...send, email }));
    };
    expect(await again()).toEqual({ kind: "cancelled", reason: "provider_unavailable" });
    expect(await again()).toEqual({ kind: "failed", reason: "provider_unavailable" });
    expect((await stateOf(ctx, send)).outreach).toMatchObject({ hold_reason: "step_not_sent", next_send_at: null });
  });

  it("not now: whatever has next sends worked out again, nobody goes before the time it named", async () => {
    ctx.onDeliver(() => refused({ retryAfterMs: 7_200_000 }));
    const send = await createQueuedSend(ctx, { outreach: { created_at: new Date(ctx.now().getTime() - 3_600_000) } });
    await handOverSend(ctx, await claimedAndWritten(ctx, send));
    const { tenantId, outreach } = send;
    const now = new Date(ctx.now().getTime() + 60_000);
    await ctx.forTenant(tenantId, (tx) => recomputeNextSend(tx, { tenantId, outreachIds: [outreach.id], now }));
    const after = (await stateOf(ctx, send)).outreach;
    expect(after.next_send_at?.getTime()).toBeGreaterThanOrEqual(ctx.now().getTime() + 7_200_000);
    expect(after.last_decision).toMatchObject({ kind: "none", reason: "provider_unavailable" });
  });

  it("never: final, the capacity comes back, the prospect is held", async () => {
    ctx.onDeliver(() => refused({ isPermanent: true, code: "554", detail: "554 content" }));
    const send = await createQueuedSend(ctx);
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({
      kind: "failed",
      reason: "provider_refused",
    });
    const { row, outreach, capacityUsed } = await stateOf(ctx, send);
    expect([row.sent_at, row.status_detail, capacityUsed]).toEqual([null, "554 554 content", 0]);
    expect(outreach).toMatchObject({ status: "cold", outreach_sequence_step: 0, hold_reason: "step_not_sent" });
  });

  it("no such user: the prospect waits for another address, and this step can go to it", async () => {
    ctx.onDeliver(() => refused({ isPermanent: true, code: "550", detail: "550 5.1.1 user unknown" }));
    const send = await createQueuedSend(ctx);
    await handOverSend(ctx, await claimedAndWritten(ctx, send));
    const { row, outreach } = await stateOf(ctx, send);
    expect([row.status, row.status_reason, outreach.status]).toEqual([
      "cancelled",
      "invalid_address",
      "no_verified_email",
    ]);
  });

  it("wrong credentials: the connection stops until a person releases it", async () => {
    ctx.onDeliver(() => refused({ isCredentialProblem: true, code: "535", detail: "535 bad login" }));
    const send = await createQueuedSend(ctx);
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({
      kind: "cancelled",
      reason: "provider_credentials",
    });
    const states = await ctx.forTenant(send.tenantId, (tx) => loadHealthStates(tx, send.tenantId));
    expect(states).toMatchObject([
      { scope_kind: "connection", scope_id: send.mailbox.provider_connection_id, state: "paused" },
    ]);
    ctx.onDeliver(() => ({ kind: "accepted", providerMessageId: null, response: "ok" }));
    const next = await createQueuedSend(ctx, {
      tenantId: send.tenantId,
      mailbox: { provider_connection_id: send.mailbox.provider_connection_id },
    });
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, next))).toMatchObject({ reason: "connection_paused" });
  });

  it("nothing, or a port that throws: unknown, counted as sent", async () => {
    ctx.onDeliver(() => Promise.reject(new Error("socket hang up")));
    const send = await createQueuedSend(ctx);
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({ kind: "unknown" });
    const { row, outreach, capacityUsed } = await stateOf(ctx, send);
    expect(row).toMatchObject({ status: "unknown", status_reason: "outcome_unknown", status_detail: "socket hang up" });
    expect([outreach.outreach_sequence_step, outreach.total_emails_sent, capacityUsed]).toEqual([1, 1, 1]);
  });

  it.each<{ name: string; outcome: DeliveryOutcome; expected: object }>([
    {
      name: "taken",
      outcome: { kind: "accepted", providerMessageId: null, response: "250 \0ok \ud83d" },
      expected: { status: "sent", status_detail: "250 ok \ufffd" },
    },
    {
      name: "refused for good",
      outcome: refused({ isPermanent: true, code: "554", detail: "\0no \ud83d" }),
      expected: { status: "failed", status_detail: "554 no \ufffd" },
    },
    {
      name: "lost",
      outcome: { kind: "unknown", detail: "cut\0 off" },
      expected: { status: "unknown", status_detail: "cut off" },
    },
  ])("in words that no column holds, and is $name all the same", async ({ outcome, expected }) => {
    ctx.onDeliver(() => outcome);
    const send = await createQueuedSend(ctx);
    await handOverSend(ctx, await claimedAndWritten(ctx, send));
    expect((await stateOf(ctx, send)).row).toMatchObject(expected);
  });

  it("wrong credentials, in words that no column holds: the connection stops all the same", async () => {
    ctx.onDeliver(() => refused({ isCredentialProblem: true, code: "535", detail: "\0bad \ud83d login" }));
    const send = await createQueuedSend(ctx);
    await handOverSend(ctx, await claimedAndWritten(ctx, send));
    const states = await ctx.forTenant(send.tenantId, (tx) => loadHealthStates(tx, send.tenantId));
    expect(states).toMatchObject([{ scope_kind: "connection", state: "paused" }]);
  });

  it("a message without text never leaves", async () => {
    ctx.onDeliver(() => ({ kind: "accepted", providerMessageId: null, response: "ok" }));
    const send = await createQueuedSend(ctx);
    expect(await handOverSend(ctx, await claimed(ctx, send))).toEqual({
      kind: "cancelled",
      reason: "generation_failed",
    });
  });
});
