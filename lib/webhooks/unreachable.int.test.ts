import { describe, expect, it } from "vitest";
import { returnToSequence } from "#lib/prospects/return-to-sequence.ts";
import { getEmailReputation } from "#lib/reputation/read-health-maps.ts";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { markUnreachableProspects } from "./mark-unreachable.ts";
import { settleProvenSends } from "./settle-proven-sends.ts";
import { createSent, createWorld, event, readEmail, readOutreach, type World } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const now = ctx.now();
const hourMs = 3_600_000;
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hourMs);

async function deferredThrice(world: World, sentHoursAgo: number, outreach: object = {}) {
  const sent_at = hoursAgo(sentHoursAgo);
  const sent = await createSent(ctx, world, { outreach, email: { sent_at, created_at: sent_at } });
  const deferrals = [1, 2, 3].map((time) => event(ctx, sent.email, "deferred", (time - sentHoursAgo) * 3_600));
  await world.post(deferrals);
  return sent;
}

describe("unreachable", () => {
  it.each([
    { name: "a second before 72 hours", ms: 72 * hourMs - 1_000, marked: 0 },
    { name: "at 72 hours", ms: 72 * hourMs, marked: 1 },
  ])("$name: $marked", async ({ ms, marked }) => {
    const world = await createWorld(ctx);
    await deferredThrice(world, ms / hourMs);
    expect(await markUnreachableProspects(ctx, world)).toBe(marked);
  });

  it("comes of deferrals that end in a block, which is counted as one", async () => {
    const world = await createWorld(ctx);
    const { email, outreach } = await deferredThrice(world, 80);
    await world.post(event(ctx, email, "bounce", -3_600, { type: "blocked", reason: "451 expired" }));
    expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({ bounce_reason: "451 expired" });
    expect(await markUnreachableProspects(ctx, world)).toBe(1);
    expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe("unreachable");
    expect((await getEmailReputation(ctx, world.tenantId)).metrics.blocked).toBe(1);
  });

  it("does not come of deferrals of two messages together", async () => {
    const world = await createWorld(ctx);
    const sent_at = hoursAgo(80);
    const { email, outreach } = await createSent(ctx, world, { email: { sent_at, created_at: sent_at } });
    const next = { sequence_step: 2, sent_at, created_at: sent_at, to_email: email.to_email };
    const second = await createTestEmail(ctx, world.tenantId, outreach.id, next);
    await world.post([
      event(ctx, email, "deferred", -200_000),
      event(ctx, email, "deferred", -190_000),
      event(ctx, second, "deferred", -180_000),
    ]);
    expect(await markUnreachableProspects(ctx, world)).toBe(0);
  });

  it("does not come of one deferral that was told three times", async () => {
    const world = await createWorld(ctx);
    const sent_at = hoursAgo(80);
    const { email } = await createSent(ctx, world, { email: { sent_at, created_at: sent_at } });
    const deferral = event(ctx, email, "deferred", -200_000);
    for (const id of ["one", "two", "three"]) await world.post({ ...deferral, sg_event_id: `${id} ${email.id}` });
    expect(await markUnreachableProspects(ctx, world)).toBe(0);
  });

  it.each(["interested", "won", "lost", "bounced", "unsubscribed", "exhausted"])(
    "never replaces the status %s",
    async (status) => {
      const world = await createWorld(ctx);
      const { outreach } = await deferredThrice(world, 80, { status, next_send_at: null });
      expect(await markUnreachableProspects(ctx, world)).toBe(0);
      expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe(status);
    },
  );

  it("takes only those who were not reached, in their own tenant", async () => {
    const [world, other] = [await createWorld(ctx), await createWorld(ctx)];
    const lost = await deferredThrice(world, 80);
    const reached = await deferredThrice(world, 80);
    const foreign = await deferredThrice(other, 80);
    await world.post(event(ctx, reached.email, "delivered", -3_600));
    expect(await markUnreachableProspects(ctx, world)).toBe(1);
    const status = async ({ tenantId }: World, id: string) => (await readOutreach(ctx, tenantId, id)).status;
    expect([
      await status(world, lost.outreach.id),
      await status(world, reached.outreach.id),
      await status(other, foreign.outreach.id),
    ]).toEqual(["unreachable", "contacted", "contacted"]);
  });

  it("ends with a delivery of any message, and twice the same", async () => {
    const world = await createWorld(ctx);
    const { email, outreach } = await deferredThrice(world, 80);
    await markUnreachableProspects(ctx, world);
    const delivery = event(ctx, email, "delivered", -60);
    await Promise.all([world.post(delivery), world.post({ ...delivery, sg_event_id: "again" })]);
    const after = await readOutreach(ctx, world.tenantId, outreach.id);
    expect([after.status, after.last_email_delivered_at]).toEqual(["contacted", new Date(now.getTime() - 60_000)]);
    expect((after.next_send_at === null) !== (after.hold_reason === null)).toBe(true);
  });

  it("does not come again of the same message once a person has returned the prospect", async () => {
    const world = await createWorld(ctx);
    const { outreach } = await deferredThrice(world, 80);
    await markUnreachableProspects(ctx, world);
    const actor = { kind: "user", id: null, label: "ann@sales.test", role: "operator" } as const;
    const { tenantId } = world;
    await returnToSequence(ctx, { tenantId, actor, prospectId: outreach.prospect_id, reason: "their server is back" });
    expect(await markUnreachableProspects(ctx, world)).toBe(0);
    expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe("contacted");
  });

  it("gives way to a bounce and to a wish that come later", async () => {
    const world = await createWorld(ctx);
    const [one, two] = [await deferredThrice(world, 80), await deferredThrice(world, 80)];
    expect(await markUnreachableProspects(ctx, world)).toBe(2);
    await world.post([event(ctx, one.email, "bounce", 1, { type: "bounce" }), event(ctx, two.email, "unsubscribe", 1)]);
    const rows = [one, two].map(({ outreach }) => readOutreach(ctx, world.tenantId, outreach.id));
    expect((await Promise.all(rows)).map((row) => row.status)).toEqual(["bounced", "unsubscribed"]);
  });
});

