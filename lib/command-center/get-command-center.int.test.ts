import { expect, it } from "vitest";
import { evaluateAlerts } from "#lib/alerts/evaluate-alerts.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { commandCenter } from "./contract.ts";
import { getCommandCenter } from "./get-command-center.ts";

const ctx = createTestContext();
const hourMs = 3_600_000;
const ago = (hours: number) => new Date(ctx.now().getTime() - hours * hourMs);

it("answers what the ledger holds, in the days of the sending zone", async () => {
  const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
  await createTestMailbox(ctx, tenantId);
  const { outreach } = await createTestProspect(ctx, tenantId, {
    status: "contacted",
    outreach_sequence_step: 2,
    next_send_at: null,
    hold_reason: "engagement_gate",
  });
  await createTestProspect(ctx, tenantId, { status: "won", next_send_at: null });
  // 11:00 in Chicago: twelve hours ago is yesterday there, though not in UTC
  await createTestEmail(ctx, tenantId, outreach.id, {
    sequence_step: 1,
    sent_at: ago(12),
    delivered_at: ago(12),
    opened_at: ago(11),
  });
  await createTestEmail(ctx, tenantId, outreach.id, { sequence_step: 2, sent_at: ago(2), bounced_at: ago(1) });
  await createTestEmail(ctx, tenantId, outreach.id, {
    sequence_step: 1,
    re_contact_cycle: 1,
    sent_at: ago(40 * 24),
    delivered_at: ago(40 * 24),
  });
  const answer = await getCommandCenter(ctx, { tenantId });
  expect(commandCenter.parse(answer)).toEqual(answer);
  expect(answer.pipeline.today).toMatchObject({ day: "2026-06-10", sent: 1, bounced: 1, opened: 0 });
  expect(answer.pipeline.days.at(-2)).toMatchObject({ day: "2026-06-09", sent: 1, delivered: 1, opened: 1 });
  expect([
    answer.pipeline.days.length,
    answer.pipeline.last_30_days.sent,
    answer.pipeline.previous_30_days.sent,
  ]).toEqual([30, 2, 1]);
  expect(answer.steps.map(({ step, sent }) => [step, sent])).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect(answer.funnel).toEqual(
    expect.arrayContaining([
      { status: "won", count: 1 },
      { status: "contacted", count: 1 },
    ]),
  );
  expect(answer.held).toEqual([{ reason: "engagement_gate", label: "Held by the engagement gate", count: 1 }]);
  expect(answer.engine).toMatchObject({ state: "sending", is_simulated: true });
  expect(answer.recontact_stats).toMatchObject({ total_eligible: 0, total_recycled_30d: 0 });
});

it("says what stops the engine, and shows the stored alerts but for those that were put off", async () => {
  const tenantId = await createTestTenant(ctx, { company_address: null });
  await evaluateAlerts(ctx, { tenantId });
  const answer = await getCommandCenter(ctx, { tenantId });
  expect(answer.engine.state).toBe("no_postal_address");
  expect(answer.alerts).toEqual([
    {
      id: expect.any(String),
      code: "engine_no_postal_address",
      severity: "critical",
      scope: { kind: "tenant", id: null, name: null },
      evidence: {},
      title: "No postal address",
      detail: "Every message needs one: nothing is sent.",
      todo: expect.stringContaining("postal address"),
      clears: "entering a postal address",
      opened_at: ctx.now().toISOString(),
      href: "/settings?tab=company",
    },
  ]);
  const until = new Date(ctx.now().getTime() + hourMs);
  await ctx.forTenant(tenantId, (tx) => tx.alert.updateMany({ data: { snoozed_until: until } }));
  expect((await getCommandCenter(ctx, { tenantId })).alerts).toEqual([]);
});

it("says when the window opens", async () => {
  const tenantId = await createTestTenant(ctx, {
    send_hours_start: "12:00",
    send_hours_end: "13:00",
    send_timezone: "America/Chicago",
  });
  await createTestMailbox(ctx, tenantId);
  const { engine } = await getCommandCenter(ctx, { tenantId });
  expect(engine).toMatchObject({ state: "window_closed", window_opens_at: "2026-06-10T17:00:00.000Z" });
});

it("shows another tenant nothing", async () => {
  const tenantId = await createTestTenant(ctx);
  const answer = await getCommandCenter(ctx, { tenantId });
  expect([answer.funnel, answer.held, answer.activity, answer.pipeline.last_30_days.sent]).toEqual([[], [], [], 0]);
});
