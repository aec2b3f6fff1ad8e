import { expect, it } from "vitest";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { getCommandCenter } from "./get-command-center.ts";
import { emptyCounts, sumCounts } from "./policy/sum-counts.ts";

// Wednesday 2026-06-10, 16:00 UTC: 11:00 in Chicago, 06:00 in Honolulu, 01:00 of the 11th in Tokyo
const ctx = createTestContext();
const at = (iso: string) => new Date(iso);

async function pipelineOf(tenantId: string) {
  return (await getCommandCenter(ctx, { tenantId })).pipeline;
}

/** A message of a prospect of its own. */
async function send(tenantId: string, sentAt: string, data: Parameters<typeof createTestEmail>[3] = {}) {
  const { outreach } = await createTestProspect(ctx, tenantId, { next_send_at: null, hold_reason: "manual_stop" });
  return createTestEmail(ctx, tenantId, outreach.id, { sent_at: at(sentAt), ...data });
}

it("cuts days, this month and the one before at midnight of the sending zone, to the millisecond", async () => {
  const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
  for (const moment of [
    "2026-06-10T05:00:00.000Z", // first moment of today
    "2026-06-10T04:59:59.999Z", // last of yesterday
    "2026-05-12T05:00:00.000Z", // first of the last 30 days
    "2026-05-12T04:59:59.999Z", // last of the 30 before
    "2026-04-12T05:00:00.000Z", // first of those
    "2026-04-12T04:59:59.999Z", // older than anything shown
  ])
    await send(tenantId, moment);
  const { today, days, last_30_days, previous_30_days } = await pipelineOf(tenantId);
  expect([today.sent, last_30_days.sent, previous_30_days.sent]).toEqual([1, 3, 2]);
  expect(days.filter((day) => day.sent > 0).map((day) => [day.day, day.sent])).toEqual([
    ["2026-05-12", 1],
    ["2026-06-09", 1],
    ["2026-06-10", 1],
  ]);
  expect([days[0]?.day, days.length]).toEqual(["2026-05-12", 30]);
});

it.each([
  ["Pacific/Honolulu", "2026-06-10", 2],
  ["Asia/Tokyo", "2026-06-11", 1],
])("today in %s is %s", async (send_timezone, day, sent) => {
  const tenantId = await createTestTenant(ctx, { send_timezone });
  await send(tenantId, "2026-06-10T14:59:59Z");
  await send(tenantId, "2026-06-10T15:00:00Z");
  expect((await pipelineOf(tenantId)).today).toMatchObject({ day, sent });
});

it("keeps the days apart in the week in which the clocks change", async () => {
  const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
  const before = ctx.now();
  ctx.setNow("2026-03-09T16:00:00Z");
  await send(tenantId, "2026-03-08T05:59:59Z"); // 23:59 of the 7th, still winter time
  await send(tenantId, "2026-03-08T06:00:00Z"); // 00:00 of the 8th
  await send(tenantId, "2026-03-09T04:59:59Z"); // 23:59 of the 8th, summer time: that day had 23 hours
  await send(tenantId, "2026-03-09T05:00:00Z"); // 00:00 of the 9th
  const { days } = await pipelineOf(tenantId);
  ctx.setNow(before);
  expect(days.slice(-3).map((day) => [day.day, day.sent])).toEqual([
    ["2026-03-07", 1],
    ["2026-03-08", 2],
    ["2026-03-09", 1],
  ]);
});

it("counts each thing that happened to a message, on the day it was sent", async () => {
  const tenantId = await createTestTenant(ctx);
  const sent = "2026-06-09T16:00:00Z";
  const later = at("2026-06-10T15:00:00Z");
  await send(tenantId, sent);
  await send(tenantId, sent, { delivered_at: later });
  await send(tenantId, sent, { delivered_at: later, opened_at: later });
  await send(tenantId, sent, { delivered_at: later, opened_at: later, clicked_at: later });
  await send(tenantId, sent, { delivered_at: later, complained_at: later });
  await send(tenantId, sent, { bounced_at: later });
  await send(tenantId, sent, { delivered_at: later, machine_opened_at: later });
  await send(tenantId, sent, { delivered_at: later, open_tracked: false });
  const { today, days, last_30_days } = await pipelineOf(tenantId);
  const expected = {
    sent: 8,
    delivered: 6,
    measurable: 5,
    opened: 2,
    clicked: 1,
    replied: 0,
    bounced: 1,
    complained: 1,
  };
  expect(days.at(-2)).toEqual({ day: "2026-06-09", ...expected });
  expect(last_30_days).toEqual(expected);
  expect(today).toMatchObject(emptyCounts);
});

it("counts mail that went out: win-backs and answers too, no tests, nothing received or waiting", async () => {
  const tenantId = await createTestTenant(ctx);
  const now = "2026-06-10T15:00:00Z";
  await send(tenantId, now);
  await send(tenantId, now, { kind: "winback" });
  await send(tenantId, now, { kind: "reply" });
  await send(tenantId, now, { kind: "test" });
  await send(tenantId, now, { direction: "inbound", kind: "reply" });
  await send(tenantId, now, { status: "queued", sent_at: null });
  const answer = await getCommandCenter(ctx, { tenantId });
  expect(answer.pipeline.today.sent).toBe(3);
  expect(answer.steps).toEqual([
    { kind: "sequence", step: 1, ...emptyCounts, sent: 1 },
    { kind: "winback", step: 0, ...emptyCounts, sent: 1 },
    { kind: "reply", step: 0, ...emptyCounts, sent: 1 },
  ]);
});

