import { describe, expect, it } from "vitest";
import { createCampaignBody } from "#lib/campaigns/contract.ts";
import { moveCampaign } from "#lib/campaigns/move-campaign.ts";
import { createCampaign, updateCampaign } from "#lib/campaigns/save-campaign.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { archiveTemplate } from "./archive-template.ts";
import { createTemplateBody, type TemplateView } from "./contract.ts";
import { getTemplate, listTemplates } from "./list-templates.ts";
import { createTemplate, updateTemplate } from "./save-template.ts";

const ctx = createTestContext();
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };

async function world() {
  const tenantId = await createTestTenant(ctx);
  const make = (name: string = crypto.randomUUID()) => {
    const body = createTemplateBody.parse({ name, subject: "Hi {{first_name|there}}", body: "About {{company}}" });
    return createTemplate(ctx, { tenantId, actor, body });
  };
  const archive = ({ id, version }: TemplateView) => archiveTemplate(ctx, { tenantId, actor, id, version });
  const campaignWith = (template: TemplateView) => {
    const body = createCampaignBody.parse({
      name: crypto.randomUUID(),
      steps: [{ step: 1 }, { step: 2, template_id: template.id }],
    });
    return createCampaign(ctx, { tenantId, actor, body });
  };
  return { tenantId, make, archive, campaignWith };
}

describe("a template", () => {
  it("is made, listed page by page, and audited", async () => {
    const { tenantId, make } = await world();
    const [first, second] = [await make(), await make()];
    const page = await listTemplates(ctx, { tenantId, limit: 1, cursor: undefined });
    expect(page.items).toMatchObject([second]);
    const rest = await listTemplates(ctx, { tenantId, limit: 5, cursor: page.next_cursor ?? "" });
    expect(rest).toMatchObject({ items: [first], next_cursor: null });
    const lines = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ where: { target_id: first.id } }));
    expect(lines).toMatchObject([{ action: "template.created", actor_label: "ann@example.test" }]);
  });

  it("tells which campaigns use it, in which steps, as long as they are not archived", async () => {
    const { tenantId, make, campaignWith } = await world();
    const [used, unused] = [await make(), await make()];
    const made = await campaignWith(used);
    const steps = [{ step: 1, template_id: used.id }, { step: 2 }, { step: 3, template_id: used.id }];
    const change = { version: 1, name: "Zoo", steps };
    const changed = await updateCampaign(ctx, { tenantId, actor, id: made.id, body: change });
    const other = await campaignWith(used);
    await updateCampaign(ctx, { tenantId, actor, id: other.id, body: { version: 1, name: "Ark" } });
    const uses = [
      { id: other.id, name: "Ark", status: "draft", steps: [2] },
      { id: made.id, name: "Zoo", status: "draft", steps: [1, 3] },
    ];
    const listed = async () =>
      (await listTemplates(ctx, { tenantId, limit: 5, cursor: undefined })).items.map(({ id, campaigns }) => [
        id,
        campaigns,
      ]);
    expect(await listed()).toEqual([
      [unused.id, []],
      [used.id, uses],
    ]);
    expect((await getTemplate(ctx, { tenantId, id: used.id })).campaigns).toEqual(uses);
    await moveCampaign(ctx, { tenantId, actor, id: made.id, version: changed.version, status: "archived" });
    expect((await getTemplate(ctx, { tenantId, id: used.id })).campaigns).toEqual(uses.slice(0, 1));
  });

  it("changes once per version, and has a name of its own", async () => {
    const { tenantId, make } = await world();
    const [made, other] = [await make(), await make()];
    const change = (version: number, fields: object) =>
      updateTemplate(ctx, { tenantId, actor, id: made.id, body: { version, ...fields } });
    expect(await change(1, { subject: "New" })).toMatchObject({ version: 2, subject: "New", body: made.body });
    expect(await change(2, { subject: "New" })).toMatchObject({ version: 2 });
    await expect(change(1, { subject: "Old" })).rejects.toMatchObject({
      code: "version_conflict",
      message: "ann@example.test changed the template meanwhile. Look at the current one and try again.",
      details: {
        extra: {
          current: { version: 2, subject: "New" },
          changes: [{ by: "ann@example.test", before: { subject: made.subject }, after: { subject: "New" } }],
        },
      },
    });
    const taken = { code: "conflict", details: { errors: [{ field: "name" }] } };
    await expect(change(2, { name: other.name })).rejects.toMatchObject(taken);
    await expect(make(other.name)).rejects.toMatchObject(taken);
  });

  it("is another tenant's business", async () => {
    const [ours, theirs] = [await world(), await world()];
    const made = await theirs.make();
    const { tenantId } = ours;
    const unknown = { code: "not_found" };
    await expect(getTemplate(ctx, { tenantId, id: made.id })).rejects.toMatchObject(unknown);
    await expect(ours.archive(made)).rejects.toMatchObject(unknown);
    const body = { version: 1, name: "mine" };
    await expect(updateTemplate(ctx, { tenantId, actor, id: made.id, body })).rejects.toMatchObject(unknown);
    expect((await listTemplates(ctx, { tenantId, limit: 5, cursor: undefined })).items).toEqual([]);
  });

  it.each([
    [{ subject: "{{nickname}}" }, "subject", "is not known"],
    [{ body: "Hi {{company" }, "body", "without the other"],
    [{ name: " " }, "name", "enter a name"],
  ])("is refused with %j, by field and with the fix", (wrong, field, message) => {
    const parsed = createTemplateBody.safeParse({ name: "n", subject: "s", body: "b", ...wrong });
    expect(parsed.error?.issues).toMatchObject([{ path: [field], message: expect.stringContaining(message) }]);
  });
});

