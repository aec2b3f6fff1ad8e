import { describe, expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { cancelOpenSends } from "./cancel-open-sends.ts";
import { claimSend } from "./claim-send.ts";
import { generateEmail } from "./generate-email.ts";
import { handOverSend } from "./hand-over-send.ts";
import { claimed, claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();
type Queued = Awaited<ReturnType<typeof createQueuedSend>>;

async function queuedSends(count: number): Promise<{ tenantId: string; sends: Queued[] }> {
  const tenantId = await createTestTenant(ctx);
  const sends: Queued[] = [];
  for (let n = 0; n < count; n += 1) sends.push(await createQueuedSend(ctx, { tenantId }));
  return { tenantId, sends };
}

/** The same context, counting its transactions. */
function counting(): { ctx: EngineContext; count: () => number } {
  let transactions = 0;
  const forTenant: EngineContext["forTenant"] = (...given) => {
    transactions += 1;
    return ctx.forTenant(...given);
  };
  return { ctx: { ...ctx, forTenant }, count: () => transactions };
}

describe("sends of a tenant at once", () => {
  it("leave with their own text and record, in a few transactions", async () => {
    const { tenantId, sends } = await queuedSends(20);
    const together = counting();
    const send = async ({ email }: Queued) => {
      const claim = await claimSend(together.ctx, { tenantId, outreachEmailId: email.id });
      if (claim.kind !== "claimed") return claim;
      await generateEmail(together.ctx, claim.claim);
      return handOverSend(together.ctx, claim.claim);
    };
    expect(await Promise.all(sends.map(send))).toEqual(sends.map(() => ({ kind: "sent" })));
    expect(together.count()).toBeLessThan(60);
    for (const queued of sends) {
      const { row, outreach } = await stateOf(ctx, queued);
      expect(row).toMatchObject({ status: "sent", from_email: queued.mailbox.from_email });
      expect(row.body_text).toContain(queued.mailbox.sender_name);
      expect(outreach).toMatchObject({ outreach_sequence_step: 1, total_emails_sent: 1, status: "contacted" });
      const [sent, ...more] = ctx.delivered.filter(({ message }) => message.messageId === row.message_id);
      expect(sent?.message).toMatchObject({ subject: row.subject, to: { address: row.to_email } });
      expect(more).toEqual([]);
    }
  });

  it("are judged each by itself", async () => {
    const { tenantId, sends } = await queuedSends(6);
    const claims = await Promise.all(sends.map((queued) => claimedAndWritten(ctx, queued)));
    const [paused, replied, cancelled] = sends as [Queued, Queued, Queued];
    const pause = { tenantId, scopeKind: "mailbox", scopeId: paused.mailbox.id, actor: systemActor("test") } as const;
    await pauseScope(ctx, pause);
    await ctx.forTenant(tenantId, async (tx) => {
      await tx.outreach.update({ where: { id: replied.outreach.id }, data: { last_email_replied_at: ctx.now() } });
      await cancelOpenSends(tx, {
        tenantId,
        outreachIds: [cancelled.outreach.id],
        reason: "status_changed",
        now: ctx.now(),
      });
    });
    expect(await Promise.all(claims.map((claim) => handOverSend(ctx, claim)))).toEqual([
      { kind: "cancelled", reason: "mailbox_paused" },
      { kind: "cancelled", reason: "replied" },
      { kind: "gone" },
      { kind: "sent" },
      { kind: "sent" },
      { kind: "sent" },
    ]);
  });

  it("move to today together: those for whom it is full do not go", async () => {
    const { tenantId, sends } = await queuedSends(4);
    const yesterday = new Date(ctx.now().getTime() - 86_400_000);
    const claims = await Promise.all(sends.map((queued) => claimedAndWritten(ctx, queued)));
    await ctx.forTenant(tenantId, async (tx) => {
      await tx.outreachEmail.updateMany({ where: { tenant_id: tenantId }, data: { capacity_day: yesterday } });
      await tx.capacityDay.updateMany({ where: { tenant_id: tenantId }, data: { day: yesterday } });
      await tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data: { daily_email_limit: 2 } });
    });
    const results = await Promise.all(claims.map((claim) => handOverSend(ctx, claim)));
    expect(results.filter(({ kind }) => kind === "sent")).toHaveLength(2);
    expect(results.filter((result) => "reason" in result && result.reason === "capacity_used")).toHaveLength(2);
    const days = await ctx.forTenant(tenantId, (tx) => tx.capacityDay.findMany({ where: { kind: "tenant" } }));
    expect(days.map(({ used }) => used).sort()).toEqual([0, 2]);
  });

  it("of two messages to one prospect only the next step leaves", async () => {
    const { tenantId, sends } = await queuedSends(3);
    const [first] = sends as [Queued];
    const second = await createTestEmail(ctx, tenantId, first.outreach.id, {
      ...{ status: "queued", sequence_step: 2, mailbox_id: first.mailbox.id, from_email: first.mailbox.from_email },
      ...{ to_email: first.email.to_email, recipient_domain: first.email.recipient_domain, sent_at: null },
      capacity_day: first.email.capacity_day,
    });
    const claims = await Promise.all(
      [...sends, { tenantId, email: second }].map((queued) => claimedAndWritten(ctx, queued)),
    );
    const results = await Promise.all(claims.map((claim) => handOverSend(ctx, claim)));
    expect(results.slice(0, 3)).toEqual(sends.map(() => ({ kind: "sent" })));
    expect(results[3]).toMatchObject({ kind: "cancelled" });
  });

  it("a step that runs several times at once hands its message over once", async () => {
    const { sends } = await queuedSends(2);
    const [first, repeated] = await Promise.all(sends.map((queued) => claimedAndWritten(ctx, queued)));
    // The first has its turn to itself, the repetitions share the next.
    const claims = [first, repeated, repeated, repeated].flatMap((claim) => claim ?? []);
    const results = await Promise.all(claims.map((claim) => handOverSend(ctx, claim)));
    expect(results.map(({ kind }) => kind).sort()).toEqual(["gone", "gone", "sent", "sent"]);
    const { row } = await stateOf(ctx, sends[1] as Queued);
    expect(ctx.delivered.filter(({ message }) => message.messageId === row.message_id)).toHaveLength(1);
  });

  it("one message asked for by many has one owner", async () => {
    const { tenantId, sends } = await queuedSends(1);
    const [queued] = sends as [Queued];
    const ask = () => claimSend(ctx, { tenantId, outreachEmailId: queued.email.id });
    const results = await Promise.all(Array.from({ length: 12 }, ask));
    expect(results.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "gone")).toHaveLength(11);
  });

  it("a row that somebody holds is waited for, by its own send alone", async () => {
    const { tenantId, sends } = await queuedSends(4);
    const [first, held, ...others] = sends as [Queued, Queued, ...Queued[]];
    const [isHeld, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = ctx.forTenant(tenantId, async (tx) => {
      await tx.$queryRaw`SELECT id FROM outreach_emails WHERE id = ${held.email.id}::uuid FOR UPDATE`;
      isHeld.resolve();
      await release.promise;
    });
    await isHeld.promise;
    // The first has its turn to itself, the others share the next.
    const waiting = [first, held, ...others].map((queued) => claimed(ctx, queued));
    await Promise.all(waiting.filter((_, index) => index !== 1));
    release.resolve();
    expect(await waiting[1]).toMatchObject({ outreachEmailId: held.email.id });
    await holding;
  });
});
