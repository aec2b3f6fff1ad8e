import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { bulkChange } from "./bulk-change.ts";
import { type BulkPreviewBody, bulkPreview, bulkPreviewBody } from "./contract-bulk.ts";
import { previewBulk } from "./preview-bulk.ts";

const ctx = createTestContext();
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };
const bounced = { status: "bounced", next_send_at: null };
const begun = { status: "contacted", outreach_sequence_step: 1, last_email_sent_at: ctx.now() };
const nowhere = { email: null, email_key: null };
const unwritable = { status: "no_verified_email", next_send_at: null };
type Made = { outreach?: object; prospect?: object };

async function tenantWith(...made: Made[]) {
  const tenantId = await createTestTenant(ctx);
  const ids: string[] = [];
  for (const { outreach, prospect } of made)
    ids.push((await createTestProspect(ctx, tenantId, outreach, prospect)).prospect.id);
  const preview = async (body: BulkPreviewBody) => {
    const told = await previewBulk(ctx, { tenantId, body: bulkPreviewBody.parse(body) });
    return bulkPreview.parse(told);
  };
  const change = (body: Omit<BulkPreviewBody, "filter">) => bulkChange(ctx, { tenantId, actor, body });
  return { tenantId, ids, preview, change };
}

describe("what a change of many would do", () => {
  it("is told by a filter, in counts and with why not, and changes nothing", async () => {
    const { tenantId, ids, preview } = await tenantWith({}, { outreach: bounced }, { outreach: begun });
    expect(await preview({ action: "stop", filter: { status: "bounced" } })).toEqual({
      ids: [],
      unchanged: [{ detail: "The prospect is not in the sequence: nothing is sent to it.", count: 1 }],
    });
    expect((await preview({ action: "stop", filter: {} })).ids).toEqual([ids[2], ids[0]]);
    const held = await ctx.forTenant(tenantId, (tx) => tx.outreach.count({ where: { hold_reason: "manual_stop" } }));
    expect(held).toBe(0);
  });

  it("names nobody of another tenant, and each once", async () => {
    const { ids, preview } = await tenantWith({});
    const stranger = (await tenantWith({})).ids[0] ?? "";
    expect(await preview({ action: "stop", ids: [...ids, ...ids, stranger] })).toEqual({
      ids,
      unchanged: [{ detail: "No longer there.", count: 1 }],
    });
  });

  it.each(["stop", "suppress", "verify"] as const)("is what %s then does", async (action) => {
    const made = [{}, { outreach: bounced }, { outreach: begun }, { outreach: unwritable, prospect: nowhere }];
    const { ids, preview, change } = await tenantWith(...made);
    const told = await preview({ action, ids });
    const { results } = await change({ action, ids });
    const done = results.filter(({ result }) => result === "done").map(({ id }) => id);
    expect(told.ids.toSorted()).toEqual(done.toSorted());
    const refused = results.filter(({ result }) => result === "refused");
    const counted = told.unchanged.flatMap(({ detail, count }) => Array<string>(count).fill(detail));
    expect(counted.toSorted()).toEqual(refused.map(({ detail }) => detail).toSorted());
  });

  it("leaves out whose address is suppressed already, itself or with its domain", async () => {
    const { tenantId, ids, preview } = await tenantWith(
      {},
      { prospect: { email: "pat@own.test", email_key: "pat@own.test" } },
      { prospect: { email: "pat@whole.test", email_key: "pat@whole.test" } },
    );
    await addSuppression(ctx, { tenantId, actor, kind: "email", value: "pat@own.test" });
    await addSuppression(ctx, { tenantId, actor, kind: "domain", value: "whole.test" });
    expect(await preview({ action: "suppress", filter: {} })).toEqual({
      ids: [ids[0]],
      unchanged: [{ detail: "Suppressed already.", count: 2 }],
    });
  });

  it("is told before a campaign is chosen, and anew for the one that is", async () => {
    const { tenantId, ids, preview, change } = await tenantWith({}, {}, { outreach: begun });
    const campaign = (status: string) =>
      ctx.forTenant(tenantId, (tx) => tx.campaign.create({ data: { tenant_id: tenantId, name: status, status } }));
    const [active, archived] = [await campaign("active"), await campaign("archived")];
    const action = "assign_campaign" as const;
    const begunAlready = { detail: "A prospect joins a campaign before the first message of a cycle.", count: 1 };
    expect(await preview({ action, ids })).toEqual({ ids: [ids[1], ids[0]], unchanged: [begunAlready] });
    await change({ action, ids: ids.slice(0, 1), campaign_id: active.id });
    expect(await preview({ action, ids, campaign_id: active.id })).toEqual({
      ids: [ids[1]],
      unchanged: expect.arrayContaining([begunAlready, { detail: "In this campaign already.", count: 1 }]),
    });
    await expect(preview({ action, ids, campaign_id: archived.id })).rejects.toMatchObject({
      details: { errors: [{ field: "campaign_id" }] },
    });
  });

  it("names who has no owner already, and refuses one who is no member", async () => {
    const { ids, preview } = await tenantWith({});
    expect(await preview({ action: "assign_owner", ids, owner_id: null })).toMatchObject({
      ids: [],
      unchanged: [{ detail: "Has no owner already." }],
    });
    await expect(preview({ action: "assign_owner", ids, owner_id: crypto.randomUUID() })).rejects.toMatchObject({
      details: { errors: [{ field: "owner_id" }] },
    });
  });

  it("refuses both ids and a filter, and neither", () => {
    const fieldOf = (body: object) => bulkPreviewBody.safeParse(body).error?.issues[0]?.path[0];
    expect(fieldOf({ action: "stop" })).toBe("ids");
    expect(fieldOf({ action: "stop", ids: [crypto.randomUUID()], filter: {} })).toBe("ids");
  });
});
