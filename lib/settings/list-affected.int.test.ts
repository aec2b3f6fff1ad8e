import { describe, expect, it } from "vitest";
import { createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import type { Settings } from "./contract.ts";
import type { AffectedEffect } from "./contract-affected.ts";
import { listAffected } from "./list-affected.ts";
import { previewSettings } from "./preview-settings.ts";

const ctx = createTestContext();
const ago = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);

const unwritten = (tenantId: string, hasConsent: boolean) =>
  createTestProspect(ctx, tenantId, { status: "cold" }, { consent_basis: hasConsent ? "legitimate_interest" : null });

const silent = (tenantId: string, days: number, cycle = 0) =>
  createTestProspect(ctx, tenantId, {
    status: "contacted",
    outreach_sequence_step: 3,
    re_contact_cycle: cycle,
    last_email_sent_at: ago(days),
    total_emails_sent: 3,
  });

/** Every page of a list, of two each. */
async function all(tenantId: string, change: Partial<Settings>, effect: AffectedEffect) {
  const items = [];
  let cursor: string | undefined;
  let total = 0;
  do {
    const page = await listAffected(ctx, { tenantId, change, effect, limit: 2, cursor });
    items.push(...page.items);
    total = page.total;
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return { total, items, ids: items.map(({ id }) => id) };
}

describe("who is behind a count", () => {
  it("of those held anew is listed page by page, as many as are counted", async () => {
    const tenantId = await createTestTenant(ctx);
    const bare = [];
    for (let n = 0; n < 5; n += 1) bare.push((await unwritten(tenantId, false)).prospect.id);
    await unwritten(tenantId, true);
    const change = { consent_required: true };
    const { next_sends } = await previewSettings(ctx, { tenantId, change });
    const list = await all(tenantId, change, { kind: "newly_held", reason: "no_consent" });
    expect(next_sends?.held).toEqual([expect.objectContaining({ reason: "no_consent", newly: 5 })]);
    expect(list.total).toBe(5);
    expect([...list.ids].sort()).toEqual([...bare].sort());
    expect(list.items[0]).toMatchObject({ kind: "prospect", after: { at: null, reason: "no_consent" } });
    expect(list.items[0]?.before?.at).not.toBeNull();
    expect(await all(tenantId, change, { kind: "released", reason: "no_consent" })).toMatchObject({
      total: 0,
      ids: [],
    });
  });

  it("of those held for another reason is apart from those put on hold", async () => {
    const tenantId = await createTestTenant(ctx);
    const finished = (await silent(tenantId, 10)).prospect.id;
    const change = { consent_required: true, max_sequence_steps: 4 };
    const other = { kind: "held_otherwise", reason: "no_consent", instead_of: "sequence_finished" } as const;
    expect(await all(tenantId, change, other)).toMatchObject({
      ids: [finished],
      items: [{ before: { at: null, reason: "sequence_finished" }, after: { at: null, reason: "no_consent" } }],
    });
    for (const none of [
      { ...other, instead_of: "cooldown" },
      { kind: "newly_held", reason: "no_consent" },
      { kind: "released", reason: "sequence_finished" },
    ] as const)
      expect((await all(tenantId, change, none)).ids).toEqual([]);
  });

  it("of more prospects than are looked at is of the first to arrive, and says that there may be more", async () => {
    const tenantId = await createTestTenant(ctx, { consent_required: true });
    const held = { status: "cold", hold_reason: "no_consent", next_send_at: null } as const;
    const idOf = (place: number) => `019a0000-0000-7000-8000-${tenantId.slice(-11)}${place}`;
    for (const place of [4, 3, 2, 1, 0]) await createTestProspect(ctx, tenantId, held, { id: idOf(place) });
    const effect = { kind: "released", reason: "no_consent" } as const;
    const asked = { tenantId, change: { consent_required: false }, effect, limit: 9 };
    const few = await listAffected(ctx, { ...asked, most: 4 });
    expect(few).toMatchObject({ total: 1, at_least: true, items: [{ id: idOf(0) }] });
    expect(await listAffected(ctx, asked)).toMatchObject({ total: 5, at_least: false });
  });

  it("of those who are due is as long as the count", async () => {
    const tenantId = await createTestTenant(ctx);
    for (let n = 0; n < 3; n += 1)
      await createTestProspect(ctx, tenantId, {
        status: "contacted",
        outreach_sequence_step: 1,
        last_email_sent_at: ago(10),
        next_send_at: ctx.now(),
      });
    const change = { booking_url: "https://example.test/" };
    const { next_sends } = await previewSettings(ctx, { tenantId, change });
    expect((await all(tenantId, change, { kind: "due" })).ids).toHaveLength(next_sends?.due_within_day.after ?? -1);
    expect(next_sends?.due_within_day.after).toBe(3);
  });

  it("of those who may return, and of those the forecast returns, oldest last email first", async () => {
    const tenantId = await createTestTenant(ctx, { recontact_enabled: true });
    const [old, middle, young] = [
      await silent(tenantId, 100),
      await silent(tenantId, 70),
      await silent(tenantId, 50),
    ].map(({ prospect }) => prospect.id);
    await silent(tenantId, 100, 12);
    const change = { recontact_cooldown_days: 60, recontact_daily_release: 1 };
    const { returns } = await previewSettings(ctx, { tenantId, change });
    expect(returns?.eligible_now).toEqual({ before: 1, after: 2, newly: 1, no_longer: 0 });
    expect(await all(tenantId, change, { kind: "newly_eligible" })).toMatchObject({ total: 1, ids: [middle] });
    expect((await all(tenantId, change, { kind: "no_longer_eligible" })).ids).toEqual([]);
    const returning = await all(tenantId, change, { kind: "returning" });
    expect(returning).toMatchObject({ total: returns?.within_30_days.after, ids: [old, middle, young] });
    const stricter = { recontact_cooldown_days: 120 };
    expect((await all(tenantId, stricter, { kind: "no_longer_eligible" })).ids).toEqual([old]);
  });

  it("of mailboxes that may not send any more names each with what stops it", async () => {
    const tenantId = await createTestTenant(ctx, { require_domain_auth: false });
    const mailbox = await createTestMailbox(ctx, tenantId);
    const change = { require_domain_auth: true };
    expect(await all(tenantId, change, { kind: "stopped_sending" })).toMatchObject({
      total: 1,
      items: [
        {
          kind: "mailbox",
          id: mailbox.id,
          title: mailbox.from_email,
          before: { at: null, reason: null },
          after: { at: null, reason: "domain_not_authenticated" },
        },
      ],
    });
    expect((await all(tenantId, change, { kind: "newly_sending" })).total).toBe(0);
  });

  it("refuses what the change would be refused for, and a cursor of another list", async () => {
    const tenantId = await createTestTenant(ctx);
    const ask = (change: Partial<Settings>, cursor?: string) =>
      listAffected(ctx, { tenantId, change, effect: { kind: "later" }, limit: 2, cursor });
    await expect(ask({ send_hours_start: "23:00", send_hours_end: "09:00" })).rejects.toMatchObject({
      details: { errors: [{ field: "send_hours_end" }] },
    });
    await expect(ask({}, "bm9wZQ")).rejects.toMatchObject({ details: { errors: [{ field: "cursor" }] } });
  });
});
