import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeEmailScore } from "./compute-email-score.ts";
import { explainScore } from "./explain-score.ts";

const input = (sent: number, delivered: number, bounced: number, complained: number, opened: number) => ({
  sent,
  delivered,
  bounced,
  complained,
  opened,
  clicked: 0,
});

const anyInput = fc.record({
  sent: fc.nat(600),
  delivered: fc.nat(600),
  bounced: fc.nat(120),
  complained: fc.nat(6),
  opened: fc.nat(300),
  clicked: fc.nat(50),
  blocked: fc.nat(90),
  matured: fc.option(
    fc.record({ sent: fc.nat(400), delivered: fc.nat(400), bounced: fc.nat(80), complained: fc.nat(4) }),
    { nil: undefined },
  ),
});

describe("explainScore", () => {
  it("adds up to the score, and names its rule, whatever was counted", () => {
    fc.assert(
      fc.property(anyInput, fc.boolean(), (counts, openTracking) => {
        const expected = computeEmailScore(counts, { openTracking });
        const explained = explainScore(counts, { openTracking });
        const sum = explained.terms.reduce<number>((total, term) => total + term.points, explained.start);
        expect(Math.abs(sum - expected.score)).toBeLessThanOrEqual(0.05 + 1e-5);
        expect(explained).toMatchObject({
          score: expected.score,
          status: expected.status,
          throttle: expected.throttle,
          decided_by: expected.metrics.decided_by,
        });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["2 bounces of 100, opened well", input(100, 98, 2, 0, 30), { bounces: -10, opens: 5 }],
    ["3 bounces of 60 weigh less, and nobody opened", input(60, 0, 3, 0, 0), { bounces: -15, opens: -20 }],
    ["complaints of 0.5 %", input(400, 398, 2, 2, 100), { bounces: -2.5, complaints: -100, opens: 5 }],
    [
      "recovery lifts it to 40",
      input(500, 440, 60, 0, 90),
      { bounces: -60, undelivered: -14, opens: 2.73, rule: 11.27 },
    ],
    ["a guardrail caps it", input(100, 97, 3, 0, 1), { bounces: -15, opens: -20, rule: -35 }],
    ["too few to judge", input(40, 33, 7, 0, 9), {}],
    ["too few, and gross trouble", input(40, 32, 8, 0, 5), { rule: -75 }],
    ["nothing sent", input(0, 0, 0, 0, 0), {}],
    ["never over 100", input(100, 100, 0, 0, 50), { opens: 5, bounds: -5 }],
  ])("%s", (_name, counts, expected) => {
    const points = explainScore(counts).terms.map((term) => [term.code, Math.round(term.points * 100) / 100]);
    expect(Object.fromEntries(points)).toEqual(expected);
  });

  it("names the counts of each rate: the settled ones where these were judged", () => {
    const counts = { ...input(144, 141, 3, 0, 78), matured: { sent: 38, delivered: 35, bounced: 3, complained: 0 } };
    const samples = explainScore(counts).terms.map((term) => [term.code, term.sample]);
    expect(Object.fromEntries(samples)).toEqual({
      bounces: { part: 3, of: 38, is_settled: true },
      undelivered: { part: 35, of: 38, is_settled: true },
      opens: { part: 78, of: 141, is_settled: false },
    });
  });

  it.each([
    ["bounces", input(40, 32, 8, 0, 5), { part: 8, of: 40, is_settled: false }],
    ["complaints", input(40, 40, 0, 1, 5), { part: 1, of: 40, is_settled: false }],
  ])("names the counts behind a rule on %s of few sends", (_name, counts, sample) => {
    expect(explainScore(counts).terms).toMatchObject([{ code: "rule", sample }]);
  });

  it("says how many clean messages bring back full speed, and one less does not", () => {
    for (const counts of [input(100, 80, 20, 0, 30), input(300, 294, 6, 1, 60), input(40, 32, 8, 0, 5)]) {
      const needed = explainScore(counts).clean_sends_needed as number;
      const after = (more: number) => {
        const opened = counts.opened + Math.floor((more * counts.opened) / counts.delivered);
        return computeEmailScore({ ...counts, sent: counts.sent + more, delivered: counts.delivered + more, opened });
      };
      expect(after(needed).throttle).toBe("normal");
      expect(after(needed - 1).throttle).not.toBe("normal");
    }
  });

  it("needs none at full speed, and promises none that cannot help", () => {
    expect(explainScore(input(100, 98, 2, 0, 30)).clean_sends_needed).toBeNull();
    expect(explainScore(input(1_000, 1_000, 0, 0, 1)).clean_sends_needed).toBeNull();
  });
});
