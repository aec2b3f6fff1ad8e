import { describe, expect, it } from "vitest";
import { claimed, claimedAndWritten, createQueuedSend, stateOf } from "#lib/sending/testing.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { previewAnswer, previewBody } from "./contract-preview.ts";
import { previewTemplate } from "./preview-template.ts";

const ctx = createTestContext();
const text =
  "Hi {{first_name}},\n\nwith {{custom.crew}} in {{city}} somebody has to answer. {{sender_name}} would help.";

const preview = async (tenantId: string, fields: object) => {
  const body = previewBody.parse({ subject: "For {{company}}", body: text, ...fields });
  return previewAnswer.parse(await previewTemplate(ctx, { tenantId, body })).items;
};

/** A claimed message of a campaign with this template, so that what is shown can be held against what is written. */
async function world() {
  const send = await createQueuedSend(ctx, { prospect: { enrichment: { custom: { crew: "12 vans" } } } });
  await ctx.forTenant(send.tenantId, async (tx) => {
    const data = { tenant_id: send.tenantId, name: "T", subject: "For {{company}}", body: text };
    const template = await tx.emailTemplate.create({ data });
    const steps = [{ step: 1, template_id: template.id }];
    const campaign = await tx.campaign.create({
      data: { tenant_id: send.tenantId, name: "C", status: "active", steps },
    });
    await tx.outreach.update({ where: { id: send.outreach.id }, data: { campaign_id: campaign.id } });
    await tx.outreachEmail.update({ where: { id: send.email.id }, data: { campaign_id: campaign.id } });
  });
  return send;
}

