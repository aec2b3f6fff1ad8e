import { describe, expect, it } from "vitest";
import { clearedByRecontact, explainRecontact, type RecontactFacts } from "./explain-recontact.ts";

const now = new Date("2026-06-10T16:00:00Z");
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const settings: RecontactFacts["settings"] = {
  is_active: true,
  recontact_enabled: true,
  recontact_cooldown_days: 90,
  max_recontact_cycles: 4,
};
const outlook = (change: Partial<RecontactFacts> = {}) =>
  explainRecontact(
    {
      status: "contacted",
      step: 3,
      cycle: 0,
      holdReason: "sequence_finished",
      lastEmailSentAt: days(-1),
      isAvailable: true,
      settings,
      ...change,
    },
    now,
  );

describe("explainRecontact", () => {
  it.each(["engagement_gate", "sequence_finished", "cooldown", "no_campaign_step", "other_transport", "step_not_sent"])(
    "ends %s, 90 days after the last email",
    (holdReason) => expect(outlook({ holdReason })).toEqual({ restedAt: days(89), isRested: false, refusal: null }),
  );

  it.each([
    ["a moment before the cooldown ends", new Date(days(-90).getTime() + 1), false],
    ["the moment it ends", days(-90), true],
    ["long after", days(-300), true],
  ])("%s", (_name, lastEmailSentAt, isRested) =>
    expect(outlook({ lastEmailSentAt })).toMatchObject({
      isRested,
      restedAt: new Date(lastEmailSentAt.getTime() + 90 * 86_400_000),
    }),
  );

  it.each<[string, Partial<RecontactFacts>]>([
    ["a hold of people", { holdReason: "manual_stop" }],
    ["what is not held", { holdReason: null }],
    ["a prospect that was never written to", { lastEmailSentAt: null }],
    ["a cycle without a message", { step: 0 }],
    ["another status", { status: "cold" }],
  ])("has nothing to do with %s", (_name, change) => expect(outlook(change)).toBeNull());

  it.each<[string, Partial<RecontactFacts>, string]>([
    ["the last cycle", { cycle: 4 }, "cycles_over"],
    ["a maximum that was lowered", { cycle: 2, settings: { ...settings, max_recontact_cycles: 1 } }, "cycles_over"],
    ["switched off", { settings: { ...settings, recontact_enabled: false } }, "recontact_off"],
    ["turned off for the installation", { isAvailable: false }, "recontact_unavailable"],
    ["the engine is off", { settings: { ...settings, is_active: false } }, "engine_off"],
    ["all of it", { cycle: 4, isAvailable: false, settings: { ...settings, is_active: false } }, "cycles_over"],
  ])("%s: nobody is told that it returns", (_name, change, refusal) =>
    expect(outlook(change)).toMatchObject({ refusal }),
  );
});

describe("what ends it", () => {
  it.each<[string, Partial<RecontactFacts>, string | null]>([
    ["the cooldown is not over", {}, null],
    ["it is over", { lastEmailSentAt: days(-92) }, "the next re-contact run"],
    [
      "it is over, and the cycles are",
      { lastEmailSentAt: days(-92), cycle: 4 },
      "a higher number of cycles in the settings",
    ],
    ["the cycles are over", { cycle: 4 }, "a higher number of cycles in the settings"],
    ["it is switched off", { settings: { ...settings, recontact_enabled: false } }, "turning it on under Settings"],
  ])("%s", (_name, change, clears) => expect(clearedByRecontact("sequence_finished", outlook(change))).toBe(clears));

  it("what something else may end as well keeps its words", () => {
    expect(clearedByRecontact("engagement_gate", outlook({ holdReason: "engagement_gate", cycle: 4 }))).toBeNull();
    expect(clearedByRecontact("manual_stop", null)).toBeNull();
  });
});
