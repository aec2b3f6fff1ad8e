import { beforeEach, describe, expect, it } from "vitest";
import { epochHourOf } from "#lib/reputation/policy/booking-hour.ts";
import { resolveScopes } from "#lib/reputation/resolve-scopes.ts";
import {
  createTestConnection,
  createTestEmail,
  createTestMailbox,
  createTestProspect,
  createTestTenant,
} from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";
import { openAlerts, setSettings } from "./testing/alert-world.ts";

const ctx = createTestContext();
const start = Date.parse("2026-06-10T16:00:00Z");
const hoursAgo = (hours: number) => new Date(start - hours * 3_600_000);
beforeEach(() => ctx.setNow(new Date(start)));

/** A tenant with one mailbox that sends over a connection which reports events, its last message delivered just now. */
async function newSender() {
  const tenantId = await createTestTenant(ctx);
  const connection = await createTestConnection(ctx, tenantId, { name: "Grid" });
  const mailbox = await createTestMailbox(ctx, tenantId, { provider_connection_id: connection.id });
  const domain = mailbox.from_email.split("@")[1] ?? "";
  const identity = { domain, fromEmail: mailbox.from_email, connectionId: connection.id };
  const [scopes] = await ctx.forTenant(tenantId, (tx) => resolveScopes(tx, tenantId, [identity]));
  const { outreach } = await createTestProspect(ctx, tenantId, { next_send_at: null, hold_reason: "cooldown" });
  let cycle = 0;
  const send = async (count: number, data: object) => {
    const row = {
      mailbox_id: mailbox.id,
      provider_connection_id: connection.id,
      mailbox_scope: scopes?.mailboxScope,
      domain_scope: scopes?.domainScope,
      connection_scope: scopes?.connectionScope,
    };
    for (let n = 0; n < count; n += 1) {
      cycle += 1;
      await createTestEmail(ctx, tenantId, outreach.id, { ...row, re_contact_cycle: cycle, ...data });
    }
  };
  const found = async () => {
    await evaluateAlerts(ctx, { tenantId });
    return openAlerts(ctx, tenantId);
  };
  return { tenantId, mailbox, domain, scopes, connection, send, found };
}

const kindsOf = (alerts: { kind: string }[]) => alerts.map((alert) => alert.kind);

describe("no events come", () => {
  it("from a connection whose messages of hours nothing is known of", async () => {
    const { connection, send, found } = await newSender();
    await send(1, { sent_at: hoursAgo(10), delivered_at: hoursAgo(10) });
    await send(20, { sent_at: hoursAgo(5) });
    expect(await found()).toMatchObject([
      {
        kind: "webhook_silence",
        scope_id: connection.id,
        evidence: { sends: 20, silent_since_at: hoursAgo(5).toISOString() },
      },
    ]);
    await send(1, { sent_at: hoursAgo(2), delivered_at: hoursAgo(2) });
    expect(await found()).toMatchObject([{ gone_since: ctx.now(), closed_at: null }]);
    ctx.setNow(new Date(start + 11 * 60_000));
    expect(await found()).toEqual([]);
  });

  it.each([
    ["bounced", { bounced_at: hoursAgo(5), bounce_type: "hard" }],
    ["blocked", { bounce_type: "blocked" }],
    ["opened by a scanner", { machine_opened_at: hoursAgo(5) }],
  ])("but something is known when one %s", async (_name, heard) => {
    const { send, found } = await newSender();
    await send(19, { sent_at: hoursAgo(5) });
    await send(1, { sent_at: hoursAgo(4.9), ...heard });
    expect(kindsOf(await found())).toEqual([]);
  });

  it("and none are expected of a connection that reports nothing", async () => {
    const { tenantId, connection, send, found } = await newSender();
    await ctx.forTenant(tenantId, (tx) =>
      tx.providerConnection.update({ where: { id: connection.id }, data: { event_source: "none" } }),
    );
    await send(20, { sent_at: hoursAgo(5) });
    expect(await found()).toEqual([]);
  });
});

it("compares a domain's bounces of a day with its own four weeks, which end where the day begins", async () => {
  const { tenantId, mailbox, scopes, send, found } = await newSender();
  const hour = epochHourOf(ctx.now());
  await ctx.forTenant(tenantId, (tx) =>
    tx.reputationHour.createMany({
      data: [hour - 30, hour - 5, hour - 29 * 24 - 1].map((epoch_hour, n) => ({
        tenant_id: tenantId,
        scope_index: scopes?.domainScope ?? -1,
        epoch_hour,
        sent: n === 0 ? 1_000 : 900,
        bounced: n === 0 ? 10 : 500,
      })),
    }),
  );
  await send(60, { sent_at: hoursAgo(3), delivered_at: hoursAgo(3) });
  await send(6, { sent_at: hoursAgo(3), bounced_at: hoursAgo(3), bounce_type: "hard" });
  expect((await found()).find((alert) => alert.kind === "bounce_surge")).toMatchObject({
    scope_kind: "domain",
    scope_id: mailbox.sending_domain_id,
    evidence: { sent: 66, bounced: 6, bounce_rate: 0.0909, usual_rate: 0.01 },
  });
});

