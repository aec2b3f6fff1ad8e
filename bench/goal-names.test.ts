import { expect, it } from "vitest";
import { benchFiles, goalOf, refuseGoals } from "./goal-names.ts";

it("knows every goal once, and the soak", () => {
  const goals = benchFiles().map(goalOf);
  const numbered = Array.from({ length: 12 }, (_, n) => `P${n + 1}`);
  expect(goals.toSorted()).toEqual([...numbered, "SOAK"].toSorted());
});

it("refuses a name that is none of them, and says which there are", () => {
  expect(refuseGoals([])).toBeNull();
  expect(refuseGoals(["p3", "P7", "soak"])).toBeNull();
  expect(refuseGoals(["P3", "P99"])).toMatch(/^There is no bench P99\. There are: .*P12.*SOAK\.$/);
});
