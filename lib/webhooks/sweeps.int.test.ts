import { describe, expect, it } from "vitest";
import { createTestContext } from "#lib/testing/test-context.ts";
import { markUnreachableProspects } from "./mark-unreachable.ts";
import { settleProvenSends } from "./settle-proven-sends.ts";
import { createSent, createWorld, event, readEmail, readOutreach } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const now = ctx.now();
const hourMs = 3_600_000;

describe("unreachable", () => {
  async function deferred(times: number, sentHoursAgo: number) {
    const world = await createWorld(ctx);
    const sent_at = new Date(now.getTime() - sentHoursAgo * hourMs);
    const { email, outreach } = await createSent(ctx, world, { email: { sent_at, created_at: sent_at } });
    const events = Array.from({ length: times }, (_, index) =>
      event(ctx, email, "deferred", (index - sentHoursAgo) * 3_600, { response: "450 try later", attempt: `${index}` }),
    );
    if (events.length > 0) await world.post(events);
    return { world, email, outreach };
  }

  it("after three deferrals and 72 hours without a delivery; a later delivery returns the prospect", async () => {
    const { world, email, outreach } = await deferred(3, 73);
    expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({ bounce_type: "deferred", bounced_at: null });
    expect(await markUnreachableProspects(ctx, world)).toBe(1);
    expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({
      status: "unreachable",
      next_send_at: null,
      hold_reason: null,
    });
    expect(await markUnreachableProspects(ctx, world)).toBe(0);
    await world.post(event(ctx, email, "delivered", -60));
    const returned = await readOutreach(ctx, world.tenantId, outreach.id);
    expect(returned.status).toBe("contacted");
    expect((returned.next_send_at === null) !== (returned.hold_reason === null)).toBe(true);
    expect(await markUnreachableProspects(ctx, world)).toBe(0);
  });

  it.each([
    { name: "two deferrals", times: 2, hours: 73 },
    { name: "71 hours", times: 3, hours: 71 },
    { name: "longer ago than we look back", times: 3, hours: 15 * 24 },
  ])("not after $name", async ({ times, hours }) => {
    const { world, outreach } = await deferred(times, hours);
    expect(await markUnreachableProspects(ctx, world)).toBe(0);
    expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe("contacted");
  });

  it("not when a later message was delivered, nor against a person's status", async () => {
    const { world, outreach } = await deferred(3, 73);
    const later = new Date(now.getTime() - hourMs);
    const set = (data: object) =>
      ctx.forTenant(world.tenantId, (tx) => tx.outreach.update({ where: { id: outreach.id }, data }));
    await set({ last_email_delivered_at: later });
    expect(await markUnreachableProspects(ctx, world)).toBe(0);
    await set({ last_email_delivered_at: null, status: "interested", next_send_at: null });
    expect(await markUnreachableProspects(ctx, world)).toBe(0);
  });
});

it("settles an unknown send whose event came while it was still being handed over", async () => {
  const world = await createWorld(ctx);
  const { email } = await createSent(ctx, world, { email: { status: "sending" } });
  const silent = await createSent(ctx, world, { email: { status: "unknown" } });
  await world.post(event(ctx, email, "processed", 1));
  expect(await settleProvenSends(ctx, world)).toBe(0);
  await ctx.forTenant(world.tenantId, (tx) =>
    tx.outreachEmail.update({ where: { id: email.id }, data: { status: "unknown", status_reason: "outcome_unknown" } }),
  );
  expect(await settleProvenSends(ctx, world)).toBe(1);
  expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({ status: "sent", status_reason: null });
  expect((await readEmail(ctx, world.tenantId, silent.email.id)).status).toBe("unknown");
});