describe("the budget", () => {
  it("counts the texts of this month in the tenant's zone, and no other tenant's", async () => {
    const { tenantId, send, found } = await newSender();
    const other = await newSender();
    await setSettings(ctx, tenantId, {
      monthly_budget_usd: 10,
      budget_alert_threshold: 0.8,
      send_timezone: "America/Chicago",
    });
    // Midnight in Chicago is 05:00 UTC.
    await send(1, { ai_cost_usd: 50, created_at: new Date("2026-06-01T04:59:59Z"), delivered_at: hoursAgo(1) });
    await send(2, { ai_cost_usd: 4.25, created_at: new Date("2026-06-01T05:00:00Z"), delivered_at: hoursAgo(1) });
    await other.send(1, { ai_cost_usd: 50, delivered_at: hoursAgo(1) });
    expect(await found()).toMatchObject([
      { kind: "budget", severity: "warning", evidence: { spent_usd: 8.5, budget_usd: 10, month: "2026-06" } },
    ]);
    await send(1, { ai_cost_usd: 1.5, created_at: ctx.now(), delivered_at: hoursAgo(1) });
    expect(await found()).toMatchObject([{ kind: "budget", severity: "critical" }]);
    await setSettings(ctx, tenantId, { monthly_budget_usd: 100 });
    expect(await found()).toEqual([]);
    expect(kindsOf(await other.found())).toEqual([]);
  });
});

it("counts sends that nobody settled for a day, until they are", async () => {
  const { tenantId, send, found } = await newSender();
  await send(2, { status: "unknown", sent_at: hoursAgo(25) });
  await send(1, { status: "unknown", sent_at: hoursAgo(23) });
  expect(await found()).toMatchObject([
    { kind: "unknown_sends", evidence: { messages: 2, oldest_at: hoursAgo(25).toISOString() } },
  ]);
  await ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.updateMany({ data: { status: "sent", delivered_at: hoursAgo(1) } }),
  );
  expect(await found()).toEqual([]);
});

describe("jobs", () => {
  const run = (tenant_id: string, function_id: string, hours: number, data: object = {}) => ({
    tenant_id,
    function_id,
    trigger: "schedule",
    status: "succeeded",
    created_at: hoursAgo(hours),
    finished_at: hoursAgo(hours),
    counts: {},
    ...data,
  });
  const addRuns = (tenantId: string, rows: object[]) =>
    ctx.forTenant(tenantId, (tx) => tx.jobRun.createMany({ data: rows as never }));

  it("are missed when evaluations go on and their runs do not", async () => {
    const { tenantId, found } = await newSender();
    await ctx.forTenant(tenantId, (tx) => tx.salesEngineConfig.updateMany({ data: { updated_at: hoursAgo(100) } }));
    const evaluations = Array.from({ length: 40 }, (_, n) => run(tenantId, "evaluate-alerts", (40 - n) / 12));
    const steady = ["reconcile-sends", "match-parked-events", "evaluate-health", "roll-up-reputation"];
    const others = [...steady, "check-reputation-drift", "run-recontact", "daily-upkeep", "check-domains"];
    await addRuns(tenantId, [
      ...evaluations,
      ...others.map((id) => run(tenantId, id, 0)),
      run(tenantId, "run-sequencer", 2),
    ]);
    expect(await found()).toMatchObject([
      {
        kind: "job_stalled",
        severity: "critical",
        scope_id: "run-sequencer",
        evidence: { last_success_at: hoursAgo(2).toISOString() },
      },
    ]);
    await setSettings(ctx, tenantId, { is_active: false });
    expect(kindsOf(await found())).toEqual(["engine_off"]);
  });

  it("say why nothing is sent although people are due", async () => {
    const { tenantId, found } = await newSender();
    const because = { passed_over: { no_sendable_mailbox: 5 }, left_due_because: { no_sendable_mailbox: 7 } };
    const counts = { due: 12, queued: 0, left_due: 7, ...because };
    await addRuns(
      tenantId,
      [2.1, 1.6, 1.1, 0.6].map((hours) => run(tenantId, "run-sequencer", hours, { counts })),
    );
    expect(await found()).toMatchObject([
      {
        kind: "no_sends",
        detail: expect.stringContaining("12 × No mailbox can send"),
        evidence: { due: 12, last_sent_at: null },
      },
    ]);
  });

  it("say that no recipient domain could be looked up", async () => {
    const { tenantId, found } = await newSender();
    const checked = (hours: number, counts: object) => run(tenantId, "verify-prospects", hours, { counts });
    const empty = { checked: 0, valid: 0, invalid: 0, unknown: 0 };
    await addRuns(tenantId, [checked(2, { ...empty, checked: 8, unknown: 8 }), checked(1, empty)]);
    expect(await found()).toMatchObject([{ kind: "dns_failing", evidence: { checked: 8, unknown: 8 } }]);
    await addRuns(tenantId, [checked(0, { ...empty, checked: 5, valid: 1, unknown: 4 })]);
    expect(await found()).toEqual([]);
  });
});
