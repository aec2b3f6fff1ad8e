import { beforeEach, describe, expect, it } from "vitest";
import { rotationStart } from "#lib/sending/policy/rotation.ts";
import { createTestDomain, createTestEmail, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

const ctx = createTestContext();
const { ledgerOf, outreachOf, dueProspects, contacted, hoursAgo } = planningWorld(ctx);
const start = new Date("2026-06-10T16:00:00Z");
beforeEach(() => ctx.setNow(start));

const queuedIds = async (tenantId: string) => (await ledgerOf(tenantId)).map((row) => row.outreach_id).sort();
const returned = { re_contact_cycle: 1, cycle_reset_at: hoursAgo(2), last_email_sent_at: hoursAgo(91 * 24) };

describe("who comes first", () => {
  it("the follow-up that waits longest, whichever was made first", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 2 });
    const mailbox = await createTestMailbox(ctx, tenantId);
    const due = (hours: number) => contacted(tenantId, mailbox.id, 1, { next_send_at: hoursAgo(hours) });
    const [soon, longest, long] = [await due(1), await due(50), await due(20)];
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 2, left_due: 1 });
    expect(await queuedIds(tenantId)).toEqual([longest.id, long.id].sort());
    expect((await outreachOf(tenantId, soon.id)).next_send_at).toEqual(hoursAgo(1));
  });

  it("among new ones the band, then who waits longest", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 3 });
    await createTestMailbox(ctx, tenantId);
    const add = async (send_band: number, hours: number) =>
      (await dueProspects(tenantId, 1, { send_band, next_send_at: hoursAgo(hours) }))[0]?.id;
    const role = await add(9, 900);
    const [second, first] = [await add(2, 3), await add(2, 30)];
    const third = await add(4, 500);
    await runSequencer(ctx, { tenantId });
    expect(await queuedIds(tenantId)).toEqual([first, second, third].sort());
    expect(await queuedIds(tenantId)).not.toContain(role);
  });

  it("a band of a high or low priority before and after all others, fresh and returned", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 6, recontact_share: 0.5 });
    await createTestMailbox(ctx, tenantId);
    const bands = [-996, -1, 0, 9, 10, 1_009];
    const add = async (outreach: object) =>
      Object.fromEntries(
        await Promise.all(
          bands.map(async (send_band) => [
            send_band,
            (await dueProspects(tenantId, 1, { ...outreach, send_band }))[0]?.id,
          ]),
        ),
      );
    const [fresh, again] = [await add({}), await add(returned)];
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ due: 12, queued: 6, left_due: 6 });
    const first = [-996, -1, 0];
    expect(await queuedIds(tenantId)).toEqual(first.flatMap((band) => [fresh[band], again[band]]).sort());
  });

  it.each([
    ["none", 0, 0],
    ["a third, rounded up", 0.3, 3],
    ["half", 0.5, 4],
    ["all", 1, 8],
  ])("returned prospects have their share: %s", async (_name, recontact_share, expected) => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 8, recontact_share });
    await createTestMailbox(ctx, tenantId);
    await dueProspects(tenantId, 12);
    await dueProspects(tenantId, 12, returned);
    await runSequencer(ctx, { tenantId });
    const cycles = (await ledgerOf(tenantId)).map((row) => row.re_contact_cycle);
    expect([cycles.length, cycles.filter((cycle) => cycle === 1).length]).toEqual([8, expected]);
  });

  it("follow-ups use up the limit before anyone new has a share of it", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 3, recontact_share: 1 });
    const mailbox = await createTestMailbox(ctx, tenantId);
    for (let n = 0; n < 3; n += 1) await contacted(tenantId, mailbox.id, 1);
    await dueProspects(tenantId, 2, returned);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 3, left_due: 2 });
    expect((await ledgerOf(tenantId)).map((row) => row.sequence_step)).toEqual([2, 2, 2]);
  });

  it("nobody who is not due starves those behind", async () => {
    const tenantId = await createTestTenant(ctx, { daily_email_limit: 1 });
    await createTestMailbox(ctx, tenantId);
    const stale = { verified_at: hoursAgo(9 * 24) };
    await dueProspects(tenantId, 5, { send_band: 0, next_send_at: hoursAgo(90) }, stale);
    const [behind] = await dueProspects(tenantId, 1, { send_band: 7 });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({
      due: 6,
      queued: 1,
      left_due: 0,
      passed_over: { awaiting_verification: 5 },
    });
    expect(await queuedIds(tenantId)).toEqual([behind?.id]);
  });
});