describe("archiving", () => {
  it("takes it out of use for good, and again is no error", async () => {
    const { tenantId, make, archive, campaignWith } = await world();
    const made = await make();
    const archived = await archive(made);
    expect(archived).toMatchObject({ archived_at: ctx.now().toISOString(), version: 2 });
    expect(await archive(made)).toEqual(archived);
    const kept = await make();
    const listed = async (isArchived: boolean) =>
      (await listTemplates(ctx, { tenantId, archived: isArchived, limit: 5, cursor: undefined })).items;
    expect([await listed(true), await listed(false)]).toMatchObject([[archived], [kept]]);
    await expect(campaignWith(archived)).rejects.toMatchObject({ code: "validation_failed" });
    const edit = updateTemplate(ctx, { tenantId, actor, id: made.id, body: { version: 2, subject: "x" } });
    await expect(edit).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused to who read an older version", async () => {
    const { tenantId, make, archive } = await world();
    const made = await make();
    await updateTemplate(ctx, { tenantId, actor, id: made.id, body: { version: 1, subject: "New" } });
    await expect(archive(made)).rejects.toMatchObject({ code: "version_conflict" });
  });

  it("is refused while a campaign names it, with its name, until that one is archived", async () => {
    const { tenantId, make, archive, campaignWith } = await world();
    const made = await make();
    const { id, name, version } = await campaignWith(made);
    const extra = { campaigns: [{ id, name, status: "draft", steps: [2] }] };
    await expect(archive(made)).rejects.toMatchObject({ code: "conflict", details: { extra } });
    await moveCampaign(ctx, { tenantId, actor, id, version, status: "archived" });
    expect(await archive(made)).toMatchObject({ version: 2 });
  });

  it("never leaves a campaign with an archived template, whoever is first", async () => {
    const { tenantId, make, archive } = await world();
    for (let round = 0; round < 8; round += 1) {
      const made = await make();
      const body = createCampaignBody.parse({ name: crypto.randomUUID() });
      const campaign = await createCampaign(ctx, { tenantId, actor, body });
      const steps = [{ step: 1, template_id: made.id }];
      const use = updateCampaign(ctx, { tenantId, actor, id: campaign.id, body: { version: 1, steps } });
      const results = await Promise.allSettled([use, archive(made)]);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });
});
