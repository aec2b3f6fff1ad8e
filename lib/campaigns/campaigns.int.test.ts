import { describe, expect, it } from "vitest";
import { recomputeTenant } from "#lib/jobs/recompute-tenant.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { runEngine } from "#lib/testing/run-engine.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { type CampaignView, type CreateCampaignBody, createCampaignBody } from "./contract.ts";
import { getCampaign, listCampaigns } from "./list-campaigns.ts";
import { moveCampaign } from "./move-campaign.ts";
import { matchesCampaign } from "./policy/matches-campaign.ts";
import { previewTargets, tryTargets } from "./preview-targets.ts";
import { createCampaign, updateCampaign } from "./save-campaign.ts";

const ctx = createTestContext();
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };
const yesterday = new Date(ctx.now().getTime() - 86_400_000);

async function world() {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  const make = (body: Partial<CreateCampaignBody> = {}) =>
    createCampaign(ctx, { tenantId, actor, body: createCampaignBody.parse({ name: crypto.randomUUID(), ...body }) });
  const move = ({ id, version }: CampaignView, status: CampaignView["status"]) =>
    moveCampaign(ctx, { tenantId, actor, id, version, status });
  const outreachOf = (id: string) => ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }));
  return { tenantId, make, move, outreachOf };
}

describe("a campaign", () => {
  it("is made as a draft, listed, counted and audited", async () => {
    const { tenantId, make } = await world();
    const made = await make({ target_trades: ["hvac"], steps: [{ step: 1 }, { step: 2, delay_hours: 72 }] });
    expect(made).toMatchObject({ status: "draft", version: 1, prospect_count: 0, daily_limit: null });
    await createTestProspect(ctx, tenantId, { campaign_id: made.id });
    expect(await getCampaign(ctx, { tenantId, id: made.id })).toMatchObject({ prospect_count: 1 });
    const second = await make();
    const page = await listCampaigns(ctx, { tenantId, limit: 1, cursor: undefined });
    expect(page.items.map(({ id }) => id)).toEqual([second.id]);
    const rest = await listCampaigns(ctx, { tenantId, limit: 5, cursor: page.next_cursor ?? "" });
    expect(rest.items.map(({ id }) => id)).toEqual([made.id]);
    const lines = await ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ where: { target_id: made.id } }));
    expect(lines).toMatchObject([{ action: "campaign.created", actor_label: "ann@example.test" }]);
  });

  it("is found by a part of its name and by its status; archived ones only when asked for", async () => {
    const { tenantId, make, move } = await world();
    const [texas, ohio] = [await make({ name: "Roofers in Texas" }), await make({ name: "Ohio 100%" })];
    await move(ohio, "archived");
    const idsOf = async (filter: { q?: string; status?: string; archived?: boolean }) =>
      (await listCampaigns(ctx, { tenantId, limit: 5, cursor: undefined, ...filter })).items.map(({ id }) => id);
    expect(await idsOf({})).toEqual([ohio.id, texas.id]);
    expect(await idsOf({ archived: false })).toEqual([texas.id]);
    expect(await idsOf({ archived: true })).toEqual([ohio.id]);
    expect(await idsOf({ status: "archived" })).toEqual([ohio.id]);
    expect(await idsOf({ status: "archived", archived: false })).toEqual([]);
    expect(await idsOf({ q: "texas" })).toEqual([texas.id]);
    expect(await idsOf({ q: "0%" })).toEqual([ohio.id]);
    expect(await idsOf({ q: "%%" })).toEqual([]);
  });

  it("tells who belongs to it and who of them is in its sequence", async () => {
    const { tenantId, make } = await world();
    const made = await make();
    const add = (fields: object) => createTestProspect(ctx, tenantId, { campaign_id: made.id, ...fields });
    await add({ status: "contacted", outreach_sequence_step: 1, next_send_at: ctx.now() });
    await add({ status: "contacted", next_send_at: null, hold_reason: "engagement_gate" });
    await add({ status: "contacted", next_send_at: null, hold_reason: "sequence_finished" });
    await add({ status: "interested", next_send_at: null, last_email_replied_at: ctx.now() });
    const found = await getCampaign(ctx, { tenantId, id: made.id });
    expect(found).toMatchObject({ prospect_count: 4, results: { in_sequence: 2, sent: 0, replied: 0 } });
  });

  it("changes once per version, and not once it is archived", async () => {
    const { tenantId, make, move } = await world();
    const made = await make();
    const change = (version: number, daily_limit: number) =>
      updateCampaign(ctx, { tenantId, actor, id: made.id, body: { version, daily_limit } });
    expect(await change(1, 20)).toMatchObject({ version: 2, daily_limit: 20 });
    expect(ctx.published).toContainEqual({ type: "settingsChanged", tenantId });
    await expect(change(1, 30)).rejects.toMatchObject({
      code: "version_conflict",
      message: "ann@example.test changed the campaign meanwhile. Look at the current one and try again.",
      details: {
        extra: {
          current: { version: 2 },
          changes: [
            {
              by: "ann@example.test",
              at: expect.any(String),
              before: { daily_limit: null },
              after: { daily_limit: 20 },
            },
          ],
        },
      },
    });
    await move({ ...made, version: 2 }, "archived");
    await expect(change(3, 30)).rejects.toMatchObject({ code: "conflict" });
  });

  it("has a name of its own and templates that are there", async () => {
    const { tenantId, make } = await world();
    const { name } = await make();
    await expect(make({ name })).rejects.toMatchObject({ code: "conflict", details: { errors: [{ field: "name" }] } });
    const data = { tenant_id: tenantId, name: "t", subject: "s", body: "b" };
    const { id } = await ctx.forTenant(tenantId, (tx) => tx.emailTemplate.create({ data }));
    expect(await make({ steps: [{ step: 1, template_id: id }] })).toMatchObject({ steps: [{ template_id: id }] });
    const missing = make({ steps: [{ step: 1 }, { step: 2, template_id: crypto.randomUUID() }] });
    await expect(missing).rejects.toMatchObject({ details: { errors: [{ field: "steps.1.template_id" }] } });
    const theirs = await world();
    await expect(theirs.make({ steps: [{ step: 1, template_id: id }] })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });

  it.each([
    [[{ step: 2 }]],
    [[{ step: 1 }, { step: 3 }]],
    [[{ step: 1, delay_hours: 11 }]],
    [Array.from({ length: 7 }, (_, n) => ({ step: n + 1 }))],
  ])("refuses the steps %j", (steps) => {
    expect(createCampaignBody.safeParse({ name: "c", steps }).success).toBe(false);
  });
});

