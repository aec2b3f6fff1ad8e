import { describe, expect, it } from "vitest";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import { createTestConnection, createTestTenant } from "#lib/testing/factory.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { historyAnswer } from "./contract.ts";
import { readHistory } from "./read-history.ts";
import { readLines } from "./read-lines.ts";

const ctx = createTestContext();
const { createWorld, addMailbox, send, hoursOn } = guardWorld(ctx);
/** 11:30 in Chicago. */
const now = new Date("2026-06-10T16:30:00Z");

type World = Awaited<ReturnType<typeof createWorld>>;

async function newWorld(): Promise<World> {
  ctx.setNow(now);
  return createWorld();
}

const setProvider = (tenantId: string, provider: string, at: Date) =>
  ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.updateMany({ where: { sent_at: at }, data: { recipient_provider: provider } }),
  );

const sent = (answer: Awaited<ReturnType<typeof readHistory>>) =>
  Object.fromEntries(answer.points.filter((p) => p.sent > 0).map((p) => [p.at, p.sent]));

describe("readHistory", () => {
  it.each([
    ["24h", 25, "2026-06-09T16:00:00.000Z", "2026-06-10T16:00:00.000Z"],
    ["7d", 169, "2026-06-03T16:00:00.000Z", "2026-06-10T16:00:00.000Z"],
    ["30d", 30, "2026-05-12T05:00:00.000Z", "2026-06-10T05:00:00.000Z"],
    ["90d", 90, "2026-03-13T05:00:00.000Z", "2026-06-10T05:00:00.000Z"],
  ] as const)("%s: %i points without gaps, from %s to %s", async (range, count, first, last) => {
    const { tenantId, box } = await newWorld();
    const answer = await readHistory(ctx, { tenantId, scope: { kind: "mailbox", id: box.id }, range });
    expect(historyAnswer.parse(answer)).toEqual(answer);
    expect(answer.points).toHaveLength(count);
    expect([answer.points[0]?.at, answer.points.at(-1)?.at]).toEqual([first, last]);
    expect(answer).toMatchObject({
      scope: { kind: "mailbox", id: box.id, name: box.from_email },
      time_zone: "America/Chicago",
      totals: { sent: 0, bounce: null },
      providers: [],
    });
  });

  it("is the same whether hours are rolled up, rolled up in part or not at all", async () => {
    const { tenantId, box } = await newWorld();
    await send(box, { sent: 40, bounced: 2, at: hoursOn(-70) });
    await send(box, { sent: 30, bounced: 1, complained: 1, at: hoursOn(-5), troubleAt: hoursOn(-2) });
    await setProvider(tenantId, "google", hoursOn(-70));
    await send(box, { sent: 7, at: hoursOn(0) });
    const ranges = ["24h", "7d", "30d", "90d"] as const;
    const read = () =>
      Promise.all(
        ranges.flatMap((range) => [
          readHistory(ctx, { tenantId, scope: { kind: "domain", id: box.sending_domain_id }, range }),
          readHistory(ctx, {
            tenantId,
            scope: { kind: "domain", id: box.sending_domain_id },
            range,
            provider: "google",
          }),
        ]),
      );
    const before = await read();
    ctx.setNow(hoursOn(-20));
    await rollUpReputation(ctx, { tenantId });
    ctx.setNow(now);
    expect(await read()).toEqual(before);
    await rollUpReputation(ctx, { tenantId });
    expect(await read()).toEqual(before);
    const [day, , week, weekGoogle] = before;
    expect(sent(day as never)).toEqual({ "2026-06-10T11:00:00.000Z": 30, "2026-06-10T16:00:00.000Z": 7 });
    expect(week?.totals).toMatchObject({ sent: 77, bounced: 3, complained: 1, bounce: { hits: 3, of: 77 } });
    expect(week?.providers).toMatchObject([
      { provider: "google", sent: 40, bounced: 2 },
      { provider: "other", sent: 37, bounced: 1 },
    ]);
    expect(weekGoogle?.totals).toMatchObject({ sent: 40, bounced: 2 });
    expect(weekGoogle?.points.every((point) => point.score === null)).toBe(true);
    expect(week?.points.at(-1)?.score).not.toBeNull();
  });

  it("puts an hour on the day it begins on in the tenant's zone, and a late bounce where it happened", async () => {
    const { tenantId, box } = await newWorld();
    await send(box, {
      sent: 5,
      bounced: 1,
      at: new Date("2026-06-05T04:59:00Z"),
      troubleAt: new Date("2026-06-05T05:01:00Z"),
    });
    const answer = await readHistory(ctx, { tenantId, scope: { kind: "global" }, range: "30d" });
    const days = answer.points.filter((p) => p.sent + p.bounced > 0);
    expect(days).toMatchObject([
      { at: "2026-06-04T05:00:00.000Z", sent: 5, bounced: 0, bounce_rate: 0 },
      { at: "2026-06-05T05:00:00.000Z", sent: 0, bounced: 1, bounce_rate: null },
    ]);
  });

  it("keeps mailboxes apart, and adds them up for domain, connection and tenant", async () => {
    const { tenantId, box } = await newWorld();
    const other = await addMailbox(tenantId, { provider_connection_id: box.provider_connection_id });
    await send(box, { sent: 3 });
    await send(other, { sent: 4 });
    const read = async (scope: Parameters<typeof readHistory>[1]["scope"]) =>
      (await readHistory(ctx, { tenantId, scope, range: "24h" })).totals.sent;
    expect(await read({ kind: "mailbox", id: box.id })).toBe(3);
    expect(await read({ kind: "domain", id: other.sending_domain_id })).toBe(4);
    expect(await read({ kind: "connection", id: box.provider_connection_id })).toBe(7);
    expect(await read({ kind: "global" })).toBe(7);
  });

  it("knows no other tenant's places, and a place that never sent has a history of nothing", async () => {
    const { box } = await newWorld();
    const tenantId = await createTestTenant(ctx);
    const ask = (scope: Parameters<typeof readHistory>[1]["scope"]) =>
      readHistory(ctx, { tenantId, scope, range: "24h" });
    await expect(ask({ kind: "mailbox", id: box.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask({ kind: "domain", id: box.sending_domain_id })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask({ kind: "connection", id: box.id })).rejects.toMatchObject({ code: "not_found" });
    const { id } = await createTestConnection(ctx, tenantId);
    expect((await ask({ kind: "connection", id })).totals.sent).toBe(0);
  });
});

it("readLines: thirty days for each row, and nothing of another tenant", async () => {
  const { tenantId, box } = await newWorld();
  await send(box, { sent: 6, bounced: 2, at: hoursOn(-30) });
  await rollUpReputation(ctx, { tenantId });
  const asked = { tenantId, scope: "mailbox", ids: [box.id, crypto.randomUUID()] } as const;
  const { days, hours, items } = await readLines(ctx, { ...asked, ids: [...asked.ids], range: "30d" });
  expect(hours).toEqual([]);
  expect([days.length, days[0], days.at(-1)]).toEqual([30, "2026-05-12", "2026-06-10"]);
  expect(items).toMatchObject([{ id: box.id }]);
  expect([items[0]?.sent.at(-2), items[0]?.bounced.at(-2), items[0]?.sent.at(-1)]).toEqual([6, 2, 0]);
  const stranger = await createTestTenant(ctx);
  const theirs = { tenantId: stranger, scope: "mailbox", ids: [box.id] } as const;
  expect((await readLines(ctx, { ...theirs, ids: [box.id], range: "30d" })).items).toEqual([]);
  expect((await readLines(ctx, { ...theirs, ids: [box.id], range: "24h" })).items).toEqual([]);
});

it("readLines: the last 24 hours that are rolled up", async () => {
  const { tenantId, box } = await newWorld();
  await send(box, { sent: 6, bounced: 2, at: hoursOn(-3) });
  await rollUpReputation(ctx, { tenantId });
  const { days, hours, items } = await readLines(ctx, { tenantId, scope: "mailbox", ids: [box.id], range: "24h" });
  expect(days).toEqual([]);
  expect(hours).toHaveLength(24);
  const at = hours.findIndex((hour) => Date.parse(hour) + 3_600_000 > hoursOn(-3).getTime());
  expect([items[0]?.sent[at], items[0]?.bounced[at]]).toEqual([6, 2]);
  expect(items[0]?.sent.reduce((sum, n) => sum + n, 0)).toBe(6);
});
