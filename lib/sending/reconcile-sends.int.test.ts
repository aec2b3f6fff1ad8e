import { beforeEach, describe, expect, it } from "vitest";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { createTestEmail, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { claimSend } from "./claim-send.ts";
import { reconcileSends } from "./reconcile-sends.ts";
import { claimed, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
const start = new Date("2026-06-10T16:00:00Z");
const minutes = (n: number) => new Date(start.getTime() + n * 60_000);
const nothing = { requeued: 0, unknown: 0, settled: 0, cancelled: 0, republished: 0, generation_returned: 0 };
beforeEach(() => ctx.setNow(start));

/** A message that was being handed over when its worker died; its lease is over. */
const dyingSend = (email: object = {}, tenantId?: string) =>
  createQueuedSend(ctx, {
    tenantId,
    email: {
      status: "sending",
      claim_id: crypto.randomUUID(),
      sent_at: minutes(-11),
      lease_until: minutes(-1),
      ...email,
    },
  });

describe("reconcileSends", () => {
  it("finds nothing to do where nothing is late", async () => {
    const fresh = await createQueuedSend(ctx);
    await claimed(ctx, fresh);
    const { tenantId } = fresh;
    await createQueuedSend(ctx, { tenantId, email: { scheduled_at: minutes(20) } });
    await dyingSend({ lease_until: minutes(1) }, tenantId);
    expect(await reconcileSends(ctx, { tenantId })).toEqual(nothing);
  });

  it.each(["delivered_at", "bounced_at", "opened_at", "machine_opened_at", "clicked_at", "complained_at"])(
    "takes a hand-over with %s for sent: it must have left",
    async (column) => {
      const send = await dyingSend({ [column]: minutes(-5) });
      expect(await reconcileSends(ctx, send)).toEqual({ ...nothing, settled: 1 });
      const { row, outreach } = await stateOf(ctx, send);
      expect([row.status, row.status_reason, outreach.total_emails_sent]).toEqual(["sent", null, 1]);
      expect((await getEmailReputation(ctx, send.tenantId)).metrics.sent).toBe(1);
    },
  );

  it("takes one whose provider id is known for sent, and any other for unknown", async () => {
    const known = await dyingSend({ provider_message_id: "p-1" });
    expect(await reconcileSends(ctx, known)).toEqual({ ...nothing, settled: 1 });
    const unknown = await dyingSend();
    expect(await reconcileSends(ctx, unknown)).toEqual({ ...nothing, unknown: 1 });
    expect((await getEmailReputation(ctx, unknown.tenantId)).metrics.sent).toBe(0);
    const { outreach } = await stateOf(ctx, unknown);
    expect(outreach).toMatchObject({
      status: "contacted",
      outreach_sequence_step: 1,
      last_email_sent_at: minutes(-11),
    });
    expect(outreach.next_send_at?.getTime()).toBeGreaterThan(start.getTime());
  });

  it("counts each of a prospect's messages that died together", async () => {
    const send = await dyingSend();
    const again = { ...send.email, id: undefined, message_id: "<two@a.test>", kind: "winback", decision: undefined };
    await createTestEmail(ctx, send.tenantId, send.outreach.id, again as never);
    expect(await reconcileSends(ctx, send)).toEqual({ ...nothing, unknown: 2 });
    const { outreach } = await stateOf(ctx, send);
    expect([outreach.total_emails_sent, outreach.outreach_sequence_step]).toEqual([2, 1]);
  });

  it("run three times at once settles, requeues and cancels each row once", async () => {
    const first = await dyingSend();
    const { tenantId } = first;
    const others = await Promise.all([1, 2, 3].map(() => dyingSend({}, tenantId)));
    const claims = await Promise.all([1, 2].map(() => createQueuedSend(ctx, { tenantId })));
    for (const send of claims) await claimed(ctx, send);
    const missed = await createQueuedSend(ctx, { tenantId, email: { scheduled_at: minutes(-45) } });
    ctx.setNow(minutes(11));
    const runs = await Promise.all([1, 2, 3].map(() => reconcileSends(ctx, { tenantId })));
    const sum = (name: keyof typeof nothing) => runs.reduce((total, run) => total + run[name], 0);
    expect([sum("unknown"), sum("requeued"), sum("cancelled")]).toEqual([4, 2, 1]);
    for (const send of [first, ...others]) expect((await stateOf(ctx, send)).outreach.total_emails_sent).toBe(1);
    expect((await stateOf(ctx, missed)).capacityUsed).toBe(6);
  });

  it("touches no row of another tenant", async () => {
    const theirs = await dyingSend();
    expect(await reconcileSends(ctx, { tenantId: await createTestTenant(ctx) })).toEqual(nothing);
    expect((await stateOf(ctx, theirs)).row.status).toBe("sending");
  });
});

describe("late rows", () => {
  it.each([
    ["5 minutes", -5, { republished: 1, cancelled: 0 }],
    ["not yet 5 minutes", -4.99, { republished: 0, cancelled: 0 }],
    ["30 minutes", -30, { republished: 1, cancelled: 0 }],
    ["more than 30 minutes", -30.01, { republished: 0, cancelled: 1 }],
  ])("%s late", async (_name, at, expected) => {
    const send = await createQueuedSend(ctx, { email: { scheduled_at: minutes(at) } });
    expect(await reconcileSends(ctx, send)).toMatchObject(expected);
    expect((await stateOf(ctx, send)).row.status).toBe(expected.cancelled === 1 ? "cancelled" : "queued");
  });

  it("go by the clock where the prospect is", async () => {
    const hours = { send_hours_start: "08:00", send_hours_end: "12:00" };
    const late = { scheduled_at: minutes(-6) };
    const eastern = { zip: "10001", state_code: "NY" };
    const noonInNewYork = await createQueuedSend(ctx, { settings: hours, prospect: eastern, email: late });
    expect(await reconcileSends(ctx, noonInNewYork)).toMatchObject({ cancelled: 1, republished: 0 });
    const inChicago = await createQueuedSend(ctx, { settings: hours, email: late });
    expect(await reconcileSends(ctx, inChicago)).toMatchObject({ cancelled: 0, republished: 1 });
  });

  it("are published with all that a worker needs, and stay to be had", async () => {
    const send = await createQueuedSend(ctx, { email: { scheduled_at: minutes(-10) } });
    await reconcileSends(ctx, send);
    expect(ctx.published.filter(({ tenantId }) => tenantId === send.tenantId)).toEqual([
      {
        type: "emailQueued",
        tenantId: send.tenantId,
        outreachEmailId: send.email.id,
        mailboxId: send.mailbox.id,
        scheduledAt: minutes(-10),
      },
    ]);
    expect((await claimSend(ctx, { tenantId: send.tenantId, outreachEmailId: send.email.id })).kind).toBe("claimed");
  });

  it("that were missed are planned anew at once, or held for what has happened meanwhile", async () => {
    const email = { scheduled_at: minutes(-45) };
    const again = await createQueuedSend(ctx, { email, outreach: { created_at: minutes(-90) } });
    await reconcileSends(ctx, again);
    expect((await stateOf(ctx, again)).outreach).toMatchObject({ hold_reason: null, next_send_at: minutes(-90) });
    const stale = await createQueuedSend(ctx, { email, prospect: { verified_at: null } });
    await reconcileSends(ctx, stale);
    expect((await stateOf(ctx, stale)).outreach).toMatchObject({ hold_reason: "awaiting_verification" });
  });
});

describe("prospects whose text could not be written", () => {
  const failed = (outreach: object) =>
    createQueuedSend(ctx, {
      email: { status: "cancelled" },
      outreach: { status: "generation_failed", next_send_at: null, generation_failures: 3, ...outreach },
    });

  it.each([
    ["a day later", minutes(-24 * 60), 1],
    ["a minute sooner", minutes(-24 * 60 + 1), 0],
  ])("return %s", async (_name, updated_at, generation_returned) => {
    const send = await failed({ updated_at });
    expect(await reconcileSends(ctx, send)).toEqual({ ...nothing, generation_returned });
    expect((await stateOf(ctx, send)).outreach.generation_failures).toBe(generation_returned === 1 ? 0 : 3);
  });

  it("go on where they were in their sequence", async () => {
    const sent = { outreach_sequence_step: 1, last_email_sent_at: minutes(-100 * 60), updated_at: minutes(-25 * 60) };
    const send = await failed(sent);
    await createTestEmail(ctx, send.tenantId, send.outreach.id, { sent_at: minutes(-100 * 60) });
    await reconcileSends(ctx, send);
    const { outreach } = await stateOf(ctx, send);
    expect([outreach.status, outreach.next_send_at]).toEqual(["contacted", minutes(-28 * 60)]);
  });
});
