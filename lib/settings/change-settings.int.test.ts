import { describe, expect, it } from "vitest";
import { listAudit } from "#lib/audit/list-audit.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { Actor, Role } from "#lib/shared/actor.ts";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { changeSettings } from "./change-settings.ts";
import type { Settings, SettingsPatch } from "./contract.ts";
import { getSettings } from "./get-settings.ts";

const ctx = createTestContext();

function actorOf(role: Role): Actor {
  return { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role };
}

async function tenant(settings: Partial<Settings> = {}) {
  const tenantId = await createTestTenant(ctx, settings);
  const change = (patch: SettingsPatch, role: Role = "admin") =>
    changeSettings(ctx, { tenantId, actor: actorOf(role), patch, requestId: "r-1" });
  const audit = async () => (await listAudit(ctx, { tenantId, limit: 50 })).items;
  return { tenantId, change, audit, current: () => getSettings(ctx, { tenantId }) };
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

describe("changeSettings", () => {
  it("stores, raises the version, audits what changed and has sends planned anew", async () => {
    const { tenantId, change, audit, current } = await tenant();
    ctx.published.length = 0;
    const after = await change({ version: 1, daily_email_limit: 70, monthly_budget_usd: 12.5, pacing: "immediate" });
    expect(after).toMatchObject({ version: 2, daily_email_limit: 70, monthly_budget_usd: 12.5 });
    expect(await current()).toEqual(after);
    expect(await audit()).toMatchObject([
      {
        action: "settings.changed",
        actor_label: "ann@example.test",
        before: { daily_email_limit: 500, monthly_budget_usd: null },
        after: { daily_email_limit: 70, monthly_budget_usd: 12.5 },
        request_id: "r-1",
      },
    ]);
    expect(Object.keys((await audit())[0]?.after ?? {})).toEqual(["daily_email_limit", "monthly_budget_usd"]);
    expect(ctx.published).toEqual([{ type: "settingsChanged", tenantId }]);
  });

  it("changes nothing for values that are there already", async () => {
    const { change, audit } = await tenant();
    ctx.published.length = 0;
    expect(await change({ version: 1, daily_email_limit: 500 })).toMatchObject({ version: 1 });
    expect(await audit()).toEqual([]);
    expect(ctx.published).toEqual([]);
  });

  it("gives the current settings to who comes with an old version", async () => {
    const { change } = await tenant();
    await change({ version: 1, daily_email_limit: 70 });
    const error = await refusal(change({ version: 1, daily_email_limit: 80 }));
    expect(error.code).toBe("version_conflict");
    expect(error.details.extra?.current).toMatchObject({ version: 2, daily_email_limit: 70 });
  });

  it("says who changed what since that version, newest first, and nothing older", async () => {
    const { change, audit } = await tenant();
    await change({ version: 1, daily_email_limit: 60 });
    await change({ version: 2, daily_email_limit: 70 });
    await change({ version: 3, recontact_cooldown_days: 60 });
    const error = await refusal(change({ version: 2, daily_email_limit: 80 }));
    const [newest, older] = await audit();
    expect(error.details.extra?.changes).toEqual([
      {
        by: "ann@example.test",
        at: newest?.at,
        before: { recontact_cooldown_days: 90 },
        after: { recontact_cooldown_days: 60 },
      },
      { by: "ann@example.test", at: older?.at, before: { daily_email_limit: 60 }, after: { daily_email_limit: 70 } },
    ]);
    expect((await refusal(change({ version: 9, daily_email_limit: 80 }))).details.extra?.changes).toEqual([]);
  });

  it("lets one of ten who save at once win, and tells the others", async () => {
    const { change, audit, current } = await tenant();
    const saves = Array.from({ length: 10 }, (_, n) => change({ version: 1, daily_email_limit: 100 + n }));
    const results = await Promise.allSettled(saves);
    const losers = results.filter((result) => result.status === "rejected");
    expect(losers).toHaveLength(9);
    for (const loser of losers) expect(loser.reason).toMatchObject({ code: "version_conflict" });
    expect(await audit()).toHaveLength(1);
    expect((await current()).version).toBe(2);
  });

  it("asks why the engine is switched on, and keeps the answer", async () => {
    const { change, audit } = await tenant({ is_active: false });
    const error = await refusal(change({ version: 1, is_active: true }));
    expect(error.details.errors).toEqual([{ field: "reason", message: "say why is_active is changed" }]);
    await change({ version: 1, is_active: true, reason: "launch" });
    expect(await audit()).toMatchObject([
      { reason: "launch", before: { is_active: false }, after: { is_active: true } },
    ]);
  });

  it("lets an operator stop everything, but change nothing else", async () => {
    const { change, audit } = await tenant();
    await change({ version: 1, sequencer_paused: true }, "operator");
    expect((await refusal(change({ version: 2, daily_email_limit: 1 }, "operator"))).code).toBe("forbidden");
    expect((await refusal(change({ version: 2, sequencer_paused: false }, "operator"))).code).toBe("validation_failed");
    await change({ version: 2, sequencer_paused: false, reason: "false alarm" }, "operator");
    expect((await audit()).map((line) => line.reason)).toEqual(["false alarm", null]);
  });

  it.each([
    ["a window that ends before it starts", { send_hours_start: "19:00", send_hours_end: "08:00" }, "send_hours_end"],
    [
      "a gap that is longer at least than at most",
      { send_gap_min_seconds: 9, send_gap_max_seconds: 5 },
      "send_gap_max_seconds",
    ],
    ["a shortest delay over the base", { min_followup_delay_hours: 100 }, "min_followup_delay_hours"],
  ])("refuses %s, looking at the merged settings", async (_name, patch, field) => {
    const { change, current } = await tenant();
    const error = await refusal(change({ version: 1, ...patch }));
    expect(error.details.errors?.map((problem) => problem.field)).toEqual([field]);
    expect((await current()).version).toBe(1);
  });

  it("saves even when the job runner is away", async () => {
    const { tenantId, current } = await tenant();
    const deaf = { ...ctx, publish: () => Promise.reject(new Error("runner away")) };
    await changeSettings(deaf, { tenantId, actor: actorOf("admin"), patch: { version: 1, daily_email_limit: 70 } });
    expect((await current()).daily_email_limit).toBe(70);
  });

  it("touches no other tenant", async () => {
    const [ours, theirs] = [await tenant(), await tenant()];
    await ours.change({ version: 1, daily_email_limit: 70 });
    expect((await theirs.current()).daily_email_limit).toBe(500);
    expect(await theirs.audit()).toEqual([]);
  });
});
