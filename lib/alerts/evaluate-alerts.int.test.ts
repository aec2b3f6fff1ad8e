import { describe, expect, it } from "vitest";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { resumeScope } from "#lib/health/resume-scope.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";
import { clearAlert, raiseAlert } from "./raise-alert.ts";
import { addRecipient, addWebhook, deliveriesOf, openAlerts, setSettings } from "./testing/alert-world.ts";

const ctx = createTestContext();
const mail = {
  transport: { connectionId: "platform", kind: "smtp", settings: {}, secrets: {} } as const,
  from: { name: "Console", address: "alerts@console.test" },
};

/** A tenant with a mailbox, in which nothing is wrong. */
async function calmTenant() {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  return { tenantId, mailbox };
}

describe("evaluateAlerts", () => {
  it("opens nothing where nothing is wrong", async () => {
    const { tenantId } = await calmTenant();
    expect(await evaluateAlerts(ctx, { tenantId })).toEqual({ open: 0, opened: 0, escalated: 0, closed: 0 });
  });

  it("opens an alert at the beginning, says nothing while it holds, and closes it at the end", async () => {
    const { tenantId } = await calmTenant();
    const webhookId = await addWebhook(ctx, tenantId);
    await setSettings(ctx, tenantId, { company_address: null });
    expect(await evaluateAlerts(ctx, { tenantId })).toMatchObject({ open: 1, opened: 1 });
    expect(await evaluateAlerts(ctx, { tenantId })).toMatchObject({ open: 1, opened: 0, closed: 0 });
    const [alert] = await openAlerts(ctx, tenantId);
    expect(alert).toMatchObject({ kind: "engine_no_postal_address", severity: "critical", opened_at: ctx.now() });
    await setSettings(ctx, tenantId, { company_address: "1 Main St" });
    expect(await evaluateAlerts(ctx, { tenantId })).toMatchObject({ open: 0, closed: 1 });
    expect(await evaluateAlerts(ctx, { tenantId })).toMatchObject({ open: 0, closed: 0 });
    const told = await deliveriesOf(ctx, tenantId);
    expect(told.map(({ event, target_id, alert_id, status }) => [event, target_id, alert_id, status])).toEqual([
      ["opened", webhookId, alert?.id, "pending"],
      ["closed", webhookId, alert?.id, "pending"],
    ]);
  });

  it("tells of a pause and its end, with the name of what is paused", async () => {
    const { tenantId, mailbox } = await calmTenant();
    const scope = {
      tenantId,
      scopeKind: "domain",
      scopeId: mailbox.sending_domain_id,
      actor: systemActor("test"),
    } as const;
    await addWebhook(ctx, tenantId, { min_severity: "info" });
    await pauseScope(ctx, { ...scope, reason: "a look" });
    await evaluateAlerts(ctx, { tenantId });
    const domain = mailbox.from_email.split("@")[1];
    expect(await openAlerts(ctx, tenantId)).toMatchObject([
      { kind: "domain_health", severity: "info", scope_id: mailbox.sending_domain_id, title: `${domain} is paused` },
    ]);
    await resumeScope(ctx, { ...scope, reason: "looked" });
    await evaluateAlerts(ctx, { tenantId });
    expect(await openAlerts(ctx, tenantId)).toEqual([]);
    expect((await deliveriesOf(ctx, tenantId)).map((row) => row.event)).toEqual(["opened", "closed"]);
  });

  it("tells again when it gets graver, and of a pause after a probation, and is silent when it gets milder", async () => {
    const { tenantId, mailbox } = await calmTenant();
    await addWebhook(ctx, tenantId);
    const key = { tenant_id: tenantId, scope_kind: "domain", scope_id: mailbox.sending_domain_id };
    const moveTo = async (state: string) => {
      await ctx.forTenant(tenantId, (tx) =>
        tx.healthState.upsert({
          where: { tenant_id_scope_kind_scope_id: key },
          create: { ...key, state, reason: "bounce_rate" },
          update: { state },
        }),
      );
      return evaluateAlerts(ctx, { tenantId });
    };
    expect(await moveTo("throttled")).toMatchObject({ opened: 1, escalated: 0 });
    expect(await moveTo("paused")).toMatchObject({ opened: 0, escalated: 1 });
    expect(await moveTo("probation")).toMatchObject({ opened: 0, escalated: 0, closed: 0 });
    expect(await openAlerts(ctx, tenantId)).toMatchObject([{ severity: "info", peak_severity: "critical" }]);
    expect(await moveTo("paused")).toMatchObject({ escalated: 1 });
    expect(await moveTo("healthy")).toMatchObject({ open: 0, closed: 1 });
    const told = (await deliveriesOf(ctx, tenantId)).map((row) => row.event);
    expect(told).toEqual(["opened", "escalated", "escalated", "closed"]);
  });

  it("opens one alert and writes one notice, however many evaluate at once", async () => {
    const { tenantId } = await calmTenant();
    await addWebhook(ctx, tenantId);
    await setSettings(ctx, tenantId, { sequencer_paused: true });
    const counts = await Promise.all(Array.from({ length: 8 }, () => evaluateAlerts(ctx, { tenantId })));
    expect(counts.reduce((sum, count) => sum + count.opened, 0)).toBe(1);
    expect(await openAlerts(ctx, tenantId)).toHaveLength(1);
    expect(await deliveriesOf(ctx, tenantId)).toHaveLength(1);
  });

  it("sends each what they asked for, and no mail while the platform has no mail server", async () => {
    const { tenantId } = await calmTenant();
    await addWebhook(ctx, tenantId, { kinds: ["budget"] });
    const wanting = await addWebhook(ctx, tenantId, { kinds: ["engine_paused"], min_severity: "critical" });
    await addWebhook(ctx, tenantId, { is_active: false });
    const person = await addRecipient(ctx, tenantId, { min_severity: "critical" });
    await setSettings(ctx, tenantId, { sequencer_paused: true });
    await evaluateAlerts(ctx, { tenantId });
    expect((await deliveriesOf(ctx, tenantId)).map((row) => row.target_id)).toEqual([wanting]);
    ctx.config.alertMail = mail;
    await setSettings(ctx, tenantId, { sequencer_paused: false });
    await evaluateAlerts(ctx, { tenantId });
    ctx.config.alertMail = null;
    const closing = (await deliveriesOf(ctx, tenantId)).filter((row) => row.event === "closed");
    expect(closing.map((row) => [row.channel, row.target_id]).sort()).toEqual([
      ["email", person],
      ["webhook", wanting],
    ]);
    const mailed = closing.find((row) => row.channel === "email");
    expect(mailed?.next_attempt_at?.getTime()).toBe(ctx.now().getTime() + 3_600_000);
  });

  it("leaves nothing behind when the outbox cannot be written", async () => {
    const { tenantId } = await calmTenant();
    await addWebhook(ctx, tenantId);
    await setSettings(ctx, tenantId, { sequencer_paused: true });
    const broken = {
      ...ctx,
      config: {
        ...ctx.config,
        get alertMail(): never {
          throw new Error("cut");
        },
      },
    };
    await expect(evaluateAlerts(broken, { tenantId })).rejects.toThrow("cut");
    expect([await openAlerts(ctx, tenantId), await deliveriesOf(ctx, tenantId)]).toEqual([[], []]);
  });

  it("sees only its own tenant", async () => {
    const [mine, other] = [await calmTenant(), await calmTenant()];
    await setSettings(ctx, other.tenantId, { sequencer_paused: true });
    await evaluateAlerts(ctx, { tenantId: other.tenantId });
    await evaluateAlerts(ctx, { tenantId: mine.tenantId });
    expect([await openAlerts(ctx, mine.tenantId), (await openAlerts(ctx, other.tenantId)).length]).toEqual([[], 1]);
  });
});

