import { describe, expect, it } from "vitest";
import { moveCampaign } from "#lib/campaigns/move-campaign.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { suppress } from "#lib/suppressions/suppress.ts";
import { createTestEmail, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { cancelOpenSends } from "./cancel-open-sends.ts";
import { handOverSend } from "./hand-over-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const deliveries = (messageId: string) => ctx.delivered.filter(({ message }) => message.messageId === messageId).length;

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
      "a paused connection",
      "connection_paused",
      ({ tenantId, mailbox }) =>
        pauseScope(ctx, {
          tenantId,
          scopeKind: "connection",
          scopeId: mailbox.provider_connection_id,
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

  it.each([
    [
      "paused by a person: what it had planned is cancelled",
      { kind: "gone" },
      (tenantId: string, { id, version }: { id: string; version: number }) =>
        moveCampaign(ctx, { tenantId, actor: systemActor("test"), id, version, status: "paused" }),
    ],
    [
      "paused by a change that forgot to cancel",
      { kind: "cancelled", reason: "campaign_paused" },
      (tenantId: string, { id }: { id: string }) =>
        ctx.forTenant(tenantId, (tx) => tx.campaign.update({ where: { id }, data: { status: "paused" } })),
    ],
  ])("a campaign %s", async (_name, expected, pause) => {
    const tenantId = await createTestTenant(ctx);
    const campaign = await ctx.forTenant(tenantId, (tx) =>
      tx.campaign.create({ data: { tenant_id: tenantId, name: "Spring", status: "active" } }),
    );
    const own = { campaign_id: campaign.id };
    const send = await createQueuedSend(ctx, { tenantId, outreach: own, email: own });
    const claim = await claimedAndWritten(ctx, send);
    await pause(tenantId, campaign);
    expect(await handOverSend(ctx, claim)).toEqual(expected);
    const { row, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, row.status_reason, row.sent_at, capacityUsed]).toEqual([
      "cancelled",
      "campaign_paused",
      null,
      0,
    ]);
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

it.each([
  ["who runs the recipient's mail", { kind: "accepts", mxHosts: ["aspmx.l.google.com", "mx.acme.com"] }, "google"],
  ["that it is nobody we name", { kind: "accepts", mxHosts: ["mx.acme.com"] }, "other"],
  ["nothing when DNS could not say", { kind: "unknown", detail: "time-out" }, null],
] as const)("the ledger keeps %s, as the claim's look-up found it", async (_name, answer, expected) => {
  const send = await createQueuedSend(ctx);
  ctx.onLookUp(() => answer as never);
  const claim = await claimedAndWritten(ctx, send);
  expect(await handOverSend(ctx, claim)).toEqual({ kind: "sent" });
  expect((await stateOf(ctx, send)).row.recipient_provider).toBe(expected);
});
