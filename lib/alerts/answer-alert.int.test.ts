import { expect, it } from "vitest";
import { type Actor, systemActor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { acknowledgeAlert, snoozeAlert, withdrawAcknowledgement } from "./answer-alert.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";
import { selectPressingAlerts } from "./list-alerts.ts";
import { updateAlert } from "./repo.ts";
import { openAlerts, setSettings } from "./testing/alert-world.ts";

const ctx = createTestContext();
const actor: Actor = { ...systemActor("Ann"), kind: "user", id: "u1" };

async function tenantInTrouble() {
  const tenantId = await createTestTenant(ctx, { sequencer_paused: true });
  await createTestMailbox(ctx, tenantId);
  await evaluateAlerts(ctx, { tenantId });
  const [alert] = await openAlerts(ctx, tenantId);
  return { tenantId, id: alert?.id ?? "" };
}

function auditOf(tenantId: string) {
  return ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ orderBy: { id: "asc" } }));
}

it("notes who sees to it, with the note, and writes it into the audit log", async () => {
  const { tenantId, id } = await tenantInTrouble();
  const seen = await acknowledgeAlert(ctx, { tenantId, actor, id, note: "on it", requestId: "r1" });
  expect(seen).toMatchObject({ acknowledged_by: "Ann", acknowledge_note: "on it" });
  const again = await acknowledgeAlert(ctx, { tenantId, actor: { ...actor, label: "Bob" }, id });
  expect(again).toMatchObject({ acknowledged_by: "Bob", acknowledge_note: null });
  expect(await auditOf(tenantId)).toMatchObject([
    { action: "alert.acknowledged", target_kind: "alert", target_id: id, reason: "on it", request_id: "r1" },
    { before: { acknowledged_by: "Ann" }, after: { acknowledged_by: "Bob", title: "The kill switch is on" } },
  ]);
});

it("takes an acknowledgement back with a line of its own, and says nothing where there was none", async () => {
  const { tenantId, id } = await tenantInTrouble();
  await acknowledgeAlert(ctx, { tenantId, actor, id, note: "on it" });
  const back = await withdrawAcknowledgement(ctx, { tenantId, actor, id, requestId: "r2" });
  expect(back).toMatchObject({ acknowledged_at: null, acknowledged_by: null, acknowledge_note: null });
  await withdrawAcknowledgement(ctx, { tenantId, actor, id });
  await snoozeAlert(ctx, { tenantId, actor, id, hours: null });
  expect(await auditOf(tenantId)).toMatchObject([
    { action: "alert.acknowledged" },
    {
      action: "alert.acknowledgement_withdrawn",
      request_id: "r2",
      before: { acknowledged_by: "Ann", acknowledge_note: "on it" },
      after: { acknowledged_by: null, title: "The kill switch is on" },
    },
  ]);
});

it("puts an alert off until a time, and takes that back", async () => {
  const { tenantId, id } = await tenantInTrouble();
  const pressing = (at: Date) => ctx.forTenant(tenantId, (tx) => selectPressingAlerts(tx, tenantId, at));
  const snoozed = await snoozeAlert(ctx, { tenantId, actor, id, hours: 4 });
  expect(snoozed.snoozed_until).toBe("2026-06-10T20:00:00.000Z");
  expect(await pressing(ctx.now())).toEqual([]);
  expect(await pressing(new Date("2026-06-10T20:00:00Z"))).toHaveLength(1);
  expect((await snoozeAlert(ctx, { tenantId, actor, id, hours: null })).snoozed_until).toBeNull();
  expect(await pressing(ctx.now())).toHaveLength(1);
  expect((await auditOf(tenantId)).map((line) => line.action)).toEqual(["alert.snoozed", "alert.snooze_ended"]);
});

it("forgets both when it gets graver: they were for less", async () => {
  const { tenantId, id } = await tenantInTrouble();
  await acknowledgeAlert(ctx, { tenantId, actor, id });
  await snoozeAlert(ctx, { tenantId, actor, id, hours: 4 });
  const [alert] = await openAlerts(ctx, tenantId);
  if (!alert) throw new Error("no alert");
  const { kind: _kind, ...rest } = alert;
  const scope = { kind: "tenant", id: null, name: null } as const;
  const cause = { ...rest, kind: "engine_paused", scope } as const;
  const change = { now: ctx.now(), peakSeverity: "critical", isEscalation: true } as const;
  const after = await ctx.forTenant(tenantId, (tx) => updateAlert(tx, alert, cause, change));
  expect(after).toMatchObject({ acknowledged_at: null, acknowledged_by: null, snoozed_until: null });
});

it("refuses what is over, what is not there, and what another tenant has", async () => {
  const { tenantId, id } = await tenantInTrouble();
  const stranger = await createTestTenant(ctx);
  await expect(acknowledgeAlert(ctx, { tenantId: stranger, actor, id })).rejects.toMatchObject({ code: "not_found" });
  const nothing = crypto.randomUUID();
  await expect(snoozeAlert(ctx, { tenantId, actor, id: nothing, hours: 1 })).rejects.toMatchObject({
    code: "not_found",
  });
  await setSettings(ctx, tenantId, { sequencer_paused: false });
  await evaluateAlerts(ctx, { tenantId });
  for (const answer of [acknowledgeAlert, withdrawAcknowledgement])
    await expect(answer(ctx, { tenantId, actor, id })).rejects.toMatchObject({ code: "conflict" });
  expect(await auditOf(tenantId)).toEqual([]);
});
