import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import { createTestDomain, createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { bookFact, withFaultyRedis } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";
import { openAlerts } from "./testing/alert-world.ts";

const ctx = createTestContext();
const hoursAgo = (hours: number) => new Date(ctx.now().getTime() - hours * 3_600_000);

async function alertsOf(tenantId: string, context: EngineContext = ctx) {
  await evaluateAlerts(context, { tenantId });
  return openAlerts(ctx, tenantId);
}

async function pause(
  tenantId: string,
  scope_kind: string,
  scope_id: string,
  reason: string | null = null,
  evidence = {},
) {
  const data = { tenant_id: tenantId, scope_kind, scope_id, state: "paused", reason, evidence, since: hoursAgo(3) };
  await ctx.forTenant(tenantId, (tx) => tx.healthState.create({ data }));
}

/** A tenant whose only domain sent 100 messages two hours ago, of which 30 bounced just now. */
async function tenantInTrouble() {
  const tenantId = await createTestTenant(ctx);
  const domain = await createTestDomain(ctx, tenantId);
  const mailbox = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
  const identity = {
    domain: domain.domain,
    fromEmail: mailbox.from_email,
    connectionId: mailbox.provider_connection_id,
  };
  const [scopes] = await ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, [identity]));
  if (!scopes) throw new Error("no scopes");
  const sender = { ...identity, ...scopes };
  await bookFact(ctx, tenantId, { sender, metric: "sent", count: 100, at: hoursAgo(2) });
  await bookFact(ctx, tenantId, { sender, metric: "delivered", count: 100, at: hoursAgo(2) });
  await bookFact(ctx, tenantId, { sender, metric: "bounced", count: 30, at: ctx.now() });
  return { tenantId, domain, mailbox };
}

it("is silent for a tenant in good order", async () => {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  expect(await alertsOf(tenantId)).toEqual([]);
});

it("names the domain whose score stops it, once, with the numbers", async () => {
  const { tenantId, domain } = await tenantInTrouble();
  expect(await alertsOf(tenantId)).toMatchObject([
    {
      kind: "domain_health",
      severity: "critical",
      title: `${domain.domain} is stopped by its score`,
      scope_id: domain.id,
      evidence: { sent: 100, bounced: 30 },
    },
  ]);
});

it("does not go on about a mailbox or domain that was put away", async () => {
  const { tenantId, domain, mailbox } = await tenantInTrouble();
  await pause(tenantId, "mailbox", mailbox.id);
  await pause(tenantId, "domain", domain.id);
  await pause(tenantId, "connection", mailbox.provider_connection_id);
  const archived_at = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.mailbox.update({ where: { id: mailbox.id }, data: { archived_at } });
    await tx.sendingDomain.update({ where: { id: domain.id }, data: { archived_at } });
    await tx.providerConnection.update({ where: { id: mailbox.provider_connection_id }, data: { archived_at } });
  });
  await createTestMailbox(ctx, tenantId);
  expect(await alertsOf(tenantId)).toEqual([]);
});

it("says what a person paused, by name and in words", async () => {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  await pause(tenantId, "mailbox", mailbox.id, "paused_by_person", { by: "Ann", note: "list was bad" });
  await pause(tenantId, "connection", mailbox.provider_connection_id, "account_bounces", { by: "nobody" });
  expect(await alertsOf(tenantId)).toMatchObject([
    { kind: "account_breaker", severity: "critical", scope_id: mailbox.provider_connection_id },
    {
      kind: "mailbox_health",
      severity: "info",
      title: `${mailbox.from_email} is paused`,
      detail: "Paused by Ann: nothing is sent until a person resumes it.",
      evidence: { paused_by: "Ann", note: "list was bad" },
    },
  ]);
});

it("keeps another tenant's pauses to itself", async () => {
  const [mine, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await createTestMailbox(ctx, mine);
  await pause(theirs, "mailbox", (await createTestMailbox(ctx, theirs)).id);
  expect(await alertsOf(mine)).toEqual([]);
  expect((await alertsOf(theirs)).map((alert) => alert.kind)).toEqual(["mailbox_health"]);
});

it("reports a job whose last run failed, however often the others ran since", async () => {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  const run = (function_id: string, status: string) => ({
    tenant_id: tenantId,
    function_id,
    trigger: "schedule",
    status,
    finished_at: hoursAgo(1),
  });
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.jobRun.create({ data: run("run-recontact", "failed") });
    await tx.jobRun.create({ data: run("verify-prospects", "failed") });
    for (let n = 0; n < 30; n += 1) await tx.jobRun.create({ data: run("reconcile-sends", "succeeded") });
    await tx.jobRun.create({ data: run("verify-prospects", "succeeded") });
  });
  expect(await alertsOf(tenantId)).toMatchObject([
    { kind: "job_stalled", severity: "warning", title: "Re-contact stands still", scope_id: "run-recontact" },
  ]);
});

it("says so when Redis is away", async () => {
  const tenantId = await createTestTenant(ctx);
  await createTestMailbox(ctx, tenantId);
  expect(await alertsOf(tenantId, withFaultyRedis(ctx, "redis_away"))).toMatchObject([
    { kind: "reputation_unreadable", severity: "critical" },
  ]);
});
