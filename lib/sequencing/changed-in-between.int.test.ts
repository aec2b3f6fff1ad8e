import { beforeEach, describe, expect, it } from "vitest";
import { changeSettings } from "#lib/settings/change-settings.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { runSequencer } from "./run-sequencer.ts";

// Settings that change while a run is under way: each batch goes by what is stored. Wednesday, 11:00 in Chicago.
const ctx = createTestContext();
const { contacted, dueProspects } = planningWorld(ctx);
beforeEach(() => ctx.setNow("2026-06-10T16:00:00Z"));

const actor = { kind: "user", id: crypto.randomUUID(), label: "ann@sales.test", role: "admin" } as const;

/** A run of a follow-up and three first messages: somebody changes the settings as soon as the first has been queued. */
async function runWhile(patch: Partial<Settings> & { reason?: string }) {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  await contacted(tenantId, mailbox.id, 1);
  await dueProspects(tenantId, 3);
  let isChanged = false;
  const publish: typeof ctx.publish = async (events) => {
    await ctx.publish(events);
    if (isChanged) return;
    isChanged = true;
    await changeSettings(ctx, { tenantId, actor, patch: { version: 1, ...patch } });
  };
  return runSequencer({ ...ctx, publish }, { tenantId });
}

describe("settings that change during a run", () => {
  it("goes on while nobody changes anything of it", async () => {
    expect(await runWhile({ booking_url: "https://book.example.com" })).toMatchObject({ queued: 4, left_due: 0 });
  });

  it("stops at once with the kill switch, and says so", async () => {
    const counts = { due: 4, queued: 1, left_due: 3, left_due_because: { engine_paused: 3 } };
    expect(await runWhile({ sequencer_paused: true })).toMatchObject(counts);
  });

  it("stops at once when the engine is switched off", async () => {
    expect(await runWhile({ is_active: false })).toMatchObject({ queued: 1, left_due_because: { engine_paused: 3 } });
  });

  it("keeps a limit that was lowered meanwhile", async () => {
    const counts = { queued: 2, left_due: 2, left_due_because: { tenant_cap: 2 } };
    expect(await runWhile({ daily_email_limit: 2 })).toMatchObject(counts);
  });

  it("plans nobody outside hours that were changed meanwhile", async () => {
    const hours = { send_hours_start: "13:00", send_hours_end: "17:00" };
    expect(await runWhile(hours)).toMatchObject({ queued: 1, passed_over: { not_due: 3 } });
  });
});
