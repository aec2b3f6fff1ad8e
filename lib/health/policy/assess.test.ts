import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guardCounts, guardWindows } from "#lib/testing/guard-facts.ts";
import { assessScope, severity, type Verdict } from "./assess.ts";

describe("a mailbox or domain by its counts", () => {
  it.each<{ name: string; counts: Parameters<typeof guardWindows>[0]; verdict: Verdict; reason?: string }>([
    { name: "nothing sent", counts: {}, verdict: "healthy" },
    { name: "clean", counts: { sent: 500 }, verdict: "healthy" },
    { name: "7 bounces of 40", counts: { sent: 40, bounced: 7 }, verdict: "paused", reason: "bounce_rate" },
    { name: "2 bounces of 3: proved, but too few to pause", counts: { sent: 3, bounced: 2 }, verdict: "throttled" },
    { name: "3 bounces of 24", counts: { sent: 24, bounced: 3 }, verdict: "paused", reason: "bounce_rate" },
    { name: "3 bounces of 26", counts: { sent: 26, bounced: 3 }, verdict: "throttled", reason: "bounce_rate" },
    { name: "1 bounce of 11", counts: { sent: 11, bounced: 1 }, verdict: "throttled", reason: "bounce_rate" },
    { name: "1 bounce of 20", counts: { sent: 20, bounced: 1 }, verdict: "watch", reason: "bounce_rate" },
    { name: "1 bounce of 40", counts: { sent: 40, bounced: 1 }, verdict: "healthy" },
    { name: "1 complaint of 40", counts: { sent: 40, complained: 1 }, verdict: "throttled", reason: "complaint_rate" },
    { name: "1 complaint of 300", counts: { sent: 300, complained: 1 }, verdict: "watch", reason: "complaint_rate" },
    { name: "1 complaint of 1,000", counts: { sent: 1_000, complained: 1 }, verdict: "healthy" },
    { name: "2 complaints of 100", counts: { sent: 100, complained: 2 }, verdict: "paused", reason: "complaint_rate" },
    { name: "4 blocked of 5: too few to pause", counts: { sent: 5, blocked: 4 }, verdict: "throttled" },
    { name: "5 blocked of 8", counts: { sent: 8, blocked: 5 }, verdict: "paused", reason: "blocked_rate" },
    { name: "10 blocked of 70", counts: { sent: 70, blocked: 10 }, verdict: "watch", reason: "blocked_rate" },
    { name: "10 blocked of 50", counts: { sent: 50, blocked: 10 }, verdict: "throttled", reason: "blocked_rate" },
    {
      name: "both too bad: complaints are the reason",
      counts: { sent: 100, bounced: 30, complained: 3 },
      verdict: "paused",
      reason: "complaint_rate",
    },
  ])("$name: $verdict", ({ counts, verdict, reason }) => {
    const found = assessScope("mailbox", guardWindows(counts), null);
    expect(found.verdict).toBe(verdict);
    if (reason) expect(found.reason).toBe(reason);
    expect(assessScope("domain", guardWindows(counts), null)).toEqual(found);
  });

  it.each(["24h", "7d", "30d"] as const)("is as bad as its worst window: %s", (window) => {
    const bad = guardCounts({ sent: 40, bounced: 7 });
    const found = assessScope("mailbox", guardWindows({ sent: 1_000 }, { [window]: bad }), null);
    expect(found).toEqual({
      verdict: "paused",
      reason: "bounce_rate",
      evidence: { window, measure: "bounced", ...bad, lower_bound: 0.09776, line: 0.05 },
    });
  });

  it("never gets better by one more bounce, complaint or block", () => {
    const counts = fc.record({
      sent: fc.nat(2_000),
      bounced: fc.nat(50),
      complained: fc.nat(10),
      blocked: fc.nat(50),
    });
    fc.assert(
      fc.property(counts, fc.constantFrom("bounced", "complained", "blocked"), (before, measure) => {
        const after = { ...before, [measure]: before[measure] + 1 };
        const rank = (one: typeof before) => severity[assessScope("mailbox", guardWindows(one), null).verdict];
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
    );
  });
});

describe("a score pause that stands", () => {
  const score = { score: 25, decidedBy: "warmup_bounce_rate", counts: guardCounts({ sent: 20, bounced: 4 }) };

  it("pauses where the counts alone would not, with the score as evidence", () => {
    expect(assessScope("domain", guardWindows({ sent: 400, bounced: 4 }), score)).toMatchObject({
      verdict: "paused",
      reason: "low_score",
      evidence: {
        measure: "score",
        score: 25,
        decided_by: "warmup_bounce_rate",
        sent: 20,
        bounced: 4,
        lower_bound: null,
      },
    });
  });

  it("is a matter of complaints when they decided it", () => {
    const byComplaints = { ...score, decidedBy: "complaint_rate" };
    for (const decidedBy of ["complaint_rate", "warmup_complaint_rate"]) {
      expect(assessScope("domain", guardWindows({}), { ...byComplaints, decidedBy })).toEqual({
        verdict: "paused",
        reason: "low_score",
        evidence: {
          window: "24h",
          measure: "complained",
          ...score.counts,
          lower_bound: null,
          line: null,
          score: 25,
          decided_by: decidedBy,
        },
      });
    }
  });

  it("leaves the reason to the counts when they pause, too", () => {
    expect(assessScope("mailbox", guardWindows({ sent: 40, bounced: 8 }), score).reason).toBe("bounce_rate");
  });

  it("never stops a connection: a bad domain must not stop the others on it", () => {
    expect(assessScope("connection", guardWindows({}), score).verdict).toBe("healthy");
  });
});

describe("the account breaker of a connection", () => {
  it.each<{ name: string; counts: Parameters<typeof guardWindows>[0]; reason: string | null }>([
    { name: "9 bounces of 9", counts: { sent: 9, bounced: 9 }, reason: null },
    { name: "10 bounces of 60", counts: { sent: 60, bounced: 10 }, reason: "account_bounces" },
    { name: "10 bounces of 90", counts: { sent: 90, bounced: 10 }, reason: null },
    { name: "9 complaints of 100", counts: { sent: 100, complained: 9 }, reason: null },
    { name: "10 complaints of 1,000", counts: { sent: 1_000, complained: 10 }, reason: "account_complaints" },
    { name: "10 complaints of 2,000", counts: { sent: 2_000, complained: 10 }, reason: null },
    { name: "all blocked", counts: { sent: 100, blocked: 100 }, reason: null },
  ])("$name: $reason", ({ counts, reason }) => {
    const found = assessScope("connection", guardWindows(counts), null);
    expect([found.verdict, found.reason]).toEqual([reason === null ? "healthy" : "paused", reason]);
  });

  it("keeps what it rests on", () => {
    const counts = guardCounts({ sent: 60, bounced: 10 });
    expect(assessScope("connection", guardWindows(counts), null).evidence).toEqual({
      window: "24h",
      measure: "bounced",
      ...counts,
      lower_bound: 0.10231,
      line: 0.1,
    });
  });

  it("looks at 24 hours alone", () => {
    const bad = guardWindows({ sent: 20, bounced: 20 }, { "24h": guardCounts({ sent: 20 }) });
    expect(assessScope("connection", bad, null).verdict).toBe("healthy");
  });
});
