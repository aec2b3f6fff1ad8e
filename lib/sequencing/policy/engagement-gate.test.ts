import { describe, expect, it } from "vitest";
import { type EngagementFacts, engagementGate, isEngagementGateOpen } from "./engagement-gate.ts";

const on = { require_engagement_for_final_step: true, untracked_engagement: "send" } as const;
const silent: EngagementFacts = { nextStep: 3, finalStep: 3, hasOpened: false, hasClicked: false, isOpenTracked: true };

describe("engagementGate", () => {
  it.each([
    ["final step, tracked, nothing opened", {}, on, false, "no_engagement"],
    ["final step, opened", { hasOpened: true }, on, true, "engaged"],
    ["final step, clicked only", { hasClicked: true }, on, true, "engaged"],
    ["earlier step, nothing opened", { nextStep: 2 }, on, true, "not_final"],
    ["first step of a one-step sequence", { nextStep: 1, finalStep: 1 }, on, true, "first_step"],
    ["switched off", {}, { ...on, require_engagement_for_final_step: false }, true, "gate_off"],
    ["nothing tracked, policy send", { isOpenTracked: false }, on, true, "engagement_unknown"],
    [
      "nothing tracked, policy hold",
      { isOpenTracked: false },
      { ...on, untracked_engagement: "hold" as const },
      false,
      "engagement_unknown",
    ],
    [
      "nothing tracked but clicked, policy hold",
      { isOpenTracked: false, hasClicked: true },
      { ...on, untracked_engagement: "hold" as const },
      true,
      "engaged",
    ],
    ["sequence shortened under way", { nextStep: 3, finalStep: 2 }, on, false, "no_engagement"],
  ])("%s", (_name, facts, settings, isOpen, rule) => {
    expect(engagementGate({ ...silent, ...facts }, settings)).toEqual({ isOpen, rule });
    expect(isEngagementGateOpen({ ...silent, ...facts }, settings)).toBe(isOpen);
  });
});
