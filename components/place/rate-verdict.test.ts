import { expect, it } from "vitest";
import { rateVerdict } from "./rate-verdict.ts";

const ceiling = { throttled: 0.02, paused: 0.05 };
const floor = { throttled: 0.05, paused: 0.03 };
const measured = (lower: number, rate: number, upper: number) => ({ hits: 1, of: 10, rate, lower, upper });

it.each([
  ["proved over the line that stops", measured(0.06, 0.08, 0.1), ceiling, false, "bad"],
  ["proved over the line that slows", measured(0.03, 0.04, 0.045), ceiling, false, "warn"],
  ["over a line, but not proved", measured(0.01, 0.03, 0.045), ceiling, false, "info"],
  ["so few that anything is possible", measured(0, 0.01, 0.08), ceiling, false, "info"],
  ["clear", measured(0.001, 0.01, 0.015), ceiling, false, "ok"],
  ["only a stopping line, and over it", measured(0.02, 0.03, 0.04), { throttled: null, paused: 0.01 }, false, "bad"],
  ["opens proved to be too few", measured(0.01, 0.02, 0.025), floor, true, "bad"],
  ["opens proved to be low", measured(0.031, 0.04, 0.045), floor, true, "warn"],
  ["opens enough", measured(0.2, 0.25, 0.3), floor, true, "ok"],
  ["no line", measured(0.5, 0.6, 0.7), null, false, "neutral"],
  ["nothing measured", null, ceiling, false, "neutral"],
] as const)("%s: %s", (_name, value, line, isFloor, tone) => {
  expect(rateVerdict(value, line, isFloor).tone).toBe(tone);
});
