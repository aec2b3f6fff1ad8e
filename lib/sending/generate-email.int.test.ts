import { describe, expect, it } from "vitest";
import type { ModelWriter } from "#lib/generation/generate-outreach-email.ts";
import { coreOf } from "#lib/generation/policy/body-layout.ts";
import { jaccard, maxSimilarity, shinglesOf } from "#lib/generation/policy/similarity.ts";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { generateEmail } from "./generate-email.ts";
import { reconcileSends } from "./reconcile-sends.ts";
import { claimed, claimedAndWritten, createQueuedSend, stateOf } from "./testing.ts";

const ctx = createTestContext();

async function withCampaign(body: string, step = 1) {
  const send = await createQueuedSend(ctx, { prospect: { enrichment: { custom: { crew: "12 vans" } } } });
  await ctx.forTenant(send.tenantId, async (tx) => {
    const template = await tx.emailTemplate.create({
      data: { tenant_id: send.tenantId, name: "T", subject: "For {{company}}", body },
    });
    const campaign = await tx.campaign.create({
      data: { tenant_id: send.tenantId, name: "C", status: "active", steps: [{ step, template_id: template.id }] },
    });
    await tx.outreach.update({ where: { id: send.outreach.id }, data: { campaign_id: campaign.id } });
    await tx.outreachEmail.update({ where: { id: send.email.id }, data: { campaign_id: campaign.id } });
  });
  return send;
}

const modelThatSays = (body: string): ModelWriter => ({
  write: async () => ({ subject: "A thought", body, costUsd: 0.02 }),
});

describe("generateEmail", () => {
  it("writes subject, both bodies and angle, once", async () => {
    const send = await createQueuedSend(ctx);
    const claim = await claimed(ctx, send);
    expect(await generateEmail(ctx, claim)).toEqual({ kind: "ready" });
    const { row } = await stateOf(ctx, send);
    expect(row).toMatchObject({ angle: "introduction", fallback_used: false, status: "claimed" });
    expect(row.body_text).toMatch(/^Hi Pat,\n\n[\s\S]+\n\nAnn\nt-/);
    expect(row.body_html).toMatch(/^<p>Hi Pat,<\/p>/);
    expect(await generateEmail(ctx, claim, modelThatSays("other"))).toEqual({ kind: "ready" });
    expect((await stateOf(ctx, send)).row.body_text).toBe(row.body_text);
  });

  it("takes another angle in the next cycle and repeats nothing of the ones before", async () => {
    const send = await createQueuedSend(ctx, { outreach: { re_contact_cycle: 1 } });
    const first = await createQueuedSend(ctx, { tenantId: send.tenantId });
    await claimedAndWritten(ctx, first);
    const before = (await stateOf(ctx, first)).row;
    await createTestEmail(ctx, send.tenantId, send.outreach.id, {
      re_contact_cycle: 0,
      subject: before.subject,
      body_text: before.body_text,
    });
    await claimedAndWritten(ctx, send);
    const { row } = await stateOf(ctx, send);
    expect(row.angle).toBe("industry_trends");
    expect(row.subject).not.toBe(before.subject);
    const similarity = jaccard(shinglesOf(coreOf(row.body_text ?? "")), shinglesOf(coreOf(before.body_text ?? "")));
    expect(similarity).toBeLessThanOrEqual(maxSimilarity);
  });

  it("uses the campaign's template with the prospect's own columns", async () => {
    const send = await withCampaign(
      "Hi {{first_name}},\n\nWith {{custom.crew}} at {{company}} you are busy in {{city}}.",
    );
    await claimedAndWritten(ctx, send);
    const { row } = await stateOf(ctx, send);
    expect(row.subject).toBe(`For ${send.prospect.company}`);
    expect(row.body_text).toContain(`With 12 vans at ${send.prospect.company} you are busy in Springfield.`);
    expect(row.fallback_used).toBe(false);
    const [template] = await ctx.forTenant(send.tenantId, (tx) => tx.emailTemplate.findMany());
    expect(row.template_id).toBe(template?.id);
  });

  it.each([
    ["a variable without value", "Hi {{custom.nothing}}", 1],
    ["no template for this step", "Hi {{first_name}}", 2],
  ])("falls back to the embedded writer: %s", async (_name, body, step) => {
    const send = await withCampaign(body, step);
    await claimedAndWritten(ctx, send);
    const { row } = await stateOf(ctx, send);
    expect(row.body_text).toMatch(/^Hi Pat,\n\n/);
    const reason = step === 1 ? "template_variable_missing" : null;
    expect([row.fallback_used, row.fallback_reason, row.template_id]).toEqual([step === 1, reason, null]);
  });

  it("an archived template is missed aloud: the fallback is on the row, with its reason", async () => {
    const send = await withCampaign("Hi {{first_name}}");
    const archive = { data: { archived_at: ctx.now() }, where: { tenant_id: send.tenantId } };
    await ctx.forTenant(send.tenantId, (tx) => tx.emailTemplate.updateMany(archive));
    await claimedAndWritten(ctx, send);
    const { row } = await stateOf(ctx, send);
    expect(row.body_text).toMatch(/^Hi Pat,\n\n/);
    expect([row.fallback_used, row.fallback_reason]).toEqual([true, "template_gone"]);
  });

  it("books what the model cost, also when its text was no good", async () => {
    const send = await createQueuedSend(ctx);
    const claim = await claimed(ctx, send);
    expect(await generateEmail(ctx, claim, modelThatSays("garbage"))).toEqual({ kind: "ready" });
    const { row } = await stateOf(ctx, send);
    expect([Number(row.ai_cost_usd), row.fallback_used]).toEqual([0.04, true]);
  });

  it("leaves a claim that was lost alone", async () => {
    const send = await createQueuedSend(ctx);
    const claim = { ...(await claimed(ctx, send)), claimId: crypto.randomUUID() };
    expect(await generateEmail(ctx, claim)).toEqual({ kind: "gone" });
    expect((await stateOf(ctx, send)).row.body_text).toBeNull();
  });
});

