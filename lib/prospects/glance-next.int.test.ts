import { describe, expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { getProspect } from "./get-prospect.ts";
import { listProspects } from "./list-prospects.ts";

const ctx = createTestContext();
const night = { ...ctx, now: () => new Date("2026-06-10T03:00:00Z") };
const none = { next_send_at: null, hold_reason: null };
const later = new Date("2026-06-11T16:00:00Z");

type Case = { settings?: object; mailbox?: object; outreach?: object; at?: EngineContext; short: string | null };

describe("what the list says comes next", () => {
  const cases: Record<string, Case> = {
    "due, and nothing in the way": { short: "The next run plans it, if there is room" },
    "the engine is off": { settings: { is_active: false }, short: "Waits: the engine is off" },
    "the kill switch is on": { settings: { sequencer_paused: true }, short: "Waits: engine paused" },
    "no mailbox can send": { mailbox: { is_active: false }, short: "Waits: no mailbox can send" },
    "the day is used up": { settings: { daily_email_limit: 0 }, short: "Waits: daily limit used up" },
    "the window is closed": {
      at: night,
      settings: { send_hours_start: "08:00", send_hours_end: "18:00" },
      outreach: { next_send_at: new Date(0) },
      short: "Waits: outside the send window",
    },
    "planned for later": { outreach: { next_send_at: later }, short: null },
    "passed over last time": {
      outreach: { next_send_at: later, last_decision: { kind: "none", reason: "send_gap", passed_over: [] } },
      short: "Passed over last time: too soon after the mailbox's last message",
    },
    held: { outreach: { ...none, hold_reason: "cooldown" }, short: "Too late for a follow-up" },
    over: { outreach: { ...none, status: "won" }, short: "No further email" },
  };

  it.each(Object.entries(cases))("%s: as the prospect's own page", async (_name, given) => {
    const { settings = {}, mailbox = {}, outreach = {}, at = ctx, short } = given;
    const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago", ...settings });
    await createTestMailbox(ctx, tenantId, mailbox);
    const { prospect } = await createTestProspect(ctx, tenantId, outreach);
    const [item] = (await listProspects(at, { tenantId, filter: {}, limit: 5, cursor: undefined })).items;
    expect(item?.next.short).toBe(short);
    const { next } = await getProspect(at, { tenantId, prospectId: prospect.id });
    expect(next).toMatchObject(item?.next ?? {});
  });

  it("one on its way is in the queue, beside one who is not", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    await createTestProspect(ctx, tenantId, {}, { company: "Waits" });
    const { outreach } = await createTestProspect(ctx, tenantId, {}, { company: "Goes" });
    await createTestEmail(ctx, tenantId, outreach.id, { status: "queued", sent_at: null, scheduled_at: later });
    const { items } = await listProspects(ctx, { tenantId, filter: {}, limit: 5, cursor: undefined });
    expect(items.map(({ company, next }) => [company, next.kind, next.at, next.short])).toEqual([
      ["Goes", "queued", later.toISOString(), "In the queue"],
      ["Waits", "scheduled", ctx.now().toISOString(), "The next run plans it, if there is room"],
    ]);
  });
});
