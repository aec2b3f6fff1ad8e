import { beforeEach, describe, expect, it } from "vitest";
import { getProspect } from "#lib/prospects/get-prospect.ts";
import { previewSettings } from "#lib/settings/preview-settings.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { countDayParts } from "./count-day-parts.ts";
import { runSequencer } from "./run-sequencer.ts";

const ctx = createTestContext();
const { dueProspects, ledgerOf, outreachOf } = planningWorld(ctx);
/** Wednesday, 11:00 in Chicago. */
const start = new Date("2026-06-10T16:00:00Z");
beforeEach(() => ctx.setNow(start));

/** A tenant that sends 8 to 18, with `count` opened emails of hvac in Illinois sent at this UTC time, and as many unopened ones at 9. */
async function tenantWithAnswers(sentAt: string, count: number, opened: object = { opened_at: start }) {
  const window = { send_hours_start: "08:00", send_hours_end: "18:00", smart_timing_enabled: true };
  const tenantId = await createTestTenant(ctx, window);
  await createTestMailbox(ctx, tenantId);
  const { outreach } = await createTestProspect(ctx, tenantId, { status: "interested", next_send_at: null });
  for (let n = 1; n <= count; n += 1) {
    const message = { re_contact_cycle: n, sequence_step: 1 };
    await createTestEmail(ctx, tenantId, outreach.id, { ...message, sent_at: new Date(sentAt), ...opened });
    const ignored = { ...message, sequence_step: 2, sent_at: new Date("2026-06-02T14:00:00Z") };
    await createTestEmail(ctx, tenantId, outreach.id, ignored);
  }
  return tenantId;
}

const answersOf = (tenantId: string) =>
  ctx.forTenant(tenantId, (tx) => tx.dayPartAnswers.findMany({ where: { tenant_id: tenantId } }));

describe("countDayParts", () => {
  it("counts by trade, state and local day part, and again the same", async () => {
    const tenantId = await tenantWithAnswers("2026-06-01T20:00:00Z", 30);
    expect(await countDayParts(ctx, { tenantId })).toEqual({ day_parts: 1 });
    expect(await countDayParts(ctx, { tenantId })).toEqual({ day_parts: 1 });
    expect(await answersOf(tenantId)).toEqual([
      { tenant_id: tenantId, trade_type: "hvac", state_code: "IL", sent: [0, 30, 0, 30, 0], engaged: [0, 0, 0, 30, 0] },
    ]);
  });

  it.each<[string, string, number, object]>([
    ["too few", "2026-06-01T20:00:00Z", 29, { opened_at: start }],
    ["opens of machines", "2026-06-01T20:00:00Z", 30, { machine_opened_at: start }],
    ["opens that were not tracked", "2026-06-01T20:00:00Z", 30, { opened_at: start, open_tracked: false }],
    ["emails older than 90 days", "2026-03-01T20:00:00Z", 30, { opened_at: start }],
    ["emails of the last day", "2026-06-09T20:00:00Z", 30, { opened_at: start }],
    ["emails sent at night", "2026-06-02T04:00:00Z", 30, { opened_at: start }],
  ])("knows nothing by %s", async (_, sentAt, count, opened) => {
    const tenantId = await tenantWithAnswers(sentAt, count, opened);
    expect(await countDayParts(ctx, { tenantId })).toEqual({ day_parts: 0 });
  });
});

describe("planning with smart timing", () => {
  it("lets a due email wait for the part, says why, and queues it then with the reason", async () => {
    const tenantId = await tenantWithAnswers("2026-06-01T20:00:00Z", 30);
    await countDayParts(ctx, { tenantId });
    const [due] = await dueProspects(tenantId, 1);
    const [plumber] = await dueProspects(tenantId, 1, {}, { trade_type: "plumbing" });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1, passed_over: { not_due: 1 } });
    expect((await ledgerOf(tenantId)).map((row) => row.outreach_id)).toEqual([plumber?.id]);
    const waiting = await outreachOf(tenantId, due?.id ?? "");
    expect(waiting.next_send_at).toEqual(new Date("2026-06-10T20:00:00Z"));
    const { next } = await getProspect(ctx, { tenantId, prospectId: waiting.prospect_id });
    expect(next.because).toBe(
      "Smart timing waits until 15:00 local: hvac businesses in IL answer best to emails sent between 15:00 and 18:00 (30 of 30 were opened or clicked).",
    );
    const off = await previewSettings(ctx, { tenantId, change: { smart_timing_enabled: false } });
    expect([off.next_sends?.earlier, off.uncounted]).toEqual([1, []]);

    ctx.setNow("2026-06-10T20:00:00Z");
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1 });
    const queued = (await ledgerOf(tenantId)).find((row) => row.outreach_id === due?.id);
    expect(queued?.decision).toMatchObject({ day_part: { from: 15, until: 18, engaged: 30, sent: 30 } });
  });

  it("waits no second time when the part was missed, whatever is counted meanwhile", async () => {
    const tenantId = await tenantWithAnswers("2026-06-01T20:00:00Z", 30);
    await countDayParts(ctx, { tenantId });
    const [due] = await dueProspects(tenantId, 1);
    await runSequencer(ctx, { tenantId });
    ctx.setNow("2026-06-11T16:00:00Z");
    await ctx.forTenant(tenantId, (tx) =>
      tx.dayPartAnswers.updateMany({ data: { sent: [0, 0, 100, 0, 0], engaged: [0, 0, 60, 0, 0] } }),
    );
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1 });
    expect((await ledgerOf(tenantId)).map((row) => row.outreach_id)).toEqual([due?.id]);
  });

  it("moves nothing when it is switched off", async () => {
    const tenantId = await tenantWithAnswers("2026-06-01T20:00:00Z", 30);
    await countDayParts(ctx, { tenantId });
    await ctx.forTenant(tenantId, (tx) => tx.salesEngineConfig.updateMany({ data: { smart_timing_enabled: false } }));
    await dueProspects(tenantId, 1);
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 1 });
  });
});
