import { describe, expect, it } from "vitest";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { claimSend } from "./claim-send.ts";
import { generateEmail } from "./generate-email.ts";
import { handOverSend } from "./hand-over-send.ts";
import { reconcileSends } from "./reconcile-sends.ts";
import { claimed, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const start = "2026-06-10T16:00:00Z";
const minutesLater = (minutes: number) => ctx.setNow(new Date(Date.parse(start) + minutes * 60_000));

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