describe("settleProvenSends", () => {
  async function unknownWithEvent(world: World, sentHoursAgo: number, status = "unknown") {
    const sent_at = hoursAgo(sentHoursAgo);
    const sent = await createSent(ctx, world, {
      outreach: { hold_reason: "unknown_send", next_send_at: null },
      email: { status: "sending", sent_at, created_at: sent_at },
    });
    await world.post(event(ctx, sent.email, "processed", -sentHoursAgo * 3_600));
    await ctx.forTenant(world.tenantId, (tx) =>
      tx.outreachEmail.update({ where: { id: sent.email.id }, data: { status, status_reason: "outcome_unknown" } }),
    );
    return sent;
  }

  it("releases the hold and plans the next step", async () => {
    const world = await createWorld(ctx);
    const { outreach } = await unknownWithEvent(world, 1);
    expect(await settleProvenSends(ctx, world)).toBe(1);
    const after = await readOutreach(ctx, world.tenantId, outreach.id);
    expect(after.hold_reason).not.toBe("unknown_send");
    expect((after.next_send_at === null) !== (after.hold_reason === null)).toBe(true);
    expect(await settleProvenSends(ctx, world)).toBe(0);
  });

  it.each([
    { name: "within three days", hours: 71, status: "unknown", settled: 1 },
    { name: "not after them: a person's then", hours: 73, status: "unknown", settled: 0 },
    { name: "not what is still being handed over", hours: 1, status: "sending", settled: 0 },
    { name: "not what was refused", hours: 1, status: "failed", settled: 0 },
  ])("$name", async ({ hours, status, settled }) => {
    const world = await createWorld(ctx);
    const { email } = await unknownWithEvent(world, hours, status);
    expect(await settleProvenSends(ctx, world)).toBe(settled);
    expect((await readEmail(ctx, world.tenantId, email.id)).status).toBe(settled === 1 ? "sent" : status);
  });

  it("settles once when two runs overlap, and another tenant's never", async () => {
    const [world, other] = [await createWorld(ctx), await createWorld(ctx)];
    for (let row = 0; row < 5; row += 1) await unknownWithEvent(world, 1);
    const foreign = await unknownWithEvent(other, 1);
    const runs = await Promise.all([settleProvenSends(ctx, world), settleProvenSends(ctx, world)]);
    expect(runs.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect((await readEmail(ctx, other.tenantId, foreign.email.id)).status).toBe("unknown");
  });
});
