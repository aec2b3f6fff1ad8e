import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { bulkChange } from "./bulk-change.ts";
import { type BulkBody, bulkResult } from "./contract-bulk.ts";

const ctx = createTestContext();
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };
const over = { status: "won", next_send_at: null };

async function tenantWith(...states: object[]) {
  const tenantId = await createTestTenant(ctx);
  const made = [];
  for (const state of states) made.push((await createTestProspect(ctx, tenantId, state)).prospect);
  const ids = made.map(({ id }) => id);
  const change = async (body: BulkBody) => {
    const result = await bulkChange(ctx, { tenantId, actor, body, requestId: "r-1" });
    expect(bulkResult.parse(result)).toEqual(result);
    return result;
  };
  const outreachOf = (prospect_id = "") =>
    ctx.forTenant(tenantId, (tx) => tx.outreach.findFirstOrThrow({ where: { prospect_id } }));
  const auditOf = (action: string) => ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ where: { action } }));
  return { tenantId, made, ids, change, outreachOf, auditOf };
}

describe("by ids", () => {
  it("each row has its own result, and one that is refused stops no other", async () => {
    const { ids, made, change, outreachOf, auditOf } = await tenantWith({}, over, {});
    const stranger = (await tenantWith({})).ids[0] ?? "";
    const result = await change({ action: "stop", ids: [...ids, stranger], reason: "wrong list" });
    expect(result).toMatchObject({ done: 2, refused: 1, not_found: 1 });
    expect(result.results).toMatchObject([
      { id: ids[0], result: "done", detail: null, prospect: null },
      {
        id: ids[1],
        result: "refused",
        detail: expect.stringContaining("not in the sequence"),
        prospect: { company: made[1]?.company, email: made[1]?.email },
      },
      { id: ids[2], result: "done", prospect: null },
      { id: stranger, result: "not_found", prospect: null },
    ]);
    expect(await outreachOf(ids[0])).toMatchObject({ hold_reason: "manual_stop" });
    expect(await auditOf("prospect.stopped")).toMatchObject([
      { reason: "wrong list", request_id: "r-1" },
      { reason: "wrong list", request_id: "r-1" },
    ]);
    expect(await auditOf("prospects.changed_together")).toMatchObject([
      { after: { action: "stop", done: 2, refused: 1, not_found: 1 }, actor_label: actor.label },
    ]);
  });

  it("one that is named twice is changed once", async () => {
    const { ids, change } = await tenantWith({});
    expect((await change({ action: "stop", ids: [...ids, ...ids] })).results).toHaveLength(1);
  });

  it("suppresses addresses, and has addresses verified by one run of the job", async () => {
    const { ids, change, outreachOf, tenantId } = await tenantWith({}, {});
    expect(await change({ action: "suppress", ids: ids.slice(0, 1) })).toMatchObject({ done: 1 });
    expect(await outreachOf(ids[0])).toMatchObject({ hold_reason: "suppressed" });
    expect(await change({ action: "verify", ids })).toMatchObject({ done: 2 });
    expect(await outreachOf(ids[1])).toMatchObject({ hold_reason: "awaiting_verification" });
    const asked = ctx.published.filter((event) => event.tenantId === tenantId && event.type === "jobRequested");
    expect(asked).toHaveLength(1);
  });

  it("an owner who is no member is refused for every row", async () => {
    const { ids, change } = await tenantWith({}, {});
    const result = await change({ action: "assign_owner", ids, owner_id: crypto.randomUUID() });
    expect(result).toMatchObject({ done: 0, refused: 2 });
  });

  it("a member becomes the owner, and nobody again", async () => {
    const { ids, change, tenantId, made } = await tenantWith({}, {});
    const owner_id = await ctx.acrossTenants(async (tx) => {
      const user = await tx.user.create({ data: { name: "Bo", email: `${crypto.randomUUID()}@somebody.test` } });
      await tx.member.create({ data: { tenant_id: tenantId, user_id: user.id, role: "operator" } });
      return user.id;
    });
    const owners = () =>
      ctx.forTenant(tenantId, async (tx) => (await tx.prospect.findMany()).map((prospect) => prospect.owner_id));
    await change({ action: "assign_owner", ids, owner_id });
    expect(await owners()).toEqual(made.map(() => owner_id));
    await change({ action: "assign_owner", ids, owner_id: null });
    expect(await owners()).toEqual([null, null]);
  });

  it("a campaign takes those before their first message, and nobody joins one that is over", async () => {
    const begun = { status: "contacted", outreach_sequence_step: 1, last_email_sent_at: ctx.now() };
    const { ids, change, outreachOf, tenantId } = await tenantWith({}, begun);
    const campaign = (status: string) =>
      ctx.forTenant(tenantId, (tx) => tx.campaign.create({ data: { tenant_id: tenantId, name: status, status } }));
    const [active, archived] = [await campaign("active"), await campaign("archived")];
    expect(await change({ action: "assign_campaign", ids, campaign_id: active.id })).toMatchObject({
      done: 1,
      refused: 1,
      results: [{ result: "done" }, { detail: expect.stringContaining("before the first message") }],
    });
    expect(await outreachOf(ids[0])).toMatchObject({ campaign_id: active.id });
    expect(await change({ action: "assign_campaign", ids, campaign_id: archived.id })).toMatchObject({ refused: 2 });
    expect(await change({ action: "assign_campaign", ids, campaign_id: crypto.randomUUID() })).toMatchObject({
      done: 0,
    });
  });
});

describe("by a filter", () => {
  it("changes all that fit, and nobody else", async () => {
    const { ids, change, outreachOf } = await tenantWith({}, {}, over);
    expect(await change({ action: "stop", filter: { status: "cold" }, expected_count: 2 })).toMatchObject({ done: 2 });
    expect(await outreachOf(ids[2])).toMatchObject({ status: "won", hold_reason: null });
  });

  it("changes nothing when another number fits by now, and says how many do", async () => {
    const { ids, change, outreachOf, tenantId } = await tenantWith({}, {});
    await createTestProspect(ctx, tenantId);
    await expect(change({ action: "stop", filter: { status: "cold" }, expected_count: 2 })).rejects.toMatchObject({
      code: "conflict",
      details: { extra: { count: 3, at_least: false } },
    });
    expect(await outreachOf(ids[0])).toMatchObject({ hold_reason: null });
  });
});
