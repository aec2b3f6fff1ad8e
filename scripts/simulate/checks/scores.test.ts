import { expect, it } from "vitest";
import { standingOf } from "./scores.ts";

const unmatured = { sent: 0, delivered: 0, bounced: 0, complained: 0 };

function standing([sent, delivered, bounced, complained, opened]: number[], matured = unmatured, blocked = 0) {
  const n = (value: number | undefined) => value ?? 0;
  return standingOf({
    sent: n(sent),
    delivered: n(delivered),
    bounced: n(bounced),
    complained: n(complained),
    opened: n(opened),
    blocked,
    matured,
  });
}

// sent, delivered, bounced, complained, opened: the worked values of SPEC §3
it.each([
  { counts: [100, 98, 2, 0, 30], score: 95, factor: 1 },
  { counts: [40, 33, 7, 0, 9], score: 100, factor: 1 },
  { counts: [40, 32, 8, 0, 5], score: 25, factor: 0 },
  { counts: [60, 0, 3, 0, 0], score: 65, factor: 0.5 },
  { counts: [400, 398, 2, 2, 100], score: 2.5, factor: 0 },
  { counts: [1000, 960, 20, 1, 60], score: 60, factor: 0.5 },
  { counts: [500, 440, 60, 0, 90], score: 40, factor: 0.25 },
  { counts: [80, 70, 8, 0, 20], score: 50, factor: 0.25 },
  { counts: [0, 0, 0, 0, 0], score: 100, factor: 1 },
])("$counts: $score, of which is left $factor", ({ counts, score, factor }) => {
  const judged = standing(counts);
  expect(judged.score).toBeCloseTo(score, 1);
  expect(judged.factor).toBe(factor);
});

it("slows where the score alone would stop: too little evidence, or opens alone", () => {
  expect(standing([100, 97, 3, 0, 1])).toMatchObject({ factor: 0.25 });
  expect(standing([100, 100, 0, 1, 30])).toMatchObject({ factor: 0.25 });
  expect(standing([100, 100, 0, 2, 30])).toMatchObject({ factor: 0 });
  expect(standing([20, 20, 0, 1, 9])).toMatchObject({ factor: 0.25 });
});

it("believes the hours whose notices have come", () => {
  const fresh = { sent: 100, delivered: 100, bounced: 0, complained: 0 };
  expect(standing([200, 100, 0, 0, 60], fresh)).toMatchObject({ factor: 1 });
  expect(standing([200, 100, 0, 0, 60])).toMatchObject({ factor: 0.25 });
  expect(standing([100, 70, 30, 0, 30], fresh)).toMatchObject({ factor: 0 });
});

it.each([
  { counts: [100, 99, 1, 0, 30], warmUp: 1.5 },
  { counts: [49, 49, 0, 0, 30], warmUp: 1 },
  { counts: [100, 97, 3, 0, 30], warmUp: 1 },
  { counts: [40, 37, 3, 0, 30], warmUp: 0.5 },
  { counts: [1000, 960, 20, 1, 60], warmUp: 0.5 },
])("$counts makes $warmUp of the warm-up", ({ counts, warmUp }) => expect(standing(counts).warmUp).toBe(warmUp));
