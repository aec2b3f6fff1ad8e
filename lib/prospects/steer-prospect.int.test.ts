import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { runEngine } from "#lib/testing/run-engine.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { changeProspect } from "./change-prospect.ts";
import { returnToSequence } from "./return-to-sequence.ts";
import { markReplied, stopProspect } from "./stop-prospect.ts";
import { suppressProspect } from "./suppress-prospect.ts";
import { verifyProspect } from "./verify-prospect.ts";

const ctx = createTestContext();
const tenantId = await createTestTenant(ctx, { require_engagement_for_final_step: false });
const mailbox = await createTestMailbox(ctx, tenantId);
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };
const asked = (prospectId: string) => ({ tenantId, actor, prospectId });
const back = (prospectId: string) => returnToSequence(ctx, { ...asked(prospectId), reason: "asked us to write again" });
const hoursAgo = (hours: number) => new Date(ctx.now().getTime() - hours * 3_600_000);
const sentTo = async () => (await runEngine(ctx, tenantId)).map((sent) => sent.to_email);

/** Somebody whose step was sent `hours` ago. */
async function contacted(step: number, hours: number, more: object = {}) {
  const last_email_sent_at = hoursAgo(hours);
  const state = {
    status: "contacted",
    outreach_sequence_step: step,
    last_email_sent_at,
    next_send_at: ctx.now(),
    ...more,
  };
  const made = await createTestProspect(ctx, tenantId, state);
  for (let n = 1; n <= step; n += 1) {
    const sent = {
      sequence_step: n,
      sent_at: last_email_sent_at,
      mailbox_id: mailbox.id,
      to_email: made.prospect.email ?? "",
    };
    await createTestEmail(ctx, tenantId, made.outreach.id, {
      ...sent,
      provider_connection_id: mailbox.provider_connection_id,
    });
  }
  return made;
}

const rowOf = (id: string) => ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }));

describe("stopping", () => {
  it("lasts until a person returns the prospect, who is then written to", async () => {
    const { prospect } = await contacted(1, 100);
    expect(await stopProspect(ctx, asked(prospect.id))).toMatchObject({
      hold_reason: "manual_stop",
      next_send_at: null,
    });
    expect(await sentTo()).not.toContain(prospect.email);
    expect(await back(prospect.id)).toMatchObject({
      status: "contacted",
      hold_reason: null,
      outreach_sequence_step: 1,
    });
    expect(await sentTo()).toContain(prospect.email);
  });

  it("is refused where nothing is sent anyway", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId, { status: "won", next_send_at: null });
    await expect(stopProspect(ctx, asked(prospect.id))).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a reply that came another way", () => {
  it("holds the sequence, cancels what is queued, and can be undone by returning", async () => {
    const { prospect, outreach } = await contacted(1, 100);
    const queued = { status: "queued", sequence_step: 2, sent_at: null, mailbox_id: mailbox.id };
    const { id } = await createTestEmail(ctx, tenantId, outreach.id, queued);
    const marked = await markReplied(ctx, { ...asked(prospect.id), outcome: "unchanged" });
    expect(marked).toMatchObject({
      status: "contacted",
      hold_reason: "replied",
      last_email_replied_at: ctx.now().toISOString(),
    });
    const row = await ctx.forTenant(tenantId, (tx) => tx.outreachEmail.findUniqueOrThrow({ where: { id } }));
    expect([row.status, row.status_reason]).toEqual(["cancelled", "replied"]);
    expect(await back(prospect.id)).toMatchObject({ hold_reason: null, last_email_replied_at: null });
    expect(await sentTo()).toContain(prospect.email);
  });

  it.each(["interested", "lost"] as const)("of somebody %s leaves the sequence", async (outcome) => {
    const { prospect } = await contacted(1, 100);
    const marked = await markReplied(ctx, { ...asked(prospect.id), outcome });
    expect(marked).toMatchObject({ status: outcome, hold_reason: null, next_send_at: null });
    expect(await sentTo()).not.toContain(prospect.email);
  });
});

