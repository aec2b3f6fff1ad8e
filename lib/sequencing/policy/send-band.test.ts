import fc from "fast-check";
import { expect, it } from "vitest";
import { sendBand } from "./send-band.ts";

const plain = { isRoleAddress: false, isEnriched: false, googleRating: null, reviewCount: null, priority: 0 };

it.each([
  ["enriched and well rated", { isEnriched: true, googleRating: 4.8, reviewCount: 120 }, 0],
  ["enriched", { isEnriched: true }, 1],
  ["enriched, well rated by few", { isEnriched: true, googleRating: 5, reviewCount: 19 }, 1],
  ["enriched, much reviewed and under 4.3", { isEnriched: true, googleRating: 4.2, reviewCount: 20 }, 1],
  ["well rated by many", { googleRating: 4.3, reviewCount: 20 }, 2],
  ["well rated by few", { googleRating: 4.9, reviewCount: 2 }, 3],
  ["much reviewed", { googleRating: 3.1, reviewCount: 300 }, 3],
  ["nothing known", {}, 4],
  [
    "role address, enriched and well rated",
    { isRoleAddress: true, isEnriched: true, googleRating: 4.8, reviewCount: 120 },
    5,
  ],
  ["role address", { isRoleAddress: true }, 9],
  ["more urgent", { priority: 1 }, -6],
  ["a role address, as urgent as can be", { isRoleAddress: true, priority: 100 }, -991],
  ["the least urgent of all", { isRoleAddress: true, priority: -100 }, 1_009],
])("%s: band %i", (_name, facts, band) => {
  expect(sendBand({ ...plain, ...facts })).toBe(band);
});

it("puts every person before every role address", () => {
  const anyone = fc.record({
    isEnriched: fc.boolean(),
    googleRating: fc.option(fc.double({ min: 1, max: 5, noNaN: true })),
    reviewCount: fc.option(fc.nat({ max: 5_000 })),
  });
  fc.assert(
    fc.property(anyone, anyone, (person, office) => {
      expect(sendBand({ ...plain, ...person, isRoleAddress: false })).toBeLessThan(
        sendBand({ ...plain, ...office, isRoleAddress: true }),
      );
    }),
  );
});

it("puts the higher priority first, whatever else is known", () => {
  const anyone = fc.record({
    isRoleAddress: fc.boolean(),
    isEnriched: fc.boolean(),
    googleRating: fc.option(fc.double({ min: 1, max: 5, noNaN: true })),
    reviewCount: fc.option(fc.nat({ max: 5_000 })),
  });
  const priorities = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(anyone, anyone, priorities, (one, other, [a = 0, b = 0]) => {
      expect(sendBand({ ...one, priority: Math.max(a, b) })).toBeLessThan(
        sendBand({ ...other, priority: Math.min(a, b) }),
      );
    }),
  );
});
