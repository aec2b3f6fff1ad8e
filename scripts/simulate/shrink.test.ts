import { expect, it } from "vitest";
import { readOptions } from "./options.ts";
import { smallerThan } from "./shrink.ts";

const options = readOptions("--prospects 400 --days 30 --faults crash,redis --workers 4".split(" "));

it("cuts the days after the violation, then prospects, then races, then faults", () => {
  const smaller = smallerThan({ options, days: 4 });
  expect(smaller.every(({ days }) => days === 5)).toBe(true);
  expect(smaller.map(({ prospects, workers, faults }) => [prospects, workers, faults.join()])).toEqual([
    [100, 4, "crash,redis"],
    [200, 4, "crash,redis"],
    [300, 4, "crash,redis"],
    [400, 1, "crash,redis"],
    [400, 4, "redis"],
    [400, 4, "crash"],
  ]);
});

it("knows when nothing is left to try", () => {
  const least = { ...options, prospects: 10, workers: 1, faults: [], days: 2 };
  expect(smallerThan({ options: least, days: 1 })).toEqual([]);
});
