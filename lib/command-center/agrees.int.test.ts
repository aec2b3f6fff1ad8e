import { beforeAll, describe, expect, it } from "vitest";
import { readEmailHealth } from "#lib/health/read-email-health.ts";
import { countProspects } from "#lib/prospects/list-prospects.ts";
import { getRecontactStats } from "#lib/recontact/get-recontact-stats.ts";
import { getSendSummary } from "#lib/send-queue/get-send-summary.ts";
import { listSends } from "#lib/send-queue/list-sends.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { isInTrouble } from "#lib/shared/in-trouble.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import type { CommandCenter } from "./contract.ts";
import { getAttention } from "./get-attention.ts";
import { getCommandCenter } from "./get-command-center.ts";
import { sumCounts } from "./policy/sum-counts.ts";

// What the overview says is what SQL counts and what the pages behind it list. Wednesday, 11:00 in Chicago.
const ctx = createTestContext();
const ago = (hours: number) => new Date(ctx.now().getTime() - hours * 3_600_000);
let tenantId: string;
let answer: CommandCenter;

beforeAll(async () => {
  tenantId = await createTestTenant(ctx, { daily_email_limit: 40 });
  const box = await createTestMailbox(ctx, tenantId, { daily_limit: 3 });
  const sick = await createTestMailbox(ctx, tenantId, { daily_limit: 50 });
  await createTestMailbox(ctx, tenantId, { is_active: false });
  await ctx.forTenant(tenantId, (tx) =>
    tx.healthState.create({
      data: {
        tenant_id: tenantId,
        scope_kind: "domain",
        scope_id: sick.sending_domain_id,
        state: "paused",
        reason: "bounce_rate",
        since: ago(3),
      },
    }),
  );
  await createHistory(box.id);
  await planningWorld(ctx).dueProspects(tenantId, 5);
  await runSequencer(ctx, { tenantId });
  answer = await getCommandCenter(ctx, { tenantId });
});

/** Messages of today, of this month and of the one before, and prospects in many places. */
async function createHistory(mailboxId: string) {
  const contacted = { status: "contacted", next_send_at: null, outreach_sequence_step: 3 };
  const holds = ["engagement_gate", "engagement_gate", "sequence_finished", "manual_stop"];
  for (const [index, hold_reason] of holds.entries()) {
    const { outreach } = await createTestProspect(ctx, tenantId, {
      ...contacted,
      hold_reason,
      last_email_sent_at: ago(24 * (index < 3 ? 100 : 10)),
    });
    for (const [step, hours] of [1, 30, 24 * 20, 24 * 40].entries()) {
      await createTestEmail(ctx, tenantId, outreach.id, {
        mailbox_id: mailboxId,
        re_contact_cycle: index,
        sequence_step: step + 1,
        scheduled_at: ago(hours),
        sent_at: ago(hours),
        delivered_at: index === 0 ? null : ago(hours),
        bounced_at: index === 0 ? ago(hours) : null,
        opened_at: index > 1 ? ago(hours / 2) : null,
        clicked_at: index > 2 ? ago(hours / 2) : null,
      });
    }
  }
  await createTestProspect(ctx, tenantId, { status: "won", next_send_at: null });
}

function sql<Row>(work: (tx: Parameters<Parameters<typeof ctx.forTenant>[1]>[0]) => Promise<Row>) {
  return ctx.forTenant(tenantId, work);
}

async function sentBetween(from: Date, to: Date, change: object = {}) {
  const where = { tenant_id: tenantId, direction: "outbound", sent_at: { gte: from, lt: to }, ...change };
  return sql((tx) => tx.outreachEmail.count({ where }));
}

const midnight = new Date("2026-06-10T05:00:00Z");
const days = (count: number) => new Date(midnight.getTime() - count * 86_400_000);
const tomorrow = days(-1);

