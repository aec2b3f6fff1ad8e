import { describe, expect, it } from "vitest";
import { loadHealthStates } from "#lib/health/load-health-states.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import type { DeliveryOutcome } from "#lib/mail/types.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { suppress } from "#lib/suppressions/suppress.ts";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { cancelOpenSends } from "./cancel-open-sends.ts";
import { handOverSend } from "./hand-over-send.ts";
import { claimed, claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const deliveries = (messageId: string) => ctx.delivered.filter(({ message }) => message.messageId === messageId).length;
const refused = (change: object): DeliveryOutcome => ({
  kind: "refused",
  isPermanent: false,
  isCredentialProblem: false,
  code: "451",
  detail: "451 later",
  ...change,
});

describe("what changes between claim and hand-over", () => {
  it.each<[string, string, (send: Awaited<ReturnType<typeof createQueuedSend>>) => Promise<unknown>]>([
    [
      "kill switch",
      "engine_paused",
      ({ tenantId }) =>
        ctx.forTenant(tenantId, (tx) =>
          tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data: { sequencer_paused: true } }),
        ),
    ],
    [
      "a suppression that forgot to cancel",
      "suppressed",
      ({ tenantId, prospect }) =>
        ctx.forTenant(tenantId, (tx) =>
          suppress(tx, { tenantId, kind: "email", value: prospect.email ?? "", reason: "manual", source: "test" }),
        ),
    ],
    [
      "a suppressed recipient domain",
      "suppressed",
      ({ tenantId, email }) =>
        ctx.forTenant(tenantId, (tx) =>
          suppress(tx, { tenantId, kind: "domain", value: email.recipient_domain, reason: "manual", source: "test" }),
        ),
    ],
    [
      "a reply",
      "replied",
      ({ tenantId, outreach }) =>
        ctx.forTenant(tenantId, (tx) =>
          tx.outreach.update({ where: { id: outreach.id }, data: { last_email_replied_at: ctx.now() } }),
        ),
    ],
    [
      "a paused mailbox",
      "mailbox_paused",
      ({ tenantId, mailbox }) =>
        pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: mailbox.id, actor: systemActor("test") }),
    ],
    [
      "a paused sending domain",
      "domain_paused",
      ({ tenantId, mailbox }) =>
        pauseScope(ctx, {
          tenantId,
          scopeKind: "domain",
          scopeId: mailbox.sending_domain_id,
          actor: systemActor("test"),
        }),
    ],
    [
      "a mailbox switched off",
      "mailbox_paused",
      ({ tenantId, mailbox }) =>
        ctx.forTenant(tenantId, (tx) => tx.mailbox.update({ where: { id: mailbox.id }, data: { is_active: false } })),
    ],
    [
      "the window closing",
      "outside_window",
      ({ tenantId }) =>
        ctx.forTenant(tenantId, (tx) =>
          tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data: { send_hours_end: "10:00" } }),
        ),
    ],
  ])("%s", async (_name, reason, change) => {
    const send = await createQueuedSend(ctx);
    const claim = await claimedAndWritten(ctx, send);
    await change(send);
    expect(await handOverSend(ctx, claim)).toEqual({ kind: "cancelled", reason });
    const { row, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, row.status_reason, row.sent_at, capacityUsed]).toEqual(["cancelled", reason, null, 0]);
    expect(deliveries(row.message_id)).toBe(0);
  });

  it("a row that was cancelled is gone, and its capacity comes back once", async () => {
    const send = await createQueuedSend(ctx);
    const claim = await claimedAndWritten(ctx, send);
    const cancel = () =>
      ctx.forTenant(send.tenantId, (tx) =>
        cancelOpenSends(tx, {
          tenantId: send.tenantId,
          outreachIds: [send.outreach.id],
          reason: "replied",
          now: ctx.now(),
        }),
      );
    expect([await cancel(), await cancel()]).toEqual([1, 0]);
    expect(await handOverSend(ctx, claim)).toEqual({ kind: "gone" });
    const { row, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, row.status_reason, capacityUsed]).toEqual(["cancelled", "replied", 0]);
  });

  it("nobody hands over behind a suppression, whoever is faster", async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const send = await createQueuedSend(ctx);
      const { tenantId, prospect, email } = send;
      const claim = await claimedAndWritten(ctx, send);
      const value = prospect.email ?? "";
      const suppression = ctx.forTenant(tenantId, async (tx) => {
        await suppress(tx, { tenantId, kind: "email", value, reason: "manual", source: "test" });
        // The outreach is locked from here to the commit: what is not `sending` now must never be.
        const row = await tx.outreachEmail.findUniqueOrThrow({ where: { id: email.id } });
        await tx.$queryRaw`SELECT pg_sleep(0.02)::text`;
        return row.status;
      });
      const [result, statusAtSuppression] = await Promise.all([handOverSend(ctx, claim), suppression]);
      seen.add(result.kind);
      if (statusAtSuppression === "claimed") expect(result).toEqual({ kind: "cancelled", reason: "suppressed" });
      else expect(result).toEqual({ kind: "sent" });
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it("an address that turns out bad sets the prospect aside", async () => {
    ctx.onLookUp(() => ({ kind: "refuses", reason: "null_mx" }));
    const send = await createQueuedSend(ctx);
    const claim = await claimedAndWritten(ctx, send);
    ctx.onLookUp((domain) => ({ kind: "accepts", mxHosts: [`mx.${domain}`] }));
    expect(await handOverSend(ctx, claim)).toEqual({ kind: "cancelled", reason: "invalid_address" });
    const { outreach } = await stateOf(ctx, send);
    expect(outreach).toMatchObject({ status: "no_verified_email", next_send_at: null, hold_reason: null });
  });

  it("hard bounces of the recipient domain keep first messages away", async () => {
    const send = await createQueuedSend(ctx);
    const other = { recipient_domain: send.email.recipient_domain, bounced_at: ctx.now(), bounce_type: "hard" };
    await createTestEmail(ctx, send.tenantId, send.outreach.id, { ...other, re_contact_cycle: 9 });
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({
      kind: "cancelled",
      reason: "recipient_domain_blocked",
    });
  });

  it("another day: the reservation moves along, or the message waits when that day is full", async () => {
    const yesterday = { capacity_day: new Date("2026-06-09T00:00:00Z") };
    const moved = await createQueuedSend(ctx, { email: yesterday });
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, moved))).toEqual({ kind: "sent" });
    const days = await ctx.forTenant(moved.tenantId, (tx) =>
      tx.capacityDay.findMany({ where: { tenant_id: moved.tenantId, kind: "tenant" }, orderBy: { day: "asc" } }),
    );
    expect(days.map((day) => [day.day.toISOString().slice(0, 10), day.used])).toEqual([
      ["2026-06-09", 0],
      ["2026-06-10", 1],
    ]);
    const full = await createQueuedSend(ctx, { email: yesterday, settings: { daily_email_limit: 0 } });
    expect(await handOverSend(ctx, await claimedAndWritten(ctx, full))).toEqual({
      kind: "cancelled",
      reason: "capacity_used",
    });
    expect((await stateOf(ctx, full)).capacityUsed).toBe(0);
  });
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

  it("a message without text never leaves", async () => {
    ctx.onDeliver(() => ({ kind: "accepted", providerMessageId: null, response: "ok" }));
    const send = await createQueuedSend(ctx);
    expect(await handOverSend(ctx, await claimed(ctx, send))).toEqual({
      kind: "cancelled",
      reason: "generation_failed",
    });
  });
});
