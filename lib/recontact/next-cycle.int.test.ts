import { expect, it } from "vitest";
import { createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { runEngine } from "#lib/testing/run-engine.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runRecontact } from "./run-recontact.ts";

const ctx = createTestContext();
const hour = 3_600_000;

/** Four-word sequences of a text: what two texts share of them is how alike they are. */
function shingles(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z']+/g) ?? [];
  return new Set(words.slice(3).map((_, index) => words.slice(index, index + 4).join(" ")));
}

it("a silent prospect is reset after 90 days and receives step 1 of cycle 1 from another mailbox with another text (plan: verification 4)", async () => {
  ctx.setNow("2026-02-02T16:00:00Z");
  const tenantId = await createTestTenant(ctx, { require_engagement_for_final_step: false });
  for (let n = 0; n < 7; n += 1) await createTestMailbox(ctx, tenantId);
  const { outreach, prospect } = await createTestProspect(ctx, tenantId, { created_at: ctx.now() });

  const first = [];
  for (const hours of [0, 73, 97]) {
    ctx.setNow(new Date(ctx.now().getTime() + hours * hour));
    first.push(...(await runEngine(ctx, tenantId)));
  }
  expect(first.map((email) => [email.re_contact_cycle, email.sequence_step, email.status])).toEqual([
    [0, 1, "sent"],
    [0, 2, "sent"],
    [0, 3, "sent"],
  ]);
  expect(new Set(first.map((email) => email.mailbox_id)).size).toBe(1);
  expect(first.map((email) => email.in_reply_to)).toEqual([null, first[0]?.message_id, first[1]?.message_id]);

  ctx.setNow(new Date(ctx.now().getTime() + 89 * 24 * hour));
  expect((await runRecontact(ctx, { tenantId })).reset).toBe(0);
  ctx.setNow(new Date(ctx.now().getTime() + 2 * 24 * hour));
  expect((await runRecontact(ctx, { tenantId })).reset).toBe(1);
  const reset = await ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id: outreach.id } }));
  expect(reset).toMatchObject({
    status: "cold",
    outreach_sequence_step: 0,
    re_contact_cycle: 1,
    hold_reason: "awaiting_verification",
  });

  const [again, ...more] = await runEngine(ctx, tenantId);
  expect(more).toEqual([]);
  expect(again).toMatchObject({
    status: "sent",
    re_contact_cycle: 1,
    sequence_step: 1,
    to_email: prospect.email,
    in_reply_to: null,
  });
  expect(again?.mailbox_id).not.toBe(first[0]?.mailbox_id);
  expect(again?.angle).not.toBe(first[0]?.angle);
  expect(first.map((email) => email.subject)).not.toContain(again?.subject);
  const fresh = shingles(again?.body_text ?? "");
  for (const earlier of first) {
    const known = shingles(earlier.body_text ?? "");
    expect(fresh.intersection(known).size / fresh.union(known).size).toBeLessThanOrEqual(0.4);
  }
  const received = ctx.delivered.filter(({ message }) => message.to.address === prospect.email);
  expect(received.map(({ message }) => message.messageId)).toEqual([...first, again].map((email) => email?.message_id));
  const after = await ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id: outreach.id } }));
  expect(after).toMatchObject({
    status: "contacted",
    outreach_sequence_step: 1,
    re_contact_cycle: 1,
    total_emails_sent: 4,
  });
});