describe("when nothing acceptable can be written", () => {
  // A booking page as the company's name is a link in every sentence: no text with it passes the gate.
  const impossible = { name: "visit www.evil.test now" };

  async function unwritable(generationFailures: number) {
    const send = await createQueuedSend(ctx, { outreach: { generation_failures: generationFailures } });
    await ctx.acrossTenants(
      (tx) => tx.$executeRaw`UPDATE tenants SET name = ${impossible.name} WHERE id = ${send.tenantId}::uuid`,
    );
    return send;
  }

  it("the message is cancelled and the failure counted", async () => {
    const send = await unwritable(0);
    expect(await generateEmail(ctx, await claimed(ctx, send))).toEqual({ kind: "failed", reason: "generation_failed" });
    const { row, outreach, capacityUsed } = await stateOf(ctx, send);
    expect([row.status, row.status_reason, capacityUsed]).toEqual(["cancelled", "generation_failed", 0]);
    expect([outreach.status, outreach.generation_failures]).toEqual(["cold", 1]);
  });

  it("the third failure sets the prospect aside for a day, then it returns", async () => {
    const send = await unwritable(2);
    await generateEmail(ctx, await claimed(ctx, send));
    expect((await stateOf(ctx, send)).outreach).toMatchObject({
      status: "generation_failed",
      next_send_at: null,
      hold_reason: null,
    });
    expect(await reconcileSends(ctx, send)).toMatchObject({ generation_returned: 0 });
    ctx.setNow("2026-06-11T16:00:01Z");
    expect(await reconcileSends(ctx, send)).toMatchObject({ generation_returned: 1 });
    const { outreach } = await stateOf(ctx, send);
    expect([outreach.status, outreach.generation_failures, outreach.next_send_at === null]).toEqual(["cold", 0, false]);
    ctx.setNow("2026-06-10T16:00:00Z");
  });

  it("a text that works ends the count", async () => {
    const send = await createQueuedSend(ctx, { outreach: { generation_failures: 2 } });
    await claimedAndWritten(ctx, send);
    expect((await stateOf(ctx, send)).outreach.generation_failures).toBe(0);
  });
});