it("counts one reply once, for the last message before it", async () => {
  const tenantId = await createTestTenant(ctx);
  const { outreach } = await createTestProspect(ctx, tenantId, {
    status: "interested",
    next_send_at: null,
    last_email_replied_at: at("2026-06-09T12:00:00Z"),
  });
  const step = (sequence_step: number, day: string) =>
    createTestEmail(ctx, tenantId, outreach.id, { sequence_step, sent_at: at(day) });
  await step(1, "2026-06-01T16:00:00Z");
  await step(2, "2026-06-05T16:00:00Z");
  await step(3, "2026-06-09T16:00:00Z"); // crossed the reply on its way
  const { pipeline, steps } = await getCommandCenter(ctx, { tenantId });
  expect(steps.map(({ step, replied }) => [step, replied])).toEqual([
    [1, 0],
    [2, 1],
    [3, 0],
  ]);
  expect([pipeline.last_30_days.replied, pipeline.days.find((day) => day.day === "2026-06-05")?.replied]).toEqual([
    1, 1,
  ]);
});

it("adds up the steps of every cycle, and leaves out what is older than 30 days", async () => {
  const tenantId = await createTestTenant(ctx);
  const { outreach } = await createTestProspect(ctx, tenantId);
  const add = (re_contact_cycle: number, sequence_step: number, day: string) =>
    createTestEmail(ctx, tenantId, outreach.id, { re_contact_cycle, sequence_step, sent_at: at(day) });
  await add(0, 1, "2026-01-01T16:00:00Z");
  await add(1, 1, "2026-05-20T16:00:00Z");
  await add(1, 2, "2026-05-25T16:00:00Z");
  await add(2, 1, "2026-06-08T16:00:00Z");
  const { steps } = await getCommandCenter(ctx, { tenantId });
  expect(steps.map(({ step, sent }) => [step, sent])).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

it("adds up to the same 30 days by step as by day: calendar days of the sending zone, and the same kinds of mail", async () => {
  const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
  const firstMidnight = "2026-05-12T05:00:00Z"; // it is the 10th of June, and that day is the 30th
  await send(tenantId, firstMidnight);
  await send(tenantId, "2026-05-12T04:59:59.999Z");
  await send(tenantId, "2026-05-11T16:30:00Z"); // less than 30 times 24 hours ago, but not in the last 30 days
  await send(tenantId, "2026-06-10T15:00:00Z", { kind: "winback", delivered_at: ctx.now() });
  const { pipeline, steps } = await getCommandCenter(ctx, { tenantId });
  expect(pipeline.last_30_days.sent).toBe(2);
  expect(sumCounts(steps)).toEqual(pipeline.last_30_days);
});

it("shows the limit, what it has given away today, what waits, and of what nobody knows the outcome", async () => {
  const tenantId = await createTestTenant(ctx, { daily_email_limit: 80, send_timezone: "America/Chicago" });
  for (const status of ["queued", "claimed", "sending", "sent", "unknown", "cancelled", "failed"])
    await send(tenantId, "2026-06-10T15:00:00Z", { status });
  await send(tenantId, "2026-06-10T05:00:00Z", { status: "unknown" });
  await send(tenantId, "2026-06-10T04:59:59Z", { status: "unknown" });
  await ctx.forTenant(tenantId, (tx) =>
    tx.capacityDay.createMany({
      data: [
        { tenant_id: tenantId, day: at("2026-06-10"), kind: "tenant", key: "", used: 12 },
        { tenant_id: tenantId, day: at("2026-06-10"), kind: "mailbox", key: "m1", used: 7 },
        { tenant_id: tenantId, day: at("2026-06-09"), kind: "tenant", key: "", used: 40 },
      ],
    }),
  );
  expect((await pipelineOf(tenantId)).today).toMatchObject({
    daily_email_limit: 80,
    reserved: 12,
    queued: 3,
    unknown: 2,
  });
});

it("shows prospects by status, and those held by reason, most first", async () => {
  const tenantId = await createTestTenant(ctx);
  const held = (status: string, hold_reason: string) =>
    createTestProspect(ctx, tenantId, { status, hold_reason, next_send_at: null });
  await held("contacted", "sequence_finished");
  await held("contacted", "sequence_finished");
  await held("cold", "awaiting_verification");
  await held("won", "manual_stop"); // no longer in the sequence: nobody waits for it
  await createTestProspect(ctx, tenantId, { status: "contacted" });
  const answer = await getCommandCenter(ctx, { tenantId });
  expect(answer.funnel[0]).toEqual({ status: "contacted", count: 3 });
  expect(answer.funnel).toHaveLength(3);
  expect(answer.held).toEqual([
    { reason: "sequence_finished", label: "Sequence finished", count: 2 },
    { reason: "awaiting_verification", label: "Address waits for verification", count: 1 },
  ]);
});

it("keeps tenants apart in every number", async () => {
  const [busy, quiet] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  await createTestMailbox(ctx, busy);
  await send(busy, "2026-06-10T15:00:00Z");
  await send(busy, "2026-06-10T15:00:00Z", { status: "queued", sent_at: null });
  const { pipeline, funnel, held, steps, engine } = await getCommandCenter(ctx, { tenantId: quiet });
  expect([funnel, held, steps]).toEqual([[], [], []]);
  expect(pipeline.today).toMatchObject({ ...emptyCounts, reserved: 0, queued: 0 });
  expect(engine).toMatchObject({ state: "no_mailbox", is_simulated: false, last_run: null });
});