describe("raiseAlert", () => {
  const scope = { kind: "tenant", id: null, name: null } as const;
  const drift = {
    kind: "reputation_drift",
    severity: "warning",
    scope,
    title: "Counters drift",
    detail: "3 hours differ.",
    evidence: { hours: 3 },
  } as const;

  it("opens once, tells again when it gets graver, and evaluations leave it alone until it is cleared", async () => {
    const { tenantId } = await calmTenant();
    await addWebhook(ctx, tenantId);
    await raiseAlert(ctx, tenantId, drift);
    await raiseAlert(ctx, tenantId, { ...drift, detail: "4 hours differ." });
    await evaluateAlerts(ctx, { tenantId });
    expect(await openAlerts(ctx, tenantId)).toMatchObject([{ severity: "warning", detail: "4 hours differ." }]);
    await raiseAlert(ctx, tenantId, { ...drift, severity: "critical" });
    await clearAlert(ctx, tenantId, { kind: "reputation_drift", scope });
    await clearAlert(ctx, tenantId, { kind: "reputation_drift", scope });
    expect(await openAlerts(ctx, tenantId)).toEqual([]);
    expect((await deliveriesOf(ctx, tenantId)).map((row) => row.event)).toEqual(["opened", "escalated", "closed"]);
  });
});
