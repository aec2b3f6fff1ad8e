import { beforeEach, describe, expect, it } from "vitest";
import { recomputeTenant } from "#lib/jobs/recompute-tenant.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "#lib/sending/testing.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import { createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { recomputeNextSend } from "./recompute-next-send.ts";

const ctx = createTestContext();
const { contacted, outreachOf, hoursAgo } = planningWorld(ctx);
const start = new Date("2026-06-10T16:00:00Z");
beforeEach(() => ctx.setNow(start));

/** What is stored: the hold, or the time. */
async function nextOf(tenantId: string, id: string) {
  const { hold_reason, next_send_at } = await outreachOf(tenantId, id);
  return hold_reason ?? next_send_at;
}

async function recompute(tenantId: string, id: string) {
  await ctx.forTenant(tenantId, (tx) => recomputeNextSend(tx, { tenantId, outreachIds: [id], now: ctx.now() }));
  return nextOf(tenantId, id);
}

const change = (tenantId: string, id: string, data: object) =>
  ctx.forTenant(tenantId, (tx) => tx.outreach.update({ where: { id }, data }));
const setSettings = (tenantId: string, data: object) =>
  ctx.forTenant(tenantId, (tx) => tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data }));

describe("the next send follows from", () => {
  it("a verification: waits, starts, waits again when it grows old", async () => {
    const tenantId = await createTestTenant(ctx);
    const unverified = { email_verified: null, verified_at: null };
    const { outreach, prospect } = await createTestProspect(ctx, tenantId, { created_at: hoursAgo(2) }, unverified);
    expect(await recompute(tenantId, outreach.id)).toBe("awaiting_verification");
    const verify = (data: object) =>
      ctx.forTenant(tenantId, (tx) => tx.prospect.update({ where: { id: prospect.id }, data }));
    await verify({ email_verified: true, verified_at: start });
    expect(await recompute(tenantId, outreach.id)).toEqual(hoursAgo(2));
    await verify({ email_verified: false });
    expect(await recompute(tenantId, outreach.id)).toBe("awaiting_verification");
  });

  it("a first open, a third open and a click: each brings it forward, within the floor", async () => {
    const tenantId = await createTestTenant(ctx, { sequence_delay_hours: 72 });
    const mailbox = await createTestMailbox(ctx, tenantId);
    const sent = { last_email_sent_at: hoursAgo(10) };
    const { id } = await contacted(tenantId, mailbox.id, 1, sent, { sent_at: hoursAgo(10) });
    const after = (hours: number) => hoursAgo(10 - hours);
    expect(await recompute(tenantId, id)).toEqual(after(96));
    await change(tenantId, id, { last_email_opened_at: hoursAgo(1), email_open_count: 1 });
    expect(await recompute(tenantId, id)).toEqual(after(72));
    await change(tenantId, id, { last_email_clicked_at: hoursAgo(1) });
    expect(await recompute(tenantId, id)).toEqual(after(60));
    await change(tenantId, id, { email_open_count: 3 });
    expect(await recompute(tenantId, id)).toEqual(after(54));
    await setSettings(tenantId, { min_followup_delay_hours: 100 });
    expect(await recompute(tenantId, id)).toEqual(after(100));
  });

  it.each([
    ["an open", { last_email_opened_at: start, email_open_count: 1 }],
    ["a click", { last_email_clicked_at: start }],
  ])("%s, which ends the engagement gate's hold", async (_name, engagement) => {
    const tenantId = await createTestTenant(ctx);
    const mailbox = await createTestMailbox(ctx, tenantId);
    const { id } = await contacted(tenantId, mailbox.id, 2);
    expect(await recompute(tenantId, id)).toBe("engagement_gate");
    await change(tenantId, id, engagement);
    expect(await recompute(tenantId, id)).toBeInstanceOf(Date);
  });

  it("a reply, and a person taking it back", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await contacted(tenantId, (await createTestMailbox(ctx, tenantId)).id, 1);
    await change(tenantId, id, { last_email_replied_at: start });
    expect(await recompute(tenantId, id)).toBe("replied");
    await change(tenantId, id, { last_email_replied_at: null });
    expect(await recompute(tenantId, id)).toEqual(hoursAgo(128));
  });

  it("an out-of-office answer, until its end is cleared", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await contacted(tenantId, (await createTestMailbox(ctx, tenantId)).id, 1);
    await change(tenantId, id, { hold_reason: "out_of_office", next_send_at: null });
    expect(await recompute(tenantId, id)).toBe("out_of_office");
    await change(tenantId, id, { hold_reason: null, next_send_at: start });
    expect(await recompute(tenantId, id)).toEqual(hoursAgo(128));
  });

  it("a campaign paused, resumed, edited and completed", async () => {
    const tenantId = await createTestTenant(ctx);
    const mailbox = await createTestMailbox(ctx, tenantId);
    const campaign = await ctx.forTenant(tenantId, (tx) =>
      tx.campaign.create({ data: { tenant_id: tenantId, name: "C", status: "active", steps: [] } }),
    );
    const sent = { last_email_sent_at: hoursAgo(10), campaign_id: campaign.id };
    const { id } = await contacted(tenantId, mailbox.id, 1, sent, { sent_at: hoursAgo(10) });
    const edit = async (data: object) => {
      await ctx.forTenant(tenantId, (tx) => tx.campaign.update({ where: { id: campaign.id }, data }));
      return recompute(tenantId, id);
    };
    expect(await edit({ status: "paused" })).toBe("campaign_paused");
    expect(await edit({ status: "active" })).toEqual(hoursAgo(10 - 72));
    expect(await edit({ steps: [{ step: 1 }, { step: 2, delay_hours: 120 }, { step: 3 }] })).toEqual(
      hoursAgo(10 - 144),
    );
    expect(await edit({ steps: [{ step: 1 }] })).toBe("sequence_finished");
    expect(await edit({ steps: [], status: "completed" })).toBe("no_campaign_step");
  });

  it("a re-contact reset: ready at once, but its address is old", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await contacted(tenantId, (await createTestMailbox(ctx, tenantId)).id, 3);
    expect(await recompute(tenantId, id)).toBe("sequence_finished");
    const reset = { status: "cold", outreach_sequence_step: 0, re_contact_cycle: 1, cycle_reset_at: start };
    await change(tenantId, id, { ...reset, next_send_at: start, hold_reason: null });
    expect(await recompute(tenantId, id)).toEqual(start);
    ctx.setNow("2026-06-18T16:00:00Z");
    expect(await recompute(tenantId, id)).toBe("awaiting_verification");
  });

  it("a suppression, in its own transaction, the message on its way cancelled", async () => {
    const send = await createQueuedSend(ctx);
    const { tenantId } = send;
    const actor = systemActor("test");
    await addSuppression(ctx, { tenantId, actor, kind: "email", value: send.prospect.email ?? "" });
    expect(await nextOf(tenantId, send.outreach.id)).toBe("suppressed");
    expect((await stateOf(ctx, send)).row.status).toBe("cancelled");
  });

  it.each([
    ["accepted", { kind: "accepted", providerMessageId: null, response: "ok" }, hoursAgo(-72)],
    ["of unknown outcome: as if it had been sent", { kind: "unknown", detail: "" }, hoursAgo(-72)],
    [
      "refused for good",
      { kind: "refused", isPermanent: true, isCredentialProblem: false, code: "554", detail: "no" },
      "step_not_sent",
    ],
  ] as const)("a message that was %s", async (_name, outcome, expected) => {
    ctx.onDeliver(() => outcome);
    const send = await createQueuedSend(ctx);
    await handOverSend(ctx, await claimedAndWritten(ctx, send));
    expect(await nextOf(send.tenantId, send.outreach.id)).toEqual(expected);
  });
});

