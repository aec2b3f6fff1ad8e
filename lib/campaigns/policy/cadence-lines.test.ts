import { expect, it } from "vitest";
import { cadenceLines } from "./cadence-lines.ts";

const hoursOf = (baseDelays: number[], min: number) =>
  Object.fromEntries(
    cadenceLines(baseDelays, min).map(({ reading, steps }) => [reading, steps.map(({ afterHours }) => afterHours)]),
  );

it("adds the effective delays up, the floor included, and the second unopened message waits longest", () => {
  expect(hoursOf([48, 72], 36)).toEqual({
    opened_often: [0, 36, 90],
    clicked: [0, 36, 96],
    opened_at_once: [0, 36, 96],
    opened: [0, 48, 120],
    never_opened: [0, 72, 192],
  });
});

it("says where the floor holds", () => {
  const [often] = cadenceLines([48, 72], 36);
  expect(often?.steps.map(({ isAtFloor }) => isAtFloor)).toEqual([false, true, false]);
});

it("has a first step alone when there is no follow-up", () => {
  expect(hoursOf([], 36)).toMatchObject({ opened: [0], never_opened: [0] });
});
