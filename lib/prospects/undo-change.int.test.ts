import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { runEngine } from "#lib/testing/run-engine.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { changeProspect } from "./change-prospect.ts";
import { returnToSequence } from "./return-to-sequence.ts";
import { markReplied, stopProspect } from "./stop-prospect.ts";
import { suppressProspect } from "./suppress-prospect.ts";
import { undoChange } from "./undo-change.ts";

const ctx = createTestContext();
const tenantId = await createTestTenant(ctx);
const mailbox = await createTestMailbox(ctx, tenantId);
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };
const asked = (prospectId: string) => ({ tenantId, actor, prospectId, requestId: "r-1" });
/** Somebody whose follow-up, after so many steps, is due. */
async function contacted(steps = 1) {
  const last_email_sent_at = new Date(ctx.now().getTime() - 100 * 3_600_000);
  const made = await createTestProspect(ctx, tenantId, {
    status: "contacted",
    outreach_sequence_step: steps,
    last_email_sent_at,
  });
  const { id: mailbox_id, provider_connection_id } = mailbox;
  const sent = { sent_at: last_email_sent_at, mailbox_id, provider_connection_id, to_email: made.prospect.email ?? "" };
  await createTestEmail(ctx, tenantId, made.outreach.id, sent);
  return made;
}

const auditOf = (id: string) =>
  ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ where: { target_id: id }, orderBy: { id: "asc" } }));

describe("undo", () => {
  it("of a stop: what was queued is planned anew and sent", async () => {
    const { prospect, outreach } = await contacted();
    const queued = { status: "queued", sequence_step: 2, sent_at: null, mailbox_id: mailbox.id };
    await createTestEmail(ctx, tenantId, outreach.id, queued);
    await stopProspect(ctx, asked(prospect.id));
    expect(await undoChange(ctx, asked(prospect.id))).toMatchObject({ status: "contacted", hold_reason: null });
    expect((await runEngine(ctx, tenantId)).map((sent) => sent.to_email)).toContain(prospect.email);
    const lines = await auditOf(prospect.id);
    expect(lines).toMatchObject([
      { action: "prospect.stopped" },
      {
        action: "prospect.undone",
        before: { status: "contacted", hold_reason: "manual_stop", next_send_at: null },
        after: { undone: "prospect.stopped", status: "contacted", hold_reason: null, next_send_at: expect.any(String) },
        request_id: "r-1",
        actor_label: "ann@example.test",
      },
    ]);
  });

  it("of a stop is told with the hold that is worked out then, as is what it undoes: the same fields on both sides", async () => {
    const { prospect } = await contacted(2);
    const held = {
      status: "contacted",
      hold_reason: "engagement_gate",
      next_send_at: null,
      last_email_replied_at: null,
    };
    const stopped = { ...held, hold_reason: "manual_stop" };
    await changeProspect(ctx, { ...asked(prospect.id), patch: { priority: 1 } });
    await stopProspect(ctx, asked(prospect.id));
    await undoChange(ctx, asked(prospect.id));
    const [, ...lines] = await auditOf(prospect.id);
    expect(lines).toMatchObject([
      { action: "prospect.stopped", before: held, after: stopped },
      { action: "prospect.undone", before: stopped, after: { ...held, undone: "prospect.stopped" } },
    ]);
    for (const { before, after } of lines) {
      const { undone: _undone, ...fields } = after as Record<string, unknown>;
      expect(Object.keys(fields)).toEqual(Object.keys(before ?? {}));
    }
  });

  it("of a noted reply without a status, and of a return, is told by what they did to the hold", async () => {
    const { prospect } = await contacted();
    await markReplied(ctx, { ...asked(prospect.id), outcome: "unchanged" });
    await returnToSequence(ctx, { ...asked(prospect.id), reason: "slip" });
    const replied = { hold_reason: "replied", last_email_replied_at: expect.any(String), re_contact_cycle: 0 };
    const waiting = { hold_reason: null, last_email_replied_at: null, re_contact_cycle: 0 };
    expect(await auditOf(prospect.id)).toMatchObject([
      { action: "prospect.replied", before: waiting, after: replied },
      { action: "prospect.returned", before: replied, after: { ...waiting, next_send_at: expect.any(String) } },
    ]);
  });

  it("of a status that was set: the sequence goes on where it stood", async () => {
    const { prospect } = await contacted();
    const won = await changeProspect(ctx, { ...asked(prospect.id), patch: { status: "won" } });
    expect(won).toMatchObject({ status: "won", next_send_at: null });
    await changeProspect(ctx, { ...asked(prospect.id), patch: { name: "Al" } });
    expect(await undoChange(ctx, asked(prospect.id))).toMatchObject({
      status: "contacted",
      hold_reason: null,
      name: "Al",
    });
    await expect(undoChange(ctx, asked(prospect.id))).rejects.toMatchObject({ code: "conflict" });
    expect((await runEngine(ctx, tenantId)).map((sent) => sent.to_email)).toContain(prospect.email);
  });

  it("of a stop of a finished sequence: it is finished again, no new cycle begins", async () => {
    const state = { status: "contacted", outreach_sequence_step: 3, last_email_sent_at: ctx.now() };
    const { prospect } = await createTestProspect(ctx, tenantId, state);
    await stopProspect(ctx, asked(prospect.id));
    expect(await undoChange(ctx, asked(prospect.id))).toMatchObject({
      hold_reason: "sequence_finished",
      re_contact_cycle: 0,
      outreach_sequence_step: 3,
    });
  });

  it("of a noted reply, once", async () => {
    const { prospect } = await contacted();
    await markReplied(ctx, { ...asked(prospect.id), outcome: "interested" });
    expect(await undoChange(ctx, asked(prospect.id))).toMatchObject({
      status: "contacted",
      last_email_replied_at: null,
      next_send_at: expect.any(String),
    });
    await expect(undoChange(ctx, asked(prospect.id))).rejects.toMatchObject({ code: "conflict" });
  });

  it("of a return: it is as it was before", async () => {
    const state = { status: "lost", outreach_sequence_step: 1, last_email_sent_at: ctx.now(), next_send_at: null };
    const { prospect } = await createTestProspect(ctx, tenantId, state);
    await returnToSequence(ctx, { ...asked(prospect.id), reason: "slip" });
    expect(await undoChange(ctx, asked(prospect.id))).toMatchObject({ status: "lost", next_send_at: null });
  });

  it("is refused when the address was suppressed meanwhile, which has the request in the audit log", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId);
    await stopProspect(ctx, asked(prospect.id));
    await suppressProspect(ctx, { ...asked(prospect.id), reason: "asked by phone" });
    await expect(undoChange(ctx, asked(prospect.id))).rejects.toMatchObject({ code: "conflict" });
    const lines = await ctx.forTenant(tenantId, (tx) =>
      tx.auditLog.findMany({ where: { action: "suppression.added", reason: "asked by phone" } }),
    );
    expect(lines).toMatchObject([{ request_id: "r-1" }]);
  });

  it("is refused where there is nothing to undo, and finds its tenant's prospects alone", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId);
    await expect(undoChange(ctx, asked(prospect.id))).rejects.toMatchObject({ code: "conflict" });
    const other = { ...asked(prospect.id), tenantId: await createTestTenant(ctx) };
    await expect(undoChange(ctx, other)).rejects.toMatchObject({ code: "not_found" });
  });
});
