import { describe, expect, it } from "vitest";
import { createQueuedSend, stateOf } from "#lib/sending/testing.ts";
import { createTestEmail, createTestProspect } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { acceptUnsubscribe, showUnsubscribePage } from "./answer-unsubscribe.ts";
import { describeUnsubscribeLink, unsubscribe } from "./unsubscribe.ts";
import { createUnsubscribeToken } from "./unsubscribe-token.ts";

const ctx = createTestContext();
type Send = Awaited<ReturnType<typeof createQueuedSend>>;

const linkOf = ({ tenantId, email }: { tenantId: string; email: { id: string } }) =>
  createUnsubscribeToken(ctx.config, { tenantId, outreachEmailId: email.id });

function suppressionsOf(tenantId: string) {
  return ctx.forTenant(tenantId, (tx) => tx.suppression.findMany());
}

function outreachOf(tenantId: string, id: string) {
  return ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }));
}

function statusesOf(send: Send) {
  return ctx.forTenant(send.tenantId, async (tx) => {
    const rows = await tx.outreachEmail.findMany({ orderBy: { sequence_step: "asc" } });
    return rows.map((row) => row.status);
  });
}

describe("what a link ends", () => {
  it.each([
    { status: "queued", after: "cancelled" },
    { status: "claimed", after: "cancelled" },
    { status: "sending", after: "sending" },
    { status: "sent", after: "sent" },
    { status: "unknown", after: "unknown" },
    { status: "failed", after: "failed" },
    { status: "skipped", after: "skipped" },
  ])("a message that is $status becomes $after", async ({ status, after }) => {
    const send = await createQueuedSend(ctx, { email: { status } });
    await acceptUnsubscribe(ctx, linkOf(send));
    expect(await statusesOf(send)).toEqual([after]);
    expect(await suppressionsOf(send.tenantId)).toHaveLength(1);
  });

  it.each([
    { status: "cold", after: "unsubscribed" },
    { status: "contacted", after: "unsubscribed" },
    { status: "unreachable", after: "unsubscribed" },
    { status: "generation_failed", after: "unsubscribed" },
    { status: "demo_scheduled", after: "demo_scheduled" },
    { status: "won", after: "won" },
    { status: "lost", after: "lost" },
    { status: "exhausted", after: "exhausted" },
  ])("a prospect who is $status becomes $after, and stops", async ({ status, after }) => {
    const inSequence = status === "cold" || status === "contacted";
    const outreach = { status, next_send_at: inSequence ? ctx.now() : null };
    const send = await createQueuedSend(ctx, { outreach });
    await acceptUnsubscribe(ctx, linkOf(send));
    expect((await stateOf(ctx, send)).outreach).toMatchObject({
      status: after,
      email_unsubscribed: true,
      unsubscribed_at: ctx.now(),
      next_send_at: null,
      hold_reason: null,
    });
  });

  it("all open mail of the prospect, not only the message that the link stood in", async () => {
    const send = await createQueuedSend(ctx, { email: { status: "sent" } });
    for (const [sequence_step, status] of [
      [2, "queued"],
      [3, "claimed"],
    ] as const) {
      await createTestEmail(ctx, send.tenantId, send.outreach.id, { sequence_step, status, sent_at: null });
    }
    await acceptUnsubscribe(ctx, linkOf(send));
    expect(await statusesOf(send)).toEqual(["sent", "cancelled", "cancelled"]);
  });

  it("mail to the address that the link was sent to, and to the prospect that has another one now", async () => {
    const send = await createQueuedSend(ctx);
    const old = send.prospect.email ?? "";
    const renewed = `new-${old}`;
    await ctx.forTenant(send.tenantId, (tx) =>
      tx.prospect.update({ where: { id: send.prospect.id }, data: { email: renewed, email_key: renewed } }),
    );
    const heir = await createTestProspect(ctx, send.tenantId, {}, { email: old, email_key: old });
    await acceptUnsubscribe(ctx, linkOf(send));
    expect((await suppressionsOf(send.tenantId)).map((row) => row.value)).toEqual([old]);
    for (const { outreach } of [send, heir]) {
      expect(await outreachOf(send.tenantId, outreach.id)).toMatchObject({
        status: "unsubscribed",
        next_send_at: null,
      });
    }
  });

  it("nothing of another prospect or tenant, even at the same address", async () => {
    const send = await createQueuedSend(ctx);
    const same = { email: send.prospect.email, email_key: send.prospect.email_key };
    const foreign = await createQueuedSend(ctx, { prospect: same });
    const neighbour = await createQueuedSend(ctx, { tenantId: send.tenantId });
    await acceptUnsubscribe(ctx, linkOf(send));
    for (const other of [foreign, neighbour]) {
      const { row, outreach } = await stateOf(ctx, other);
      expect([row.status, outreach.email_unsubscribed]).toEqual(["queued", false]);
    }
    expect(await suppressionsOf(foreign.tenantId)).toEqual([]);
  });
});

