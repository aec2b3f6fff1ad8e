import { expect, it } from "vitest";
import { stepsOfUse } from "./template-words.ts";

it.each([
  [[2], "active", "step 2, active"],
  [[1, 3], "draft", "steps 1 and 3, draft"],
  [[1, 2, 4], "paused", "steps 1, 2 and 4, paused"],
] as const)("says where steps %j use it", (steps, status, text) =>
  expect(stepsOfUse({ steps: [...steps], status })).toBe(text),
);
