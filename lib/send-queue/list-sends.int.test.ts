import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  createTestDomain,
  createTestEmail,
  createTestMailbox,
  createTestProspect,
  createTestTenant,
} from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { sendPage, sendSummary } from "./contract.ts";
import { getSendSummary } from "./get-send-summary.ts";
import { listSends } from "./list-sends.ts";

const ctx = createTestContext();
// 11:00 on the 10th in Chicago; that day began at 05:00 UTC.
const now = new Date("2026-06-10T16:00:00Z");
const at = (text: string) => new Date(`2026-06-${text}Z`);
beforeEach(() => ctx.setNow(now));

async function createQueue() {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const add = async (scheduled: string, status = "queued", data: object = {}, place: object = {}) => {
    const { outreach, prospect } = await createTestProspect(ctx, tenantId, {}, place);
    const link = { mailbox_id: mailbox.id, provider_connection_id: mailbox.provider_connection_id };
    const row = { ...link, status, scheduled_at: at(scheduled), sent_at: status === "sent" ? at(scheduled) : null };
    const email = await createTestEmail(ctx, tenantId, outreach.id, { ...row, ...data });
    return { email, prospect };
  };
  const list = (query: object = {}) => listSends(ctx, { tenantId, limit: 50, ...query });
  const ids = async (query: object = {}) => (await list(query)).items.map((item) => item.id);
  return { tenantId, mailbox, add, list, ids };
}

describe("today's queue", () => {
  it("is the day of the sending zone, and whatever older still waits or has no known outcome, in the order of its times", async () => {
    const { add, list } = await createQueue();
    const sent = await add("10T14:00:00", "sent");
    const waiting = await add("10T17:00:00");
    const stuck = await add("08T10:00:00", "claimed");
    const first = await add("10T05:00:00", "failed", { status_reason: "provider_refused" });
    const unknown = await add("09T10:00:00", "unknown");
    await add("10T04:59:59", "sent");
    await add("10T15:00:00", "sent", { kind: "test" });
    const page = await list();
    expect(sendPage.parse(page)).toEqual(page);
    expect(page.items.map((item) => item.id)).toEqual(
      [stuck, unknown, first, sent, waiting].map(({ email }) => email.id),
    );
    expect(page).toMatchObject({ send_timezone: "America/Chicago", next_cursor: null });
  });

  it("tells of each what it is, and what it waits for or why it was not sent", async () => {
    const { add, list, mailbox } = await createQueue();
    const { prospect } = await add(
      "10T17:00:00",
      "queued",
      { sequence_step: 2, re_contact_cycle: 1 },
      { zip: "90001" },
    );
    await add("10T17:01:00", "cancelled", { status_reason: "replied" }, { zip: null, state_code: null });
    await add("10T15:00:00", "sent", { status_detail: "250 queued" });
    const lost = { status_reason: "outcome_unknown", status_detail: "the connection broke" };
    await add("10T18:00:00", "unknown", lost);
    const { items } = await list();
    expect(items.map((item) => [item.reason?.code ?? null, item.detail])).toEqual([
      [null, null],
      ["waits_for_its_time", null],
      ["replied", null],
      ["outcome_unknown", "the connection broke"],
    ]);
    expect(items[1]).toMatchObject({
      prospect_id: prospect.id,
      prospect: { company: prospect.company },
      prospect_time_zone: "America/Los_Angeles",
      mailbox_id: mailbox.id,
      sequence_step: 2,
      re_contact_cycle: 1,
      scheduled_at: "2026-06-10T17:00:00.000Z",
      sent_at: null,
    });
    expect(items[2]).toMatchObject({ prospect_time_zone: null });
  });

  it.each([
    ["mailbox", "mailbox_paused"],
    ["domain", "domain_paused"],
    ["connection", "connection_paused"],
  ])("says when its %s is paused", async (kind, code) => {
    const { tenantId, add, list, mailbox } = await createQueue();
    await add("10T17:00:00");
    const scopes: Record<string, string> = {
      mailbox: mailbox.id,
      domain: mailbox.sending_domain_id,
      connection: mailbox.provider_connection_id,
    };
    await ctx.forTenant(tenantId, (tx) =>
      tx.healthState.create({
        data: { tenant_id: tenantId, scope_kind: kind, scope_id: scopes[kind] ?? "", state: "paused" },
      }),
    );
    expect((await list()).items[0]?.reason?.code).toBe(code);
  });

  it.each([
    [{ is_active: false }, "engine_off"],
    [{ sequencer_paused: true }, "engine_paused"],
  ])("says when nothing is sent at all: %j", async (settings, code) => {
    const { tenantId, add, list } = await createQueue();
    await add("10T17:00:00");
    await ctx.forTenant(tenantId, (tx) =>
      tx.salesEngineConfig.update({ where: { tenant_id: tenantId }, data: settings }),
    );
    expect((await list()).items[0]?.reason?.code).toBe(code);
  });
});

describe("filters and pages", () => {
  it("filters by mailbox, domain, status and step", async () => {
    const { tenantId, mailbox, add, ids } = await createQueue();
    const domain = await createTestDomain(ctx, tenantId);
    const other = await createTestMailbox(ctx, tenantId, { sending_domain_id: domain.id });
    const a = (await add("10T15:00:00", "sent")).email.id;
    const b = (await add("10T16:00:00", "sending", { sequence_step: 2 })).email.id;
    const c = (await add("10T17:00:00", "queued", { mailbox_id: other.id })).email.id;
    expect(await ids({ mailbox_id: mailbox.id })).toEqual([a, b]);
    expect(await ids({ domain_id: domain.id })).toEqual([c]);
    expect(await ids({ status: "open" })).toEqual([b, c]);
    expect(await ids({ status: "sent" })).toEqual([a]);
    expect(await ids({ step: 2 })).toEqual([b]);
    expect(await ids({ step: 2, status: "sent" })).toEqual([]);
  });

  it("pages through all, also those of one moment, once each", async () => {
    const { add, list, ids } = await createQueue();
    for (const time of ["10T17:00:00", "10T17:00:00", "10T17:00:00", "10T16:00:00", "10T18:00:00"]) await add(time);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: z.infer<typeof sendPage> = await list({ limit: 2, cursor });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual(await ids());
  });

  it("refuses a cursor of another list, and shows nothing of another tenant", async () => {
    const { add, list } = await createQueue();
    await (await createQueue()).add("10T17:00:00");
    await add("10T17:00:00");
    expect((await list()).items).toHaveLength(1);
    await expect(list({ cursor: "WyJ4Il0" })).rejects.toMatchObject({ code: "validation_failed" });
  });
});

it("the summary counts what the list lists", async () => {
  const { tenantId, add, ids } = await createQueue();
  await add("08T10:00:00", "sending");
  await add("08T11:00:00", "unknown");
  await add("09T10:00:00", "sent");
  for (const status of ["queued", "queued", "sent", "skipped", "unknown"]) await add("10T17:00:00", status);
  const summary = await getSendSummary(ctx, { tenantId });
  expect(sendSummary.parse(summary)).toEqual(summary);
  expect(summary).toMatchObject({ day: "2026-06-10", send_timezone: "America/Chicago" });
  for (const [status, count] of Object.entries(summary.counts))
    expect((await ids({ status })).length, status).toBe(count);
  expect(Object.values(summary.counts).reduce((sum, count) => sum + count, 0)).toBe(7);
});
