import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guardCounts, guardWindows } from "#lib/testing/guard-facts.ts";
import type { HealthStateName } from "../types.ts";
import { assessScope, type Verdict } from "./assess.ts";
import { type GuardRecord, healthyRecord } from "./guard-record.ts";
import { type GuardFacts, nextState } from "./next-state.ts";

const now = new Date("2026-06-10T16:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const calmFor = (count: number) => ({ calmSince: hours(-count) });

const countsFor: Record<Verdict, Partial<ReturnType<typeof guardCounts>>> = {
  healthy: { sent: 200 },
  watch: { sent: 20, bounced: 1 },
  throttled: { sent: 40, bounced: 3 },
  paused: { sent: 40, bounced: 7 },
};

function facts(counts: Partial<ReturnType<typeof guardCounts>>, change: Partial<GuardFacts> = {}): GuardFacts {
  const kind = change.kind ?? "mailbox";
  const assessment = assessScope(kind, guardWindows(counts), null);
  return { kind, assessment, counts: guardCounts(counts), lastComplaintAt: null, ...change };
}

const record = (change: Partial<GuardRecord>): GuardRecord => ({ ...healthyRecord, ...change });

type Case = {
  name: string;
  from: Partial<GuardRecord> & { state: HealthStateName };
  facts: GuardFacts;
  /** the state it moves to; null: it stays */
  to: HealthStateName | null;
  expected?: object;
};

const byVerdict: Case[] = [
  { name: "healthy on a healthy verdict", from: { state: "healthy" }, facts: facts(countsFor.healthy), to: null },
  { name: "healthy on half a line", from: { state: "healthy" }, facts: facts(countsFor.watch), to: "watch" },
  { name: "healthy on a line", from: { state: "healthy" }, facts: facts(countsFor.throttled), to: "throttled" },
  { name: "healthy on a pause", from: { state: "healthy" }, facts: facts(countsFor.paused), to: "paused" },
  { name: "watch on half a line", from: { state: "watch" }, facts: facts(countsFor.watch), to: null },
  { name: "watch on a line", from: { state: "watch" }, facts: facts(countsFor.throttled), to: "throttled" },
  { name: "watch on a pause", from: { state: "watch" }, facts: facts(countsFor.paused), to: "paused" },
  {
    name: "watch, calm from now on",
    from: { state: "watch" },
    facts: facts(countsFor.healthy),
    to: null,
    expected: { calmSince: now },
  },
  {
    name: "watch, calm for a day",
    from: { state: "watch", ...calmFor(24) },
    facts: facts(countsFor.healthy),
    to: "healthy",
  },
  { name: "throttled on its line", from: { state: "throttled" }, facts: facts(countsFor.throttled), to: null },
  { name: "throttled on a pause", from: { state: "throttled" }, facts: facts(countsFor.paused), to: "paused" },
  {
    name: "throttled, calm for 23 hours",
    from: { state: "throttled", ...calmFor(23) },
    facts: facts(countsFor.healthy),
    to: null,
    expected: { calmSince: hours(-23) },
  },
  {
    name: "throttled, calm for a day",
    from: { state: "throttled", ...calmFor(24) },
    facts: facts(countsFor.healthy),
    to: "healthy",
    expected: { reason: "calm_day", calmSince: null },
  },
  {
    name: "throttled over half a line: the calm day begins anew",
    from: { state: "throttled", ...calmFor(23) },
    facts: facts(countsFor.watch),
    to: null,
    expected: { calmSince: null },
  },
];

const pauses: Case[] = [
  {
    name: "the first of a mailbox: 24 hours",
    from: { state: "healthy" },
    facts: facts(countsFor.paused),
    to: "paused",
    expected: {
      reason: "bounce_rate",
      releasesAt: hours(24),
      pauseCount: 1,
      evidence: { sent: 40, bounced: 7, window: "24h", release: "release_by_rest", rest_hours: 24 },
    },
  },
  {
    name: "the first of a domain: 48 hours",
    from: { state: "throttled" },
    facts: facts(countsFor.paused, { kind: "domain" }),
    to: "paused",
    expected: { releasesAt: hours(48) },
  },
  {
    name: "the second within 30 days: twice as long",
    from: { state: "probation", pauseCount: 1, resumedAt: hours(-30 * 24) },
    facts: facts(countsFor.paused),
    to: "paused",
    expected: { releasesAt: hours(48), pauseCount: 2 },
  },
  {
    name: "after 30 days: the first again",
    from: { state: "healthy", pauseCount: 3, resumedAt: hours(-30 * 24 - 1) },
    facts: facts(countsFor.paused),
    to: "paused",
    expected: { releasesAt: hours(24), pauseCount: 1 },
  },
  {
    name: "the fourth: a person",
    from: { state: "probation", pauseCount: 3, resumedAt: hours(-10) },
    facts: facts(countsFor.paused, { kind: "domain" }),
    to: "paused",
    expected: { releasesAt: null, pauseCount: 4, evidence: { release: "release_by_person" } },
  },
  {
    name: "a connection's: a person",
    from: { state: "healthy" },
    facts: facts({ sent: 20, bounced: 15 }, { kind: "connection" }),
    to: "paused",
    expected: { reason: "account_bounces", releasesAt: null, evidence: { release: "release_by_person" } },
  },
];

const ways: Case[] = [
  {
    name: "paused, its rest not over",
    from: { state: "paused", releasesAt: hours(1) },
    facts: facts(countsFor.healthy),
    to: null,
  },
  {
    name: "paused, its rest over: back on probation, counted from now",
    from: { state: "paused", releasesAt: now, pauseCount: 1, evidence: { cause: "complaint_rate" } },
    facts: facts({}),
    to: "probation",
    expected: {
      reason: "rest_over",
      resumedAt: now,
      releasesAt: null,
      pauseCount: 1,
      evidence: { cause: "complaint_rate", release: "release_by_sends_and_week" },
    },
  },
  {
    name: "paused without a clock: no data is no release",
    from: { state: "paused", releasesAt: null },
    facts: facts({}),
    to: null,
  },
  {
    name: "probation without a send",
    from: { state: "probation", resumedAt: hours(-1_000) },
    facts: facts({}),
    to: null,
  },
  { name: "probation, 51 clean sends", from: { state: "probation" }, facts: facts({ sent: 51 }), to: null },
  {
    name: "probation, 52 clean sends",
    from: { state: "probation", resumedAt: hours(-90), pauseCount: 2 },
    facts: facts({ sent: 52 }),
    to: "healthy",
    expected: { reason: "probation_passed", resumedAt: hours(-90), pauseCount: 2, evidence: { sent: 52, line: 0.05 } },
  },
  { name: "probation, 1 bounce of 86", from: { state: "probation" }, facts: facts({ sent: 86, bounced: 1 }), to: null },
  { name: "probation, 1 of 87", from: { state: "probation" }, facts: facts({ sent: 87, bounced: 1 }), to: "healthy" },
  { name: "probation, 2 of 118", from: { state: "probation" }, facts: facts({ sent: 118, bounced: 2 }), to: "healthy" },
  { name: "probation, 3 of 147", from: { state: "probation" }, facts: facts({ sent: 147, bounced: 3 }), to: "healthy" },
  {
    name: "probation after complaints, the last one 6 days ago",
    from: { state: "probation", evidence: { cause: "complaint_rate" } },
    facts: facts({ sent: 60 }, { lastComplaintAt: hours(-6 * 24) }),
    to: null,
  },
  {
    name: "probation after complaints, 7 clean days",
    from: { state: "probation", evidence: { cause: "complaint_rate" } },
    facts: facts({ sent: 60 }, { lastComplaintAt: hours(-7 * 24) }),
    to: "healthy",
  },
  {
    name: "probation after bounces does not wait for complaints of last week",
    from: { state: "probation", evidence: { cause: "bounce_rate" } },
    facts: facts({ sent: 60 }, { lastComplaintAt: hours(-24) }),
    to: "healthy",
  },
  {
    name: "probation, but a release would slow it at once",
    from: { state: "probation", evidence: { cause: "bounce_rate" } },
    facts: facts({ sent: 60, complained: 1 }),
    to: null,
  },
  {
    name: "probation, bad again",
    from: { state: "probation", pauseCount: 1, resumedAt: hours(-20) },
    facts: facts(countsFor.paused),
    to: "paused",
    expected: { pauseCount: 2 },
  },
];

describe.each([
  ["a verdict", byVerdict],
  ["a pause", pauses],
  ["the way back", ways],
])("%s", (_title, cases) => {
  it.each(cases)("$name → $to", ({ from, facts: given, to, expected = {} }) => {
    const next = nextState(record(from), given, now);
    expect(next).toMatchObject({
      kind: to === null ? "stay" : "move",
      ...(to === null ? {} : { state: to }),
      ...expected,
    });
  });
});

it("has a case for every transition that SPEC §4 draws", () => {
  const drawn = [...byVerdict, ...pauses, ...ways].map(({ from, to }) => `${from.state}>${to}`);
  const wanted = ["healthy>watch", "healthy>throttled", "healthy>paused", "watch>healthy", "watch>throttled"];
  wanted.push("watch>paused", "throttled>healthy", "throttled>paused", "paused>probation", "probation>healthy");
  expect(drawn).toEqual(expect.arrayContaining([...wanted, "probation>paused"]));
  expect(new Set(drawn.filter((way) => !way.endsWith(">null")))).toEqual(new Set([...wanted, "probation>paused"]));
});

it("the same facts again move nothing: a state never flaps on what it rests on", () => {
  const counts = fc.record({ sent: fc.nat(300), bounced: fc.nat(30), complained: fc.nat(3), blocked: fc.nat(40) });
  const state = fc.constantFrom<HealthStateName>("healthy", "watch", "throttled", "probation");
  fc.assert(
    fc.property(counts, state, (given, from) => {
      const first = nextState(record({ state: from }), facts(given), now);
      if (first.kind !== "move" || from === "probation") return;
      expect(nextState(first, facts(given), now).kind).toBe("stay");
    }),
  );
});