describe("the overview agrees with SQL", () => {
  it.each([
    ["sent", {}],
    ["delivered", { delivered_at: { not: null } }],
    ["measurable", { OR: [{ opened_at: { not: null } }, { delivered_at: { not: null }, open_tracked: true }] }],
    ["opened", { opened_at: { not: null } }],
    ["clicked", { clicked_at: { not: null } }],
    ["bounced", { bounced_at: { not: null } }],
  ] as const)("on what was %s today, this month and the one before", async (name, change) => {
    const { today, last_30_days, previous_30_days } = answer.pipeline;
    expect([today[name], last_30_days[name], previous_30_days[name]]).toEqual([
      await sentBetween(midnight, tomorrow, change),
      await sentBetween(days(29), tomorrow, change),
      await sentBetween(days(59), days(29), change),
    ]);
    expect(last_30_days.sent).toBeGreaterThan(today.sent);
  });

  it("on the steps", async () => {
    for (const { step, sent } of answer.steps) {
      expect(sent, `step ${step}`).toBe(await sentBetween(days(29), tomorrow, { sequence_step: step }));
    }
    expect(sumCounts(answer.steps)).toEqual(answer.pipeline.last_30_days);
    expect(answer.steps.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it("on the funnel and on everybody in it", async () => {
    for (const { status, count } of answer.funnel)
      expect(count, status).toBe(await sql((tx) => tx.outreach.count({ where: { tenant_id: tenantId, status } })));
    const total = answer.funnel.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(await sql((tx) => tx.outreach.count({ where: { tenant_id: tenantId } })));
  });

  it("on the day's use, and on what may still be planned: nothing, since the one sound mailbox is at its cap", async () => {
    const used = await sql((tx) =>
      tx.capacityDay.findFirst({ where: { tenant_id: tenantId, kind: "tenant", day: new Date("2026-06-10") } }),
    );
    expect(used?.used).toBe(3);
    expect(answer.pipeline.today).toMatchObject({ reserved: 3, allowance: 3, daily_email_limit: 40 });
    expect(await runSequencer(ctx, { tenantId })).toMatchObject({ queued: 0 });
  });
});

describe("the overview agrees with the pages behind it", () => {
  it("on who is held", async () => {
    expect(answer.held.length).toBeGreaterThan(2);
    for (const { reason, count } of answer.held)
      expect((await countProspects(ctx, { tenantId, filter: { hold_reason: reason } })).count, reason).toBe(count);
  });

  it("on re-contact", async () => {
    const stats = await getRecontactStats(ctx, { tenantId });
    const { eligible_by_hold, ...figures } = answer.recontact_stats;
    expect(stats).toMatchObject(figures);
    expect(figures.total_eligible).toBe(3);
    expect(eligible_by_hold).toEqual([
      { reason: "engagement_gate", label: "Held by the engagement gate", count: 2 },
      { reason: "sequence_finished", label: "Sequence finished", count: 1 },
    ]);
    const held = new Map(answer.held.map(({ reason, count }) => [reason, count]));
    for (const { reason, count } of eligible_by_hold) expect(held.get(reason), reason).toBeGreaterThanOrEqual(count);
  });

  it("on the queue", async () => {
    const { counts } = await getSendSummary(ctx, { tenantId });
    const open = await listSends(ctx, { tenantId, status: "open", limit: 200 });
    expect(answer.pipeline.today.queued).toBe(counts.queued + counts.claimed + counts.sending);
    expect(open.items).toHaveLength(answer.pipeline.today.queued);
    expect(answer.pipeline.today.queued).toBe(3);
  });

  it("on health", async () => {
    const { pieces } = await readEmailHealth(ctx, tenantId);
    const health = JSON.parse(Buffer.concat([...pieces()]).toString()) as {
      domains: (Parameters<typeof isInTrouble>[0] & { id: string })[];
      mailboxes: (Parameters<typeof isInTrouble>[0] & { is_active: boolean })[];
    };
    const sick = health.domains.filter(isInTrouble);
    const inTrouble = { domains: sick.length, mailboxes: health.mailboxes.filter(isInTrouble).length };
    expect(answer.health).toMatchObject({
      domains: { total: health.domains.length, in_trouble: inTrouble.domains },
      mailboxes: {
        total: health.mailboxes.length,
        may_send: health.mailboxes.filter((box) => box.is_active && box.reason === null).length,
        in_trouble: inTrouble.mailboxes,
      },
    });
    expect((await getAttention(ctx, { tenantId })).in_trouble).toEqual(inTrouble);
    expect(answer.health?.trouble.map(({ id, reason }) => [id, reason])).toEqual([[sick[0]?.id, "Too many bounces"]]);
  });
});
