import { beforeEach, describe, expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runRecontact } from "./run-recontact.ts";

const ctx = createTestContext();
const now = new Date("2026-06-10T10:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
beforeEach(() => ctx.setNow(now));

/** A prospect whose finished sequence ended 91 days ago. */
function silent(tenantId: string, outreach: object = {}, prospect: object = {}) {
  const finished = {
    status: "contacted",
    outreach_sequence_step: 3,
    last_email_sent_at: daysAgo(91),
    next_send_at: null,
    hold_reason: "sequence_finished",
  };
  return createTestProspect(ctx, tenantId, { ...finished, ...outreach }, { verified_at: daysAgo(98), ...prospect });
}

const outreachOf = (tenantId: string, id: string) =>
  ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }));
const all = (tenantId: string) =>
  ctx.forTenant(tenantId, (tx) => tx.outreach.findMany({ orderBy: { last_email_sent_at: "asc" } }));

/** So many runs go on only when each of them has seen the same silent prospects. */
function runsThatSawTheSame(count: number): EngineContext {
  let allSaw: () => void = () => {};
  const isSeenByAll = new Promise<void>((resolve) => {
    allSaw = resolve;
  });
  let seen = 0;
  const forTenant: typeof ctx.forTenant = async (id, work, options) => {
    const result = await ctx.forTenant(id, work, options);
    const isCandidates = Array.isArray(result) && result.length > 0;
    if (!isCandidates) return result;
    seen += 1;
    if (seen === count) allSaw();
    await isSeenByAll;
    return result;
  };
  return { ...ctx, forTenant };
}

describe("runs", () => {
  it("return each prospect once, however many run at the same time or again", async () => {
    const tenantId = await createTestTenant(ctx);
    for (let n = 0; n < 12; n += 1) await silent(tenantId);
    const together = runsThatSawTheSame(4);
    const runs = await Promise.all([1, 2, 3, 4].map(() => runRecontact(together, { tenantId })));
    const later = await runRecontact(ctx, { tenantId });
    expect(runs.reduce((sum, run) => sum + run.reset, 0) + later.reset).toBe(12);
    expect((await all(tenantId)).map((row) => row.re_contact_cycle)).toEqual(Array(12).fill(1));
  });

  it("lose nothing and double nothing when they crash in the middle of a batch", async () => {
    const tenantId = await createTestTenant(ctx, { recontact_daily_release: 3 });
    for (let n = 0; n < 5; n += 1) await silent(tenantId);
    let transactions = 0;
    const crashing: typeof ctx.forTenant = (id, work, options) =>
      ctx.forTenant(
        id,
        async (tx) => {
          const result = await work(tx);
          transactions += 1;
          // settings, exhausted, pass over the last cycles, then the first reset: it crashes before it commits
          if (transactions === 4) throw new Error("crash");
          return result;
        },
        options,
      );
    await expect(runRecontact({ ...ctx, forTenant: crashing }, { tenantId })).rejects.toThrow("crash");
    expect((await all(tenantId)).map((row) => row.re_contact_cycle)).toEqual([0, 0, 0, 0, 0]);
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(3);
  });

  it("keep to the daily release, oldest first, and go on the next day", async () => {
    const tenantId = await createTestTenant(ctx, { recontact_daily_release: 2 });
    const ages = [95, 120, 100, 110, 93];
    for (const days of ages)
      await silent(tenantId, { last_email_sent_at: daysAgo(days), re_contact_cycle: days === 100 ? 1 : 0 });
    const runs = await Promise.all([runRecontact(ctx, { tenantId }), runRecontact(ctx, { tenantId })]);
    expect(runs.reduce((sum, run) => sum + run.reset, 0)).toBe(2);
    const returned = () =>
      all(tenantId).then((rows) => rows.filter((row) => row.status === "cold").map((row) => row.last_email_sent_at));
    expect(await returned()).toEqual([daysAgo(120), daysAgo(110)]);
    ctx.setNow(new Date("2026-06-11T10:00:00Z"));
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(2);
    expect(await returned()).toEqual([daysAgo(120), daysAgo(110), daysAgo(100), daysAgo(95)]);
  });

  it("leave a prospect to whoever holds it: a reply that commits meanwhile wins", async () => {
    const tenantId = await createTestTenant(ctx);
    const { outreach } = await silent(tenantId);
    let replied: () => void = () => {};
    const isHeld = new Promise<void>((resolve) => {
      replied = resolve;
    });
    const reply = ctx.forTenant(tenantId, async (tx) => {
      await tx.outreach.update({
        where: { id: outreach.id },
        data: { last_email_replied_at: now, hold_reason: "replied" },
      });
      await isHeld;
    });
    await new Promise((resolve) => setImmediate(resolve));
    while (
      (await ctx.forTenant(tenantId, (tx) => tx.$queryRaw<object[]>`SELECT id FROM outreach FOR UPDATE SKIP LOCKED`))
        .length > 0
    );
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(0);
    replied();
    await reply;
    expect((await runRecontact(ctx, { tenantId })).reset).toBe(0);
  });

  it("say why not of who may not come back, when the maximum rises", async () => {
    const tenantId = await createTestTenant(ctx, { max_recontact_cycles: 5 });
    const over = { status: "exhausted", re_contact_cycle: 4, hold_reason: null };
    const { outreach: away } = await silent(tenantId, { ...over, email_unsubscribed: true });
    const { outreach: answered } = await silent(tenantId, { ...over, last_email_replied_at: daysAgo(99) });
    expect(await runRecontact(ctx, { tenantId })).toEqual({ reset: 0, exhausted: 0, returned: 2 });
    expect((await outreachOf(tenantId, away.id)).hold_reason).toBe("suppressed");
    expect((await outreachOf(tenantId, answered.id)).hold_reason).toBe("replied");
  });

  it("set the last cycle aside as exhausted, and bring it back when the maximum rises", async () => {
    const tenantId = await createTestTenant(ctx, { max_recontact_cycles: 1 });
    const { outreach } = await silent(tenantId, { re_contact_cycle: 1 });
    const resting = await silent(tenantId, { re_contact_cycle: 1, last_email_sent_at: daysAgo(30) });
    expect(await runRecontact(ctx, { tenantId })).toEqual({ reset: 0, exhausted: 1, returned: 0 });
    expect(await outreachOf(tenantId, outreach.id)).toMatchObject({
      status: "exhausted",
      next_send_at: null,
      hold_reason: null,
    });
    expect(await outreachOf(tenantId, resting.outreach.id)).toMatchObject({ status: "contacted" });
    await ctx.forTenant(tenantId, (tx) =>
      tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data: { max_recontact_cycles: 2 } }),
    );
    expect(await runRecontact(ctx, { tenantId })).toEqual({ reset: 1, exhausted: 0, returned: 1 });
    expect(await outreachOf(tenantId, outreach.id)).toMatchObject({ status: "cold", re_contact_cycle: 2 });
  });
});