describe("how often and when", () => {
  it("twenty clicks at once are one wish", async () => {
    const send = await createQueuedSend(ctx);
    const answers = await Promise.all(Array.from({ length: 20 }, () => acceptUnsubscribe(ctx, linkOf(send))));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    expect(await suppressionsOf(send.tenantId)).toHaveLength(1);
    expect((await stateOf(ctx, send)).capacityUsed).toBe(0);
  });

  it("keeps the time of the first one", async () => {
    const send = await createQueuedSend(ctx);
    const first = ctx.now();
    await acceptUnsubscribe(ctx, linkOf(send));
    ctx.setNow(new Date(first.getTime() + 86_400_000));
    await acceptUnsubscribe(ctx, linkOf(send));
    ctx.setNow(first);
    expect((await stateOf(ctx, send)).outreach.unsubscribed_at).toEqual(first);
  });

  it("works years later: a link has no expiry", async () => {
    const send = await createQueuedSend(ctx, { email: { status: "sent" } });
    const link = linkOf(send);
    const today = ctx.now();
    ctx.setNow("2036-06-10T16:00:00Z");
    expect(await unsubscribe(ctx, link)).toMatchObject({ kind: "unsubscribed" });
    ctx.setNow(today);
  });

  it("leaves nothing half done when the transaction fails in the middle", async () => {
    const send = await createQueuedSend(ctx);
    const broken: typeof ctx = {
      ...ctx,
      forTenant: (tenantId, work) =>
        ctx.forTenant(tenantId, async (tx) => {
          await work(tx);
          throw new Error("the connection broke before the commit");
        }),
    };
    expect((await acceptUnsubscribe(broken, linkOf(send))).status).toBe(503);
    const { row, outreach, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, outreach.email_unsubscribed, capacityUsed]).toEqual(["queued", false, 1]);
    expect(await suppressionsOf(send.tenantId)).toEqual([]);
  });
});

describe("a link that means nothing", () => {
  it("signed for a message that is not there, or for one that came in", async () => {
    const send = await createQueuedSend(ctx);
    const reply = await createTestEmail(ctx, send.tenantId, send.outreach.id, { direction: "inbound", kind: "reply" });
    const links = [
      linkOf({ tenantId: send.tenantId, email: { id: crypto.randomUUID() } }),
      linkOf({ tenantId: crypto.randomUUID(), email: send.email }),
      linkOf({ tenantId: send.tenantId, email: reply }),
    ];
    for (const link of links) {
      expect(await describeUnsubscribeLink(ctx, link)).toBeNull();
      expect(await unsubscribe(ctx, link)).toEqual({ kind: "unknown_link" });
    }
    expect(await suppressionsOf(send.tenantId)).toEqual([]);
  });

  it("says 503, not that it is unknown, when it cannot be looked up", async () => {
    const send = await createQueuedSend(ctx);
    const away = { ...ctx, forTenant: () => Promise.reject(new Error("no database")) };
    expect((await showUnsubscribePage(away, linkOf(send))).status).toBe(503);
    expect((await showUnsubscribePage(away, "nonsense")).status).toBe(404);
  });
});
