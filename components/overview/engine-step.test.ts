import { expect, it } from "vitest";
import { engineStep } from "./engine-step.ts";

it.each([
  ["sending", "/queue", false],
  ["window_closed", "/queue", false],
  ["day_used_up", "/queue", false],
  ["no_sender", "/mailboxes", true],
  ["off", "/settings", true],
  ["no_postal_address", "/settings?tab=company", true],
  ["limit_reached", "/settings?tab=sending", false],
] as const)("%s leads to %s", (state, href, isUrgent) =>
  expect(engineStep(state, false)).toMatchObject({ href, isUrgent }),
);

it("presses nobody to turn the engine on before there is anything to send", () =>
  expect(engineStep("off", true).isUrgent).toBe(false));
