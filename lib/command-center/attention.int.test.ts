import { expect, it } from "vitest";
import { raiseAlert } from "#lib/alerts/raise-alert.ts";
import { pauseScope } from "#lib/health/pause-scope.ts";
import { changeSettings } from "#lib/settings/change-settings.ts";
import { getSettings } from "#lib/settings/get-settings.ts";
import {
  createTestConnection,
  createTestEmail,
  createTestMailbox,
  createTestProspect,
  createTestTenant,
} from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { getAttention } from "./get-attention.ts";

const ctx = createTestContext();
const ann = { kind: "user", id: crypto.randomUUID(), label: "ann@x.test", role: "operator" } as const;
const minutesAgo = (minutes: number) => new Date(ctx.now().getTime() - minutes * 60_000);

it("has nothing to say about a tenant in order", async () => {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  expect(await getAttention(ctx, { tenantId })).toEqual({
    engine: {
      state: "sending",
      sentence: "The engine is sending.",
      is_active: true,
      is_paused: false,
      is_simulated: true,
    },
    alerts: { open: 0, critical: 0 },
    in_trouble: { domains: 0, mailboxes: 0 },
    stopped_connections: 0,
    unknown_sends: 0,
    quarantined: { count: 0, at_least: false, newest_at: null, newest_reason: null },
    degradations: [],
  });
});

it("names who turned the kill switch on and why, newest time first", async () => {
  const tenantId = await createTestTenant(ctx);
  const stop = async (sequencer_paused: boolean, reason?: string) => {
    const { version } = await getSettings(ctx, { tenantId });
    await changeSettings(ctx, { tenantId, actor: ann, patch: { version, sequencer_paused, reason } });
  };
  await stop(true, "first");
  await stop(false, "fine again");
  await stop(true, "bounces of the new list");
  const { engine, degradations } = await getAttention(ctx, { tenantId });
  expect(engine).toMatchObject({ state: "paused", is_paused: true });
  expect(degradations).toMatchObject([
    { code: "kill_switch", detail: expect.stringMatching(/^ann@x\.test .*“bounces of the new list”/) },
  ]);
  expect(degradations[0]?.since).not.toBeNull();
});

it("knows nothing of who stopped it where the audit log does not", async () => {
  const tenantId = await createTestTenant(ctx, { sequencer_paused: true });
  const { degradations } = await getAttention(ctx, { tenantId });
  expect(degradations).toMatchObject([{ detail: expect.stringMatching(/^Somebody/), since: null }]);
});

it("counts every place in trouble in use, and calls only what the guard paused a degradation", async () => {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const archived = await createTestMailbox(ctx, tenantId);
  const pause = (scopeKind: "mailbox" | "domain", scopeId: string) =>
    pauseScope(ctx, { tenantId, actor: ann, scopeKind, scopeId, reason: "a test" });
  await pause("mailbox", mailbox.id);
  await pause("mailbox", archived.id);
  await ctx.forTenant(tenantId, (tx) =>
    tx.mailbox.updateMany({ where: { id: archived.id }, data: { archived_at: ctx.now() } }),
  );
  await pause("domain", mailbox.sending_domain_id);
  await ctx.forTenant(tenantId, (tx) =>
    tx.healthState.updateMany({ where: { scope_id: mailbox.sending_domain_id }, data: { reason: "bounce_rate" } }),
  );
  const found = await getAttention(ctx, { tenantId });
  expect(found).toMatchObject({ in_trouble: { domains: 1, mailboxes: 1 }, stopped_connections: 0 });
  expect(found.degradations).toMatchObject([
    { code: "guard_paused", title: "The health guard paused 1 domain", href: "/domains?show=trouble" },
  ]);
});

it("counts open alerts, unknown sends and the events of a day that were set aside, of this tenant alone", async () => {
  const tenantId = await createTestTenant(ctx);
  const other = await createTestTenant(ctx);
  await raiseAlert(ctx, tenantId, {
    kind: "reputation_drift",
    severity: "critical",
    scope: { kind: "tenant", id: null, name: null },
    title: "Counters drift",
    detail: "They differ.",
    evidence: {},
  });
  const { id: connectionId } = await createTestConnection(ctx, tenantId);
  const { outreach } = await createTestProspect(ctx, tenantId);
  await createTestEmail(ctx, tenantId, outreach.id, { status: "unknown" });
  await ctx.forTenant(tenantId, async (tx) => {
    for (const [received_at, reason] of [
      [minutesAgo(25 * 60), "of yesterday"],
      [minutesAgo(60), "no event id"],
      [minutesAgo(5), "no time"],
    ] as const) {
      const fingerprint = Buffer.from(crypto.randomUUID());
      const row = { tenant_id: tenantId, provider_connection_id: connectionId, fingerprint, received_at, reason };
      await tx.quarantinedEvent.create({ data: { ...row, payload: "{}" } });
    }
  });
  expect(await getAttention(ctx, { tenantId })).toMatchObject({
    alerts: { open: 1, critical: 1 },
    unknown_sends: 1,
    quarantined: { count: 2, at_least: false, newest_at: minutesAgo(5).toISOString(), newest_reason: "no time" },
  });
  expect(await getAttention(ctx, { tenantId: other })).toMatchObject({
    alerts: { open: 0, critical: 0 },
    unknown_sends: 0,
    quarantined: { count: 0 },
  });
});

it("notices that the job runner has begun nothing for too long", async () => {
  const tenantId = await createTestTenant(ctx);
  const run = { tenant_id: tenantId, function_id: "evaluate-health", trigger: "schedule", status: "succeeded" };
  const begin = (started_at: Date | null) =>
    ctx.forTenant(tenantId, (tx) => tx.jobRun.create({ data: { ...run, started_at } }));
  await begin(minutesAgo(40));
  await begin(null);
  const codes = async () => (await getAttention(ctx, { tenantId })).degradations.map(({ code }) => code);
  expect(await codes()).toEqual(["job_runner_silent"]);
  expect((await getAttention(ctx, { tenantId, upMs: 10_000 })).degradations).toEqual([]);
  await begin(minutesAgo(3));
  expect(await codes()).toEqual([]);
});