describe("the next cycle", () => {
  it("never begins with the mailbox that began the one before, though its turn has come; and starts a thread of its own", async () => {
    const tenantId = await createTestTenant(ctx);
    for (let n = 0; n < 3; n += 1) await createTestMailbox(ctx, tenantId);
    const mailboxes = await ctx.forTenant(tenantId, (tx) => tx.mailbox.findMany({ orderBy: { id: "asc" } }));
    const before = new Map<string, string | undefined>();
    for (const { id } of await dueProspects(tenantId, 3, returned)) {
      const { prospect_id: prospectId } = await outreachOf(tenantId, id);
      const turn = mailboxes[rotationStart({ prospectId, step: 1, cycle: 1, rotation: "per_cycle" }, 3)]?.id;
      before.set(id, turn);
      await createTestEmail(ctx, tenantId, id, { mailbox_id: turn, sent_at: hoursAgo(95 * 24) });
    }
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 3 });
    for (const row of await ledgerOf(tenantId)) {
      expect(row).toMatchObject({ re_contact_cycle: 1, sequence_step: 1, in_reply_to: null });
      expect(row.mailbox_id).not.toBe(before.get(row.outreach_id));
    }
  });

  it("comes back to that mailbox when no other may send", async () => {
    const tenantId = await createTestTenant(ctx);
    const only = await createTestMailbox(ctx, tenantId);
    await createTestMailbox(ctx, tenantId, { is_active: false });
    const [made] = await dueProspects(tenantId, 1, returned);
    await createTestEmail(ctx, tenantId, made?.id ?? "", { mailbox_id: only.id });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1 });
    expect((await ledgerOf(tenantId))[0]?.mailbox_id).toBe(only.id);
  });
});

describe("campaigns", () => {
  const roofers = { target_trades: ["roofing"] };
  async function campaign(tenantId: string, name: string, data: object, ageHours: number) {
    return ctx.forTenant(tenantId, (tx) =>
      tx.campaign.create({
        data: { tenant_id: tenantId, name, status: "active", created_at: hoursAgo(ageHours), ...data },
      }),
    );
  }

  it("are joined by who matches: the oldest active one", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    await campaign(tenantId, "younger", roofers, 10);
    const older = await campaign(tenantId, "older", { ...roofers, target_locations: ["IL"] }, 20);
    const paused = await campaign(tenantId, "paused", { ...roofers, status: "paused" }, 30);
    await dueProspects(tenantId, 1, { campaign_id: paused.id });
    await campaign(tenantId, "elsewhere", { ...roofers, target_locations: ["Austin, TX"] }, 40);
    const [roofer] = await dueProspects(tenantId, 1, {}, { trade_type: "Roofing" });
    const [plumber] = await dueProspects(tenantId, 1, {}, { trade_type: "plumbing" });
    await runSequencer(ctx, { tenantId });
    expect((await outreachOf(tenantId, roofer?.id ?? "")).campaign_id).toBe(older.id);
    expect((await outreachOf(tenantId, plumber?.id ?? "")).campaign_id).toBeNull();
    const joined = (await ledgerOf(tenantId)).map((row) => row.campaign_id);
    expect(joined.toSorted()).toEqual([older.id, null].toSorted());
  });

  it("are left to first messages: a follow-up joins none", async () => {
    const tenantId = await createTestTenant(ctx);
    const mailbox = await createTestMailbox(ctx, tenantId);
    await campaign(tenantId, "all", {}, 20);
    const { id } = await contacted(tenantId, mailbox.id, 1);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1 });
    expect((await outreachOf(tenantId, id)).campaign_id).toBeNull();
  });

  it.each([
    ["paused", "campaign_paused"],
    ["completed", "no_campaign_step"],
  ])("that are %s hold their prospects, though they were due", async (status, reason) => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    const { id } = await campaign(tenantId, "c", { status }, 20);
    const [due] = await dueProspects(tenantId, 1, { campaign_id: id });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0, passed_over: { [reason]: 1 } });
    expect(await outreachOf(tenantId, due?.id ?? "")).toMatchObject({ hold_reason: reason, next_send_at: null });
  });
});

describe("recipient domains", () => {
  async function bouncing(domain: string, bounces: { hours: number; type: string }[]) {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    const [due] = await dueProspects(tenantId, 1, {}, { email: `pat@${domain}`, email_key: `pat@${domain}` });
    for (const { hours, type } of bounces) {
      const bounce = { recipient_domain: domain, bounced_at: hoursAgo(hours), bounce_type: type };
      await createTestEmail(ctx, tenantId, crypto.randomUUID(), bounce);
    }
    return { counts: await runSequencer(ctx, { tenantId }), row: await outreachOf(tenantId, due?.id ?? "") };
  }

  it("that cool are tried again when they have", async () => {
    const { counts, row } = await bouncing("cooling.test", [
      { hours: 2, type: "technical" },
      { hours: 20, type: "technical" },
    ]);
    expect(counts).toMatchObject({ queued: 0, passed_over: { recipient_domain_cooling: 1 } });
    expect(row.next_send_at).toEqual(hoursAgo(20 - 24));
  });

  it("of free-mail providers never cool", async () => {
    const bounces = [1, 2, 3].map((hours) => ({ hours, type: "hard" }));
    expect((await bouncing("gmail.com", bounces)).counts).toMatchObject({ queued: 1, passed_over: {} });
  });
});

it("plans nothing for another tenant's mailboxes, prospects or bounces", async () => {
  const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await createTestDomain(ctx, other);
  await createTestMailbox(ctx, other);
  const [due] = await dueProspects(tenantId, 1);
  await dueProspects(other, 2);
  expect(await runSequencer(ctx, { tenantId })).toMatchObject({
    due: 1,
    queued: 0,
    passed_over: { no_sendable_mailbox: 1 },
  });
  expect(await ledgerOf(other)).toEqual([]);
  expect((await outreachOf(tenantId, due?.id ?? "")).last_decision).toMatchObject({ passed_over: [] });
});
