import { expect, it } from "vitest";
import { cycleInSentence, cycleLabel, placeInCycle } from "./cycle-words.ts";

it.each([
  [0, "First pass", "the first pass", "Step 2"],
  [1, "Cycle 1", "cycle 1", "Step 2 · cycle 1"],
  [12, "Cycle 12", "cycle 12", "Step 2 · cycle 12"],
])("cycle %i is called %s", (cycle, label, inSentence, place) => {
  expect(cycleLabel(cycle)).toBe(label);
  expect(cycleInSentence(cycle)).toBe(inSentence);
  expect(placeInCycle("Step 2", cycle)).toBe(place);
});