it("a change of settings moves every prospect of the tenant, and nobody else", async () => {
  const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  const ids: string[] = [];
  for (const tenant of [tenantId, tenantId, other]) {
    const { outreach } = await createTestProspect(ctx, tenant, { created_at: hoursAgo(2) });
    await recompute(tenant, outreach.id);
    ids.push(outreach.id);
  }
  const night = { send_hours_start: "20:00", send_hours_end: "21:00" };
  await setSettings(tenantId, night);
  await setSettings(other, night);
  expect(await recomputeTenant(ctx, { tenantId })).toEqual({ recomputed: 2 });
  const tonight = new Date("2026-06-11T01:00:00Z");
  const [first = "", second = "", theirs = ""] = ids;
  expect([await nextOf(tenantId, first), await nextOf(tenantId, second)]).toEqual([tonight, tonight]);
  expect(await nextOf(other, theirs)).toEqual(hoursAgo(2));
});

it("writes nothing where nothing has changed", async () => {
  const tenantId = await createTestTenant(ctx);
  const { outreach } = await createTestProspect(ctx, tenantId, { created_at: hoursAgo(2) });
  await recompute(tenantId, outreach.id);
  const before = await outreachOf(tenantId, outreach.id);
  ctx.setNow("2026-06-10T16:30:00Z");
  await recompute(tenantId, outreach.id);
  expect((await outreachOf(tenantId, outreach.id)).updated_at).toEqual(before.updated_at);
});
