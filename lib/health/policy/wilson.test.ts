import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonLower, wilsonUpper } from "./wilson.ts";

// Reference: Wilson's score interval with z = 1.645, worked out with 30 digits.
it.each([
  [7, 40, 0.09776, 0.29343],
  [3, 20, 0.06158, 0.32185],
  [1, 40, 0.0056, 0.1046],
  [2, 400, 0.00166, 0.015],
  [0, 100, 0, 0.02635],
])("%i of %i lies between %d and %d", (hits, trials, lower, upper) => {
  expect(wilsonLower(hits, trials)).toBeCloseTo(lower, 5);
  expect(wilsonUpper(hits, trials)).toBeCloseTo(upper, 5);
});

it("the sends that prove under 5 % bounces, and not one fewer: SPEC §4", () => {
  const fewest = [0, 1, 2, 3].map((bounces) => {
    let sent = 1;
    while (wilsonUpper(bounces, sent) >= 0.05) sent += 1;
    return sent;
  });
  expect(fewest).toEqual([52, 87, 118, 147]);
});

it.each([1, 3, 10, 47, 400, 1_999])("no hits of %i prove nothing at all", (trials) => {
  expect([wilsonLower(0, trials), wilsonLower(-1, trials)]).toEqual([0, 0]);
});

describe("whatever the counts", () => {
  const counts = fc.record({ hits: fc.nat(500), trials: fc.integer({ min: 1, max: 100_000 }) });

  it("the bounds lie around the rate, within 0 and 1", () => {
    fc.assert(
      fc.property(counts, ({ hits, trials }) => {
        const rate = Math.min(1, hits / trials);
        const [lower, upper] = [wilsonLower(hits, trials), wilsonUpper(hits, trials)];
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(rate + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(rate - 1e-12);
        expect(upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("the lower bound grows with hits and falls with trials", () => {
    fc.assert(
      fc.property(counts, ({ hits, trials: more }) => {
        const trials = hits + more;
        expect(wilsonLower(hits + 1, trials)).toBeGreaterThanOrEqual(wilsonLower(hits, trials));
        expect(wilsonLower(hits, trials + 1)).toBeLessThanOrEqual(wilsonLower(hits, trials));
      }),
    );
  });
});

it.each([0, -1])("with %i trials nothing is proved", (trials) => {
  expect([wilsonLower(3, trials), wilsonUpper(3, trials)]).toEqual([0, 1]);
});
