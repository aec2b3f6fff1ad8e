import { beforeEach, expect, it } from "vitest";
import { changeSettings } from "#lib/settings/change-settings.ts";
import { createTestMailbox, createTestProspect } from "#lib/testing/factory.ts";
import { runEngine } from "#lib/testing/run-engine.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createWorld, event, type World } from "#lib/webhooks/testing/webhook-world.ts";
import { recomputeNextSend } from "./recompute-next-send.ts";

const ctx = createTestContext();
const hours = (count: number) => ctx.setNow(new Date(ctx.now().getTime() + count * 3_600_000));
beforeEach(() => ctx.setNow("2026-06-08T16:00:00Z"));

/** A prospect whose first two messages were sent and stayed unopened; the third would be due. */
async function silentAfterTwo(mailbox: object = {}) {
  const world = await createWorld(ctx);
  const connection = { provider_connection_id: world.owner.connectionId };
  await createTestMailbox(ctx, world.tenantId, { ...connection, ...mailbox });
  const { outreach } = await createTestProspect(ctx, world.tenantId, { created_at: ctx.now() });
  const [first] = await runEngine(ctx, world.tenantId);
  hours(73);
  const [second] = await runEngine(ctx, world.tenantId);
  if (!first || !second) throw new Error("two messages were to be sent");
  hours(100);
  return { world, outreachId: outreach.id, first, second };
}

const holdOf = async ({ tenantId }: World, id: string) =>
  (await ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }))).hold_reason;
const stepsSentBy = async ({ tenantId }: World) =>
  (await runEngine(ctx, tenantId)).map((email) => [email.sequence_step, email.status]);

it("a silent prospect does not get the last step; a signed machine open changes nothing, a human one sends it (plan: verification 2)", async () => {
  const { world, outreachId, second } = await silentAfterTwo();
  expect([await stepsSentBy(world), await holdOf(world, outreachId)]).toEqual([[], "engagement_gate"]);
  await world.post(event(ctx, second, "open", 0, { sg_machine_open: true }));
  expect([await stepsSentBy(world), await holdOf(world, outreachId)]).toEqual([[], "engagement_gate"]);
  await world.post(event(ctx, second, "open", 0, { useragent: "Mozilla/5.0 (iPhone)" }));
  expect(await holdOf(world, outreachId)).toBeNull();
  expect(await stepsSentBy(world)).toEqual([[3, "sent"]]);
  expect(ctx.delivered.filter(({ message }) => message.customArgs.outreach_id === outreachId)).toHaveLength(3);
});

it("a click on the first message releases as well", async () => {
  const { world, first } = await silentAfterTwo();
  await world.post(event(ctx, first, "click", 0, { url: "https://example.test/", useragent: "Mozilla/5.0 (iPhone)" }));
  expect(await stepsSentBy(world)).toEqual([[3, "sent"]]);
});

it("the gate switched off releases whom it held", async () => {
  const { world, outreachId } = await silentAfterTwo();
  await stepsSentBy(world);
  const { tenantId } = world;
  const patch = { version: 1, require_engagement_for_final_step: false };
  const actor = { kind: "user" as const, id: null, label: "Ops", role: "admin" as const };
  await changeSettings(ctx, { tenantId, actor, patch });
  await ctx.forTenant(tenantId, (tx) => recomputeNextSend(tx, { tenantId, outreachIds: [outreachId], now: ctx.now() }));
  expect(await stepsSentBy(world)).toEqual([[3, "sent"]]);
});

it.each([
  ["send", [[3, "sent"]], null],
  ["hold", [], "engagement_gate"],
] as const)("with opens not tracked the setting decides: %s", async (untracked, steps, hold) => {
  const { world, outreachId } = await silentAfterTwo({ open_tracking: false });
  const { tenantId } = world;
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.salesEngineConfig.update({
      where: { tenant_id: tenantId },
      data: { untracked_engagement: untracked },
    });
    await recomputeNextSend(tx, { tenantId, outreachIds: [outreachId], now: ctx.now() });
  });
  expect(await stepsSentBy(world)).toEqual(steps);
  if (hold !== null) expect(await holdOf(world, outreachId)).toBe(hold);
});
