import fc from "fast-check";
import { expect, it } from "vitest";
import { assessScope, type GuardCounts, severity } from "./assess.ts";
import { type GuardRecord, healthyRecord } from "./guard-record.ts";
import { nextState } from "./next-state.ts";
import { windowHours } from "./thresholds.ts";

type Traffic = { perHour: number; bounceRate: number; complaintRate: number; blockedRate: number; seed: number };
type Move = { hour: number; from: GuardRecord["state"]; to: GuardRecord["state"] };

const hourMs = 3_600_000;
const rank = { ...severity, probation: 2.5 };

/** Numbers 0…1 that look drawn and are the same every time. */
function drawer(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** 30 days of ten sending hours; nothing is sent in a pause, a fifth on probation, half when throttled. */
function simulate(traffic: Traffic): Move[] {
  const draw = drawer(traffic.seed);
  const hours: GuardCounts[] = [];
  const moves: Move[] = [];
  let record: GuardRecord = healthyRecord;
  for (let hour = 0; hour < 30 * 24; hour += 1) {
    const now = new Date(hour * hourMs);
    const share = { healthy: 1, watch: 1, throttled: 0.5, probation: 0.2, paused: 0 }[record.state];
    const sent = hour % 24 < 10 ? Math.round(traffic.perHour * share) : 0;
    const hits = (rate: number) => Array.from({ length: sent }).filter(() => draw() < rate).length;
    hours.push({
      sent,
      bounced: hits(traffic.bounceRate),
      complained: hits(traffic.complaintRate),
      blocked: hits(traffic.blockedRate),
    });
    const since = record.resumedAt ? record.resumedAt.getTime() / hourMs : 0;
    const inWindow = (window: number) => sum(hours.slice(Math.max(0, since, hour - window)));
    const windows = {
      "24h": inWindow(windowHours["24h"]),
      "7d": inWindow(windowHours["7d"]),
      "30d": inWindow(windowHours["30d"]),
    };
    const assessment = assessScope("mailbox", windows, null);
    const lastComplaint = hours.findLastIndex((one) => one.complained > 0);
    const facts = {
      kind: "mailbox" as const,
      assessment,
      counts: windows["30d"],
      lastComplaintAt: lastComplaint < 0 ? null : new Date(lastComplaint * hourMs),
    };
    const next = nextState(record, facts, now);
    if (next.kind === "move") moves.push({ hour, from: record.state, to: next.state });
    record = next.kind === "move" ? next : { ...record, calmSince: next.calmSince };
  }
  return moves;
}

function sum(hours: readonly GuardCounts[]): GuardCounts {
  const total = { sent: 0, bounced: 0, complained: 0, blocked: 0 };
  for (const one of hours) {
    total.sent += one.sent;
    total.bounced += one.bounced;
    total.complained += one.complained;
    total.blocked += one.blocked;
  }
  return total;
}

const traffic = fc.record({
  perHour: fc.integer({ min: 1, max: 20 }),
  bounceRate: fc.double({ min: 0, max: 0.3, noNaN: true }),
  complaintRate: fc.constantFrom(0, 0, 0.0005, 0.002, 0.02),
  blockedRate: fc.constantFrom(0, 0, 0.02, 0.2, 0.5),
  seed: fc.nat(),
});

it("nothing flaps: whatever the traffic, a milder state takes a day, and a month sees few changes", () => {
  fc.assert(
    fc.property(traffic, (given) => {
      const moves = simulate(given);
      moves.forEach((move, i) => {
        if (rank[move.to] >= rank[move.from] || move.from === "probation") return;
        expect(move.hour - (moves[i - 1]?.hour ?? 0)).toBeGreaterThanOrEqual(24);
      });
      expect(moves.filter((move) => move.to === "paused").length).toBeLessThanOrEqual(4);
      expect(moves.length).toBeLessThanOrEqual(30);
    }),
    { numRuns: 150 },
  );
});

it.each([
  { name: "clean", bounceRate: 0, most: 0 },
  { name: "half a percent of bounces", bounceRate: 0.005, most: 1 },
  { name: "1 % of bounces", bounceRate: 0.01, most: 3 },
])("$name at 40 a day: slowed at most $most times in a month, and never paused", ({ bounceRate, most }) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const moves = simulate({ perHour: 4, bounceRate, complaintRate: 0, blockedRate: 0, seed });
    expect(moves.filter((move) => move.to === "throttled").length).toBeLessThanOrEqual(most);
    expect(moves.filter((move) => move.to === "paused")).toEqual([]);
  }
});

it("30 % of bounces: paused within two days, and no probation is ever passed", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const moves = simulate({ perHour: 4, bounceRate: 0.3, complaintRate: 0, blockedRate: 0, seed });
    expect(moves.findLast((move) => move.from === "probation")?.to).toBe("paused");
    expect(moves.filter((move) => move.to === "healthy")).toEqual([]);
    expect(moves.find((move) => move.to === "paused")?.hour).toBeLessThan(48);
  }
});