describe("what a campaign's status does to the mail", () => {
  it("sends while it is active; a pause cancels what is queued and holds, a resume lets it go", async () => {
    const { tenantId, make, move, outreachOf } = await world();
    const active = await move(await make(), "active");
    const { prospect, outreach } = await createTestProspect(ctx, tenantId, {
      campaign_id: active.id,
      created_at: yesterday,
    });
    await runSequencer(ctx, { tenantId });
    const queued = () => ctx.forTenant(tenantId, (tx) => tx.outreachEmail.findMany({ orderBy: { id: "asc" } }));
    expect(await queued()).toMatchObject([{ status: "queued" }]);
    const paused = await move(active, "paused");
    expect(await queued()).toMatchObject([{ status: "cancelled", status_reason: "campaign_paused" }]);
    expect(await outreachOf(outreach.id)).toMatchObject({ hold_reason: "campaign_paused", next_send_at: null });
    expect(await runEngine(ctx, tenantId)).toEqual([]);
    await move(paused, "active");
    await recomputeTenant(ctx, { tenantId });
    expect((await runEngine(ctx, tenantId)).map((sent) => sent.to_email)).toEqual([prospect.email]);
  });

  it("a draft sends nothing, and a completed one has no further step", async () => {
    const { tenantId, make, move, outreachOf } = await world();
    const draft = await make();
    const { outreach } = await createTestProspect(ctx, tenantId, { campaign_id: draft.id, created_at: yesterday });
    expect(await runEngine(ctx, tenantId)).toEqual([]);
    await move(await move(draft, "active"), "completed");
    await recomputeTenant(ctx, { tenantId });
    expect(await outreachOf(outreach.id)).toMatchObject({ hold_reason: "no_campaign_step" });
    expect(await runEngine(ctx, tenantId)).toEqual([]);
  });

  it("goes one way: no move from the archive, none by who read an older version, none of another tenant's", async () => {
    const { make, move } = await world();
    const made = await make();
    const archived = await move(made, "archived");
    await expect(move(archived, "active")).rejects.toMatchObject({ code: "conflict" });
    await expect(move(made, "active")).rejects.toMatchObject({
      code: "version_conflict",
      details: { extra: { changes: [{ before: { status: "draft" }, after: { status: "archived" } }] } },
    });
    const theirs = await world();
    await expect(theirs.move(archived, "active")).rejects.toMatchObject({ code: "not_found" });
  });
});

