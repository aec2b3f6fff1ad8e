import { expect, it } from "vitest";
import { noCounts, withRates } from "#lib/mail-results/policy/mail-results.ts";
import { isFew, likelyRange, resultParts } from "./result-words.ts";

const counts = (change: object) => withRates({ ...noCounts, ...change });

it.each([
  [{}, ["0 sent"]],
  [{ sent: 1_200, delivered: 1_190, contacted: 700, replied: 7 }, ["1,200 sent", "1.0 % of 700 replied"]],
  [
    { sent: 40, measurable: 20, opened: 5, contacted: 38, replied: 0 },
    ["40 sent", "25.0 % opened", "0.0 % of 38 replied"],
  ],
])("says of %j what a phone has room for", (change, parts) => expect(resultParts(counts(change))).toEqual(parts));

it("tells few from many, and where a rate lies", () => {
  expect([0, 29, 30].map(isFew)).toEqual([true, true, false]);
  const { delivered } = counts({ sent: 100, delivered: 90 }).rates;
  expect(delivered && likelyRange(delivered)).toBe("84.0 % to 93.9 %");
});