describe("returning", () => {
  it("begins the next cycle where this one is over, and its first message goes out", async () => {
    const { prospect, outreach } = await contacted(3, 100, { status: "lost", next_send_at: null, email_open_count: 2 });
    const returned = await back(prospect.id);
    expect(returned).toMatchObject({
      status: "cold",
      outreach_sequence_step: 0,
      re_contact_cycle: 1,
      email_open_count: 0,
    });
    expect(await sentTo()).toContain(prospect.email);
    expect(await rowOf(outreach.id)).toMatchObject({
      status: "contacted",
      outreach_sequence_step: 1,
      re_contact_cycle: 1,
    });
  });

  it("is audited with its reason and what was before", async () => {
    const { prospect } = await contacted(1, 100, { status: "unreachable", next_send_at: null });
    await back(prospect.id);
    const where = { target_id: prospect.id, action: "prospect.returned" };
    const line = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findFirstOrThrow({ where }));
    expect(line).toMatchObject({
      reason: "asked us to write again",
      before: { status: "unreachable" },
      after: { status: "contacted" },
    });
  });

  it("never from unsubscribed, also not by way of another status", async () => {
    const gone = { status: "unsubscribed", email_unsubscribed: true, next_send_at: null };
    const { prospect } = await createTestProspect(ctx, tenantId, gone);
    await expect(back(prospect.id)).rejects.toMatchObject({ code: "conflict" });
    await changeProspect(ctx, { ...asked(prospect.id), patch: { status: "lost" } });
    await expect(back(prospect.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await sentTo()).not.toContain(prospect.email);
  });

  it("from bounced only with a new address, which is verified first", async () => {
    const { prospect, outreach } = await contacted(1, 100, { status: "bounced", next_send_at: null });
    const where = { outreach_id: outreach.id };
    const data = { bounced_at: ctx.now(), bounce_type: "hard" };
    await ctx.forTenant(tenantId, (tx) => tx.outreachEmail.updateMany({ where, data }));
    await expect(back(prospect.id)).rejects.toMatchObject({ message: expect.stringContaining("bounced") });
    const email = `new-${crypto.randomUUID()}@customer.test`;
    await changeProspect(ctx, { ...asked(prospect.id), patch: { email } });
    expect(await back(prospect.id)).toMatchObject({ status: "contacted", email });
    expect(await sentTo()).toContain(email);
  });
});

describe("suppressing", () => {
  it("ends the mail to the address for good", async () => {
    const { prospect } = await contacted(1, 100);
    expect(await suppressProspect(ctx, asked(prospect.id))).toMatchObject({
      hold_reason: "suppressed",
      next_send_at: null,
    });
    expect(await sentTo()).not.toContain(prospect.email);
    await expect(back(prospect.id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("needs an address", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId, {}, { email: null, email_key: null });
    await expect(suppressProspect(ctx, asked(prospect.id))).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("verifying anew", () => {
  it("waits for the job, which is asked for at once, and brings back who was set aside", async () => {
    const data = { status: "no_verified_email", next_send_at: null, created_at: hoursAgo(1) };
    const { prospect } = await createTestProspect(ctx, tenantId, data);
    const { run_id } = await verifyProspect(ctx, asked(prospect.id));
    expect(ctx.published).toContainEqual(expect.objectContaining({ functionId: "verify-prospects", runId: run_id }));
    const row = await ctx.forTenant(tenantId, (tx) =>
      tx.outreach.findFirstOrThrow({ where: { prospect_id: prospect.id } }),
    );
    expect(row).toMatchObject({ status: "cold", hold_reason: "awaiting_verification" });
    expect(await sentTo()).toContain(prospect.email);
  });

  it("is refused once mail was sent, and without an address", async () => {
    const { prospect } = await contacted(1, 10);
    await expect(verifyProspect(ctx, asked(prospect.id))).rejects.toMatchObject({ code: "conflict" });
    const { prospect: bare } = await createTestProspect(ctx, tenantId, {}, { email: null, email_key: null });
    await expect(verifyProspect(ctx, asked(bare.id))).rejects.toMatchObject({ code: "conflict" });
  });
});