it("counts the targets as the planner would choose them", async () => {
  const { tenantId, make } = await world();
  const places = [
    { trade_type: "HVAC", state_code: "TX", city: "Austin", zip: "78701-1234" },
    { trade_type: "hvac", state_code: "MN", city: " austin ", zip: "55912" },
    { trade_type: "roofing", state_code: "TX", city: "Dallas", zip: null },
    { trade_type: null, state_code: null, city: null, zip: null },
  ];
  for (const place of places) await createTestProspect(ctx, tenantId, {}, place);
  const other = await make();
  await createTestProspect(ctx, tenantId, { campaign_id: other.id }, places[0]);
  for (const [target_trades, target_locations] of [
    [[], []],
    [["hvac"], []],
    [[], ["Austin"]],
    [["HVAC"], ["austin, tx"]],
    [[], ["78701", "mn"]],
    [["solar"], ["TX"]],
  ] as [string[], string[]][]) {
    const { id } = await make({ target_trades, target_locations });
    const wanted = places.filter(({ trade_type: tradeType, state_code: stateCode, city, zip }) =>
      matchesCampaign(
        { targetTrades: target_trades, targetLocations: target_locations },
        { tradeType, stateCode, city, zip },
      ),
    );
    const isFirstWanted = wanted.includes(places[0] as (typeof places)[number]);
    const matching = wanted.length + (isFirstWanted ? 1 : 0);
    const counts = { matching, may_join: wanted.length };
    expect(await previewTargets(ctx, { tenantId, id })).toMatchObject(counts);
    expect(await tryTargets(ctx, { tenantId, body: { target_trades, target_locations } })).toMatchObject(counts);
  }
});

it("names the trades and locations that no prospect has, as they were given", async () => {
  const { tenantId } = await world();
  await createTestProspect(
    ctx,
    tenantId,
    {},
    { trade_type: "HVAC", state_code: "TX", city: "Austin", zip: "78701-1234" },
  );
  await createTestProspect(ctx, tenantId, {}, { trade_type: null, state_code: "NV", city: null, zip: null });
  const theirs = await world();
  await createTestProspect(ctx, theirs.tenantId, {}, { trade_type: "solar", state_code: "AZ" });
  const ask = async (target_trades: string[], target_locations: string[]) => {
    const { matching, unknown_trades, unknown_locations } = await tryTargets(ctx, {
      tenantId,
      body: { target_trades, target_locations },
    });
    return [matching, unknown_trades, unknown_locations];
  };
  expect(await ask([], [])).toEqual([2, [], []]);
  expect(await ask(["hvac", "Solar"], ["tx", "AUSTIN", "Austin, TX", "78701", "AZ", "Austin, NV"])).toEqual([
    1,
    ["Solar"],
    ["AZ", "Austin, NV"],
  ]);
  expect(await ask(["hvac"], ["NV"])).toEqual([0, [], []]);
});
