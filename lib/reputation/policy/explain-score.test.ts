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