describe("a preview", () => {
  it("is the very text that is written for the prospect, with address and a link that is nobody's", async () => {
    const send = await world();
    const [item] = await preview(send.tenantId, { prospect_id: send.prospect.id });
    await claimedAndWritten(ctx, send);
    const { row } = await stateOf(ctx, send);
    const [message] = item?.messages ?? [];
    expect(message).toMatchObject({ cycle: 0, is_template_used: true, fallback: null, subject: row.subject });
    expect(message?.text?.startsWith(row.body_text ?? "?")).toBe(true);
    expect(message?.html).toContain(row.body_html);
    expect(message?.text).toContain("1 Main St, Springfield");
    expect(message?.text).toContain("/u/preview");
    expect(item?.variables).toMatchObject({ "custom.crew": "12 vans", city: "Springfield" });
  });

  it("is nobody's when the mailbox that signs is not there, or not in use any more", async () => {
    const { tenantId } = await createQueuedSend(ctx);
    const archived = await createTestMailbox(ctx, tenantId, { archived_at: ctx.now(), is_active: false });
    const foreign = await createTestMailbox(ctx, await createTestTenant(ctx));
    for (const mailbox_id of [archived.id, foreign.id, crypto.randomUUID()])
      expect(await preview(tenantId, { mailbox_id })).toEqual([]);
    expect(await preview(tenantId, {})).toHaveLength(1);
  });

  it("is signed by a mailbox that may send, if there is one, and says by which", async () => {
    const tenantId = await createTestTenant(ctx);
    const [off, paused, usable] = [
      await createTestMailbox(ctx, tenantId, { is_active: false, sender_name: "Off" }),
      await createTestMailbox(ctx, tenantId, { sender_name: "Paused" }),
      await createTestMailbox(ctx, tenantId, { sender_name: "Usable" }),
    ];
    await createTestProspect(ctx, tenantId);
    const stop = (scope_kind: string, scope_id: string) =>
      ctx.forTenant(tenantId, (tx) =>
        tx.healthState.create({ data: { tenant_id: tenantId, scope_kind, scope_id, state: "paused" } }),
      );
    const signer = async (fields: object = {}) => {
      const [item] = await preview(tenantId, fields);
      return [item?.mailbox_id, item?.variables.sender_name];
    };
    await stop("domain", paused.sending_domain_id);
    expect(await signer()).toEqual([usable.id, "Usable"]);
    expect(await signer({ mailbox_id: off.id })).toEqual([off.id, "Off"]);
    await stop("mailbox", usable.id);
    expect(await signer()).toEqual([paused.id, "Paused"]);
  });

  it("shows that a text works once: the later cycles fall back, with the reason", async () => {
    const send = await world();
    const [item] = await preview(send.tenantId, { prospect_id: send.prospect.id, cycles: [2, 0, 1] });
    expect(
      item?.messages.map(({ cycle, is_template_used, fallback }) => [cycle, is_template_used, fallback?.code]),
    ).toEqual([
      [0, true, undefined],
      [1, false, "template_repeats"],
      [2, false, "template_repeats"],
    ]);
    expect(new Set(item?.messages.map(({ subject }) => subject)).size).toBe(3);
  });

  it("names what a prospect has no value for, and shows what they would get instead", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    await createTestProspect(ctx, tenantId);
    const [item] = await preview(tenantId, {});
    expect(item?.messages).toMatchObject([
      { is_template_used: false, fallback: { code: "template_variable_missing" }, missing_variables: ["custom.crew"] },
    ]);
    expect(item?.messages[0]?.text).not.toContain("{{");
  });

  it("goes by what the prospect was sent before that place, and not by what came later", async () => {
    const send = await world();
    await claimedAndWritten(ctx, send);
    const { row } = await stateOf(ctx, send);
    const { subject, body_text } = row;
    const earlier = { subject, body_text, status: "sent", re_contact_cycle: 1, sequence_step: 2 };
    await createTestEmail(ctx, send.tenantId, send.outreach.id, earlier);
    const ask = { prospect_id: send.prospect.id, step: 2 };
    const [before] = await preview(send.tenantId, { ...ask, cycles: [1] });
    const [after] = await preview(send.tenantId, { ...ask, step: 3, cycles: [1] });
    expect([before, after].map((item) => item?.messages[0]?.is_template_used)).toEqual([true, false]);
  });

  it("tells what the gates find, although a person's words pass them", async () => {
    const send = await world();
    const ask = { prospect_id: send.prospect.id, body: "Act now, {{first_name}}: see https://evil.test" };
    const [item] = await preview(send.tenantId, ask);
    const codes = item?.messages[0]?.findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["banned_phrase", "link", "body_length"]));
    expect(item?.messages[0]?.is_template_used).toBe(true);
  });

  it("chooses among the campaign's prospects, and never among another tenant's", async () => {
    const [ours, theirs] = [await world(), await world()];
    await createTestProspect(ctx, ours.tenantId);
    expect(await preview(ours.tenantId, {})).toHaveLength(2);
    const { campaign_id } = (await stateOf(ctx, ours)).outreach;
    expect((await preview(ours.tenantId, { campaign_id })).map(({ prospect }) => prospect.id)).toEqual([
      ours.prospect.id,
    ]);
    expect(await preview(ours.tenantId, { prospect_id: theirs.prospect.id })).toEqual([]);
  });

  it("is of who is written to next, else of somebody with an address, else of anybody", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    const now = ctx.now();
    const held = { next_send_at: null, hold_reason: "engagement_gate" };
    const make = async (outreach: object, prospect: object = {}) =>
      (await createTestProspect(ctx, tenantId, outreach, prospect)).prospect.id;
    const nowhere = { email: null, email_key: null };
    const shown = async (limit = 5) => (await preview(tenantId, { limit })).map(({ prospect }) => prospect.id);
    const waits = await make({ status: "contacted", ...held });
    const won = await make({ status: "won", next_send_at: null });
    const unwritable = await make({ status: "no_verified_email", next_send_at: null }, nowhere);
    expect(await shown(1)).toEqual([waits]);
    const inAnHour = new Date(now.getTime() + 3_600_000);
    const followup = await make({ status: "contacted", outreach_sequence_step: 1, next_send_at: now });
    const later = await make({ next_send_at: inAnHour });
    const first = await make({ next_send_at: now });
    expect(await shown()).toEqual([first, later, followup, waits, won]);
    expect(await shown()).not.toContain(unwritable);
    expect(await shown(1)).toEqual([first]);
  });

  it("finds the one with an address behind any number without", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    const { prospect } = await createTestProspect(ctx, tenantId, { status: "lost", next_send_at: null });
    await ctx.forTenant(tenantId, async (tx) => {
      await tx.$executeRaw`INSERT INTO prospects (tenant_id, company) SELECT ${tenantId}::uuid, 'C' FROM generate_series(1, 1000)`;
      await tx.$executeRaw`
        INSERT INTO outreach (tenant_id, prospect_id, status)
        SELECT ${tenantId}::uuid, id, 'no_verified_email' FROM prospects WHERE tenant_id = ${tenantId}::uuid AND email IS NULL`;
    });
    const items = await preview(tenantId, { limit: 2 });
    expect(items.map((item) => item.prospect.email)).toEqual([prospect.email, null]);
  });

  it("escapes what strangers wrote, and stores nothing", async () => {
    const send = await world();
    await claimed(ctx, send);
    const [item] = await preview(send.tenantId, {
      prospect_id: send.prospect.id,
      body: "<script>1</script> {{company}}",
    });
    expect(item?.messages[0]?.html).toContain("&lt;script&gt;");
    expect((await stateOf(ctx, send)).row).toMatchObject({ subject: null, body_text: null, fallback_reason: null });
  });
});

it.each([
  [{ step: 7 }, "step"],
  [{ cycles: [13] }, "cycles.0"],
  [{ cycles: [] }, "cycles"],
  [{ body: "{{nickname}}" }, "body"],
])("is refused with %j, by field", (wrong, field) => {
  const parsed = previewBody.safeParse({ subject: "s", body: "b", ...wrong });
  expect(parsed.error?.issues[0]?.path.join(".")).toBe(field);
});
