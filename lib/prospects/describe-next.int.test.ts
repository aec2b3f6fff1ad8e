import { describe, expect, it } from "vitest";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { prospectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";
import { listProspects } from "./list-prospects.ts";

const ctx = createTestContext();
const at = (hour: number) => new Date(Date.UTC(2026, 5, 10, hour));
const none = { next_send_at: null, hold_reason: null };

async function detailOf(tenantId: string, prospectId: string) {
  const detail = await getProspect(ctx, { tenantId, prospectId });
  expect(prospectDetail.parse(detail)).toEqual(detail);
  return detail;
}

/** A new tenant with one prospect, and what its detail says. */
async function detailWith(outreach: object, prospect: object = {}) {
  const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
  await createTestMailbox(ctx, tenantId);
  const made = await createTestProspect(ctx, tenantId, outreach, prospect);
  return detailOf(tenantId, made.prospect.id);
}

describe("why and when next", () => {
  const cases: { name: string; outreach: object; expected: object }[] = [
    {
      name: "due",
      outreach: {},
      expected: { kind: "scheduled", is_due: true, at: "2026-06-10T16:00:00.000Z", reason: null },
    },
    {
      name: "later, and passed over last time",
      outreach: {
        next_send_at: at(20),
        last_decision: { kind: "none", reason: "tenant_cap", retry_at: at(20).toISOString(), passed_over: [] },
      },
      expected: {
        kind: "scheduled",
        at: "2026-06-10T20:00:00.000Z",
        reason: "tenant_cap",
        clears: "the next sending day",
      },
    },
    {
      name: "held",
      outreach: { ...none, status: "contacted", outreach_sequence_step: 2, hold_reason: "engagement_gate" },
      expected: {
        kind: "held",
        at: null,
        reason: "engagement_gate",
        sentence: "Held by the engagement gate: step 3 waits.",
      },
    },
    {
      name: "over",
      outreach: { ...none, status: "bounced" },
      expected: { kind: "ended", at: null, reason: "bounced" },
    },
  ];
  for (const { name, outreach, expected } of cases)
    it(name, async () => expect((await detailWith(outreach)).next).toMatchObject(expected));

  it.each([
    ["queued", "in the queue"],
    ["claimed", "being written"],
    ["sending", "being sent"],
  ])("a message that is %s comes first, with its own time", async (status, said) => {
    const tenantId = await createTestTenant(ctx);
    const { prospect, outreach } = await createTestProspect(ctx, tenantId, { next_send_at: at(19) });
    await createTestEmail(ctx, tenantId, outreach.id, { status, sent_at: null, scheduled_at: at(18) });
    const next_send_at = "2026-06-10T18:00:00.000Z";
    const sentence = `Step 1 is ${said}.`;
    expect(await detailOf(tenantId, prospect.id)).toMatchObject({
      next_send_at,
      next: { kind: "queued", at: next_send_at, sentence },
    });
    const [item] = (await listProspects(ctx, { tenantId, filter: {}, limit: 5, cursor: undefined })).items;
    expect(item).toMatchObject({ next_send_at, next: { kind: "queued", at: next_send_at } });
  });

  it.each(["sent", "failed", "unknown", "cancelled", "skipped"])("a message that is %s is past", async (status) => {
    const tenantId = await createTestTenant(ctx);
    const { prospect, outreach } = await createTestProspect(ctx, tenantId);
    await createTestEmail(ctx, tenantId, outreach.id, { status });
    expect((await detailOf(tenantId, prospect.id)).next).toMatchObject({ kind: "scheduled" });
  });
});

describe("what is due cannot always go with the next run", () => {
  async function dueAfterRun(settings: object, mailbox: object) {
    const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago", ...settings });
    await createTestMailbox(ctx, tenantId, mailbox);
    const made = [];
    for (let n = 0; n < 3; n += 1)
      made.push(await createTestProspect(ctx, tenantId, { created_at: at(9), next_send_at: at(9 + n) }));
    await runSequencer(ctx, { tenantId });
    const { next } = await detailOf(tenantId, made[2]?.prospect.id ?? "");
    return next;
  }

  it("today's room is used up: it waits for the next sending day", async () => {
    expect(await dueAfterRun({}, { daily_limit: 2 })).toMatchObject({
      kind: "scheduled",
      is_due: true,
      at: "2026-06-11T05:00:00.000Z",
      reason: "mailbox_cap",
      sentence: "Step 1 is due and waits: today's room is used up (mailbox used its cap for the day).",
      not_today: "Step 1 is due and waits: today's room is used up (mailbox used its cap for the day).",
      because: "First messages leave in order, as far as daily limits and mailboxes have room.",
      clears: "the next sending day",
    });
  });

  it("this half hour's share is used: it waits for the next", async () => {
    // Half hours left until midnight: 26; of 52 messages each takes 2.
    const spread = { pacing: "spread", send_gap_min_seconds: 0, send_gap_max_seconds: 0, daily_email_limit: 52 };
    expect(await dueAfterRun(spread, { daily_limit: 60 })).toMatchObject({
      is_due: true,
      at: "2026-06-10T16:30:00.000Z",
      reason: "slot_allowance",
      not_today: null,
    });
  });

  it.each([
    ["the kill switch is on", { sequencer_paused: true }, {}, "engine_paused"],
    ["no mailbox may send", {}, { is_active: false }, "no_sendable_mailbox"],
  ])("%s: nobody knows until when", async (_name, settings, mailbox, reason) => {
    const tenantId = await createTestTenant(ctx, settings);
    await createTestMailbox(ctx, tenantId, mailbox);
    const { prospect } = await createTestProspect(ctx, tenantId, { next_send_at: at(9) });
    const { next } = await detailOf(tenantId, prospect.id);
    expect(next).toMatchObject({ is_due: true, at: at(9).toISOString(), reason });
    expect(next.sentence).toMatch(/^Step 1 is due and waits: /);
  });
});

describe("whose own mailbox cannot send", () => {
  const ends = new Date("2026-06-11T20:00:00Z");
  const sentAt = new Date("2026-06-04T16:00:00Z");
  const none = { kind: "none", reason: "mailbox_paused", retry_at: at(17).toISOString(), passed_over: [] };

  /** A follow-up of a mailbox whose domain or which itself is paused, beside a mailbox that is fit. */
  async function followup(pauses: object[], outreach: object = {}) {
    const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
    const own = await createTestMailbox(ctx, tenantId);
    await createTestMailbox(ctx, tenantId);
    for (const pause of pauses) {
      const scope_id = "domain" in pause ? own.sending_domain_id : own.id;
      const scope_kind = "domain" in pause ? "domain" : "mailbox";
      const times = { since: at(10), releases_at: Object.values(pause)[0] };
      const state = { tenant_id: tenantId, scope_kind, scope_id, state: "paused", reason: "bounce_rate", ...times };
      await ctx.forTenant(tenantId, (tx) => tx.healthState.create({ data: state as never }));
    }
    const state = {
      status: "contacted",
      outreach_sequence_step: 1,
      last_email_sent_at: sentAt,
      next_send_at: at(9),
    };
    const made = await createTestProspect(ctx, tenantId, { ...state, ...outreach });
    await createTestEmail(ctx, tenantId, made.outreach.id, { sent_at: sentAt, mailbox_id: own.id });
    const { next } = await detailOf(tenantId, made.prospect.id);
    const [item] = (await listProspects(ctx, { tenantId, filter: {}, limit: 5, cursor: undefined })).items;
    expect(next).toMatchObject(item?.next ?? {});
    await runSequencer(ctx, { tenantId });
    const planned = await ctx.forTenant(tenantId, (tx) => tx.outreachEmail.count({ where: { status: "queued" } }));
    return { next, own, planned };
  }

  it.each([
    ["due", {}],
    ["put off by the run before", { next_send_at: at(17), last_decision: none }],
  ])("waits for the end of the longer pause: %s", async (_name, outreach) => {
    const { next, own, planned } = await followup([{ mailbox: at(20) }, { domain: ends }], outreach);
    const sentence = `Step 2 is due and waits for ${own.from_email}, which sent the step before: mailbox paused.`;
    expect(next).toMatchObject({
      is_due: true,
      at: ends.toISOString(),
      reason: "mailbox_paused",
      sentence,
      not_today: sentence,
      short: "Waits for its mailbox: mailbox paused",
      waits_for: {
        mailbox_id: own.id,
        from_email: own.from_email,
        back_at: ends.toISOString(),
        take_over_at: "2026-06-13T10:00:00.000Z",
      },
    });
    expect(planned).toBe(0);
  });

  it("a person has to end the pause: another mailbox takes over after 72 h", async () => {
    const { next } = await followup([{ mailbox: null }]);
    const takeOver = "2026-06-13T10:00:00.000Z";
    expect(next).toMatchObject({ at: takeOver, waits_for: { back_at: null, take_over_at: takeOver } });
  });

  it("the 72 h are over: the run plans it, as is said", async () => {
    const waiting = { ...none, waiting_since: new Date(at(15).getTime() - 72 * 3_600_000).toISOString() };
    const { next, planned } = await followup([{ mailbox: null }], { last_decision: waiting });
    expect(next).toMatchObject({ is_due: true, waits_for: null });
    expect(next.sentence).toMatch(/^Step 2 is due: the next run plans it/);
    expect(planned).toBe(1);
  });
});

describe("why then and not before", () => {
  it("a follow-up says how long the cadence makes it wait, and that nothing goes today", async () => {
    const tenantId = await createTestTenant(ctx, { sequence_delay_hours: 48 });
    const state = { status: "contacted", outreach_sequence_step: 1, last_email_sent_at: at(15) };
    const { prospect, outreach } = await createTestProspect(ctx, tenantId, { ...state, next_send_at: at(24 * 3 + 15) });
    await createTestEmail(ctx, tenantId, outreach.id, { sent_at: at(15) });
    const { next } = await detailOf(tenantId, prospect.id);
    const because = "Follow-ups wait 72 h after the last email (never opened).";
    expect(next).toMatchObject({ kind: "scheduled", because, not_today: because, recontact_at: null, passed_over: [] });
  });

  it("who waits for a mailbox sees which were looked at, and why none could", async () => {
    const passed_over = [{ reason: "mailbox_cap", count: 2, from_emails: ["a@s.test", "b@s.test"], scores: [91, 84] }];
    const decision = { kind: "none", reason: "mailbox_cap", retry_at: at(20).toISOString(), passed_over };
    const { next } = await detailWith({ next_send_at: at(20), last_decision: decision });
    expect(next.passed_over).toMatchObject([
      { reason: "mailbox_cap", count: 2, mailboxes: [{ from_email: "a@s.test", score: 91 }, { score: 84 }] },
    ]);
  });
});

it("who waits for a paused campaign is told which", async () => {
  const tenantId = await createTestTenant(ctx);
  const data = { tenant_id: tenantId, name: "Spring", status: "paused" };
  const { id } = await ctx.forTenant(tenantId, (tx) => tx.campaign.create({ data }));
  const held = { next_send_at: null, hold_reason: "campaign_paused", campaign_id: id };
  const { prospect } = await createTestProspect(ctx, tenantId, held);
  const detail = await detailOf(tenantId, prospect.id);
  expect(detail.campaign).toEqual({ id, name: "Spring", status: "paused" });
  expect(detail.next.sentence).toMatch(/ \(Spring\): step 1 waits\.$/);
});
