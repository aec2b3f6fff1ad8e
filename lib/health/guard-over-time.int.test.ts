import { describe, expect, it } from "vitest";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import { loadSenders } from "#lib/sending/load-senders.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { type GuardTraffic, guardWorld } from "#lib/testing/guard-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { evaluateHealth } from "./evaluate-health.ts";

const ctx = createTestContext();
const { addMailbox, createWorld, send, stateOf, transitionsOf, hoursOn } = guardWorld(ctx);
const start = new Date("2026-06-01T14:00:00Z");
const days = (count: number) => hoursOn(24 * count, start);

type Box = Awaited<ReturnType<typeof addMailbox>>;

/** What planning would let the mailbox send today: the lower of its own cap and its domain's. */
async function capOf(box: Box): Promise<{ mailbox: number; domain: number }> {
  return ctx.forTenant(box.tenant_id, async (tx) => {
    const settings = await loadSettings(tx, box.tenant_id);
    const { senders, domains } = await loadSenders(tx, box.tenant_id, { settings, health: null, now: ctx.now() });
    const sender = senders.get(box.id);
    const isStopped = sender?.problem !== null;
    return { mailbox: isStopped ? 0 : (sender?.cap ?? 0), domain: domains.get(box.sending_domain_id)?.cap ?? 0 };
  });
}

/** A day in which the mailbox sends what it may; `bouncesOf` says how many of its messages so far have bounced. */
async function sendDay(box: Box, bouncesOf: (total: number) => number, sentSoFar: number): Promise<number> {
  const { mailbox, domain } = await capOf(box);
  const sent = Math.min(mailbox, domain);
  const bounced = bouncesOf(sentSoFar + sent) - bouncesOf(sentSoFar);
  if (sent > 0) await send(box, { sent, bounced });
  return sentSoFar + sent;
}

describe("a paused domain", () => {
  it("returns through probation, a fifth first, and is healthy after 52 clean sends", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    await evaluateHealth(ctx, { tenantId });
    const seen: [number, string, number][] = [];
    let sent = 0;
    for (let day = 1; day <= 12; day += 1) {
      ctx.setNow(days(day));
      await evaluateHealth(ctx, { tenantId });
      const before = sent;
      sent = await sendDay(box, () => 0, sent);
      await evaluateHealth(ctx, { tenantId });
      seen.push([day, (await stateOf(box, "domain"))?.state ?? "", sent - before]);
    }
    expect(seen.slice(0, 7)).toEqual([
      [1, "paused", 0],
      [2, "probation", 8],
      [3, "probation", 8],
      [4, "probation", 8],
      [5, "probation", 16],
      [6, "healthy", 20],
      [7, "healthy", 40],
    ]);
    const moves = (await transitionsOf(tenantId)).filter((row) => row.scope_kind === "domain");
    expect(moves.map((row) => row.to_state)).toEqual(["paused", "probation", "healthy"]);
  });

  it("rests twice as long after a relapse, four times after the next, and the fourth time waits for a person", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    const rests: (number | null)[] = [];
    for (let pause = 1; pause <= 4; pause += 1) {
      await send(box, { sent: 20, bounced: 6 });
      await evaluateHealth(ctx, { tenantId });
      const state = await stateOf(box, "domain");
      expect(state?.state).toBe("paused");
      rests.push(state?.releases_at ? (state.releases_at.getTime() - ctx.now().getTime()) / 3_600_000 : null);
      ctx.setNow(state?.releases_at ?? hoursOn(24 * 60));
      await evaluateHealth(ctx, { tenantId });
      ctx.setNow(hoursOn(1));
    }
    expect(rests).toEqual([48, 96, 192, null]);
    expect(await stateOf(box, "domain")).toMatchObject({ state: "paused", evidence: { release: "release_by_person" } });
  });

  it("after complaints: not before the domain has been without one for 7 days", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    const sibling = await addMailbox(tenantId, { sending_domain_id: box.sending_domain_id });
    await send(box, { sent: 100, complained: 3 });
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "mailbox")).toMatchObject({ state: "paused", reason: "complaint_rate" });
    ctx.setNow(days(3));
    await evaluateHealth(ctx, { tenantId });
    await send(box, { sent: 60 });
    await send(sibling, { sent: 600, complained: 1, at: days(-1), troubleAt: days(3) });
    ctx.setNow(days(9));
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "mailbox")).toMatchObject({ state: "probation", clean_sends: 60 });
    ctx.setNow(days(10));
    await evaluateHealth(ctx, { tenantId });
    expect(await stateOf(box, "mailbox")).toMatchObject({ state: "healthy", reason: "probation_passed" });
  });

  it("to which nothing happens stays paused or on probation: no data is no proof", async () => {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    await send(box, { sent: 40, bounced: 7 });
    await evaluateHealth(ctx, { tenantId });
    for (const day of [1, 2, 3, 40, 80]) {
      ctx.setNow(days(day));
      await evaluateHealth(ctx, { tenantId });
    }
    expect((await stateOf(box, "domain"))?.state).toBe("probation");
    expect((await transitionsOf(tenantId)).map((row) => row.to_state)).toEqual([
      "paused",
      "paused",
      "probation",
      "probation",
    ]);
  });
});

describe("30 days of ten sending hours, judged day and night", () => {
  /** Sends over ten hours of the day unless paused, rolls hours up, judges. Returns the changes by kind of scope. */
  async function simulate(traffic: (hour: number) => Omit<GuardTraffic, "at">) {
    ctx.setNow(start);
    const { tenantId, box } = await createWorld();
    for (let hour = 0; hour < 30 * 24; hour += 1) {
      ctx.setNow(hoursOn(hour, start));
      if (hour % 24 < 10 && (await stateOf(box, "mailbox"))?.state !== "paused") {
        const given = traffic(hour);
        if (given.sent > 0) await send(box, given);
      }
      if (hour % 6 === 5) await rollUpReputation(ctx, { tenantId });
      if (hour % 24 < 11 || hour % 4 === 0) await evaluateHealth(ctx, { tenantId });
    }
    const moves = await transitionsOf(tenantId);
    return Map.groupBy(moves, (row) => row.scope_kind);
  }

  it("1 % of bounces: never paused, and a milder state comes a day after a harsher one at the soonest", async () => {
    const moves = await simulate((hour) => ({ sent: 4, bounced: hour % 60 === 3 ? 1 : 0 }));
    for (const own of moves.values()) {
      expect(own.map((row) => row.to_state)).not.toContain("paused");
      const relieved = own.flatMap((row, i) => (row.to_state === "healthy" ? [hoursBetween(own[i - 1], row)] : []));
      expect(relieved.every((hours) => hours >= 24)).toBe(true);
      expect(own.length).toBeLessThanOrEqual(4);
    }
  });

  it("15 % of bounces for ever: pauses in a row, each rest longer, and then a person", async () => {
    const moves = (await simulate((hour) => ({ sent: 4, bounced: hour % 5 < 3 ? 1 : 0 }))).get("mailbox") ?? [];
    const pauses = moves.filter((row) => row.to_state === "paused");
    const rests = pauses.map((row) => (row.evidence as { rest_hours: number | null }).rest_hours);
    expect(rests).toEqual([24, 48, 96, null]);
    expect(moves.filter((row) => row.to_state === "healthy")).toEqual([]);
  });
});

function hoursBetween(a: { at: Date } | undefined, b: { at: Date }): number {
  return a ? (b.at.getTime() - a.at.getTime()) / 3_600_000 : Number.POSITIVE_INFINITY;
}
