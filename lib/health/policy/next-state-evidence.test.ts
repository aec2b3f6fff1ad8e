import { expect, it } from "vitest";
import { guardCounts, guardWindows } from "#lib/testing/guard-facts.ts";
import { assessScope, type StandingScore } from "./assess.ts";
import { type GuardRecord, healthyRecord } from "./guard-record.ts";
import { nextState } from "./next-state.ts";

const now = new Date("2026-06-10T16:00:00Z");
const hoursAgo = (count: number) => new Date(now.getTime() - count * 3_600_000);

function next(
  counts: Parameters<typeof guardWindows>[0],
  change: Partial<GuardRecord> = {},
  score: StandingScore | null = null,
) {
  const assessment = assessScope("mailbox", guardWindows(counts), score);
  const facts = { kind: "mailbox" as const, assessment, counts: guardCounts(counts), lastComplaintAt: null };
  return nextState({ ...healthyRecord, ...change }, facts, now);
}

it("begins as healthy where nothing is stored, and counts no calm day there", () => {
  expect(next({ sent: 40, bounced: 7 })).toMatchObject({ kind: "move", state: "paused" });
  expect(next({ sent: 200 })).toEqual({ kind: "stay", calmSince: null });
});

it("slows with what it rests on, and what ends it", () => {
  expect(next({ sent: 40, bounced: 3 })).toMatchObject({
    state: "throttled",
    reason: "bounce_rate",
    evidence: {
      ...guardCounts({ sent: 40, bounced: 3 }),
      measure: "bounced",
      line: 0.02,
      release: "release_by_calm_day",
    },
  });
});

it("is at full speed again with the counts of the calm day", () => {
  const calm = next({ sent: 200 }, { state: "throttled", calmSince: hoursAgo(24) });
  expect(calm).toMatchObject({ state: "healthy", reason: "calm_day" });
  expect(calm.kind === "move" && calm.evidence).toEqual({
    ...guardCounts({ sent: 200 }),
    calm_since: hoursAgo(24).toISOString(),
  });
});

it("passes a probation with the bound that was reached", () => {
  const passed = next({ sent: 52 }, { state: "probation" });
  // z² / (n + z²) with z = 1.645
  expect(passed.kind === "move" && passed.evidence).toEqual({
    ...guardCounts({ sent: 52 }),
    upper_bound: 0.04946,
    line: 0.05,
  });
});

const byComplaints = { score: 20, decidedBy: "complaint_rate", counts: guardCounts({ sent: 400, complained: 2 }) };
const byBounces = { score: 25, decidedBy: "warmup_bounce_rate", counts: guardCounts({ sent: 20, bounced: 4 }) };

it.each([
  {
    name: "complaints",
    counts: { sent: 100, complained: 2 },
    score: null,
    reason: "complaint_rate",
    cause: "complaint_rate",
  },
  { name: "bounces", counts: { sent: 40, bounced: 7 }, score: null, reason: "bounce_rate", cause: "bounce_rate" },
  { name: "blocked mail", counts: { sent: 8, blocked: 5 }, score: null, reason: "blocked_rate", cause: "blocked_rate" },
  {
    name: "a score that complaints decided",
    counts: {},
    score: byComplaints,
    reason: "low_score",
    cause: "complaint_rate",
  },
  { name: "a score that bounces decided", counts: {}, score: byBounces, reason: "low_score", cause: "low_score" },
])("pauses by $name: the probation must disprove $cause", ({ counts, score, reason, cause }) => {
  const pause = next(counts, {}, score);
  expect(pause).toMatchObject({
    state: "paused",
    reason,
    evidence: { cause, pause_number: 1, rest_hours: 24, release: "release_by_rest" },
  });
  const later = new Date(now.getTime() + 24 * 3_600_000);
  const resumed = pause.kind === "move" && nextState(pause, { ...factsOf({}), lastComplaintAt: now }, later);
  const release = cause === "complaint_rate" ? "release_by_sends_and_week" : "release_by_sends";
  expect(resumed).toMatchObject({ state: "probation", evidence: { cause, release } });
  const proved = { ...factsOf({ sent: 60 }), lastComplaintAt: now };
  expect(resumed && resumed.kind === "move" && nextState(resumed, proved, later).kind).toBe(
    cause === "complaint_rate" ? "stay" : "move",
  );
});

it("has no hours of rest where a person ends it", () => {
  const fourth = next({ sent: 40, bounced: 7 }, { state: "probation", pauseCount: 3, resumedAt: hoursAgo(10) });
  expect(fourth).toMatchObject({ evidence: { pause_number: 4, rest_hours: null, release: "release_by_person" } });
});

function factsOf(counts: Parameters<typeof guardWindows>[0]) {
  const assessment = assessScope("mailbox", guardWindows(counts), null);
  return { kind: "mailbox" as const, assessment, counts: guardCounts(counts) };
}
