import { describe, expect, it } from "vitest";
import { campaignStep, finalStepOf } from "./campaign-steps.ts";
import { matchesCampaign } from "./matches-campaign.ts";

const campaign = (steps: number[]) => ({
  status: "active" as const,
  steps: steps.map((step) => ({ step, delay_hours: step * 24 })),
});

describe("finalStepOf", () => {
  it.each([
    ["no campaign", null, 3, 3],
    ["campaign without steps of its own", campaign([]), 3, 3],
    ["campaign shorter than the setting", campaign([1, 2]), 3, 2],
    ["campaign longer than the setting", campaign([1, 2, 3, 4]), 3, 3],
  ])("%s", (_name, facts, max, final) => {
    expect(finalStepOf(facts, max)).toBe(final);
  });
});

it("knows a campaign's steps, and that one without any follows the tenant's", () => {
  expect(campaignStep(campaign([1, 3]), 2)).toBeUndefined();
  expect(campaignStep(campaign([1, 3]), 3)).toEqual({ step: 3, delay_hours: 72 });
  expect(campaignStep(campaign([]), 2)).toEqual({ step: 2 });
  expect(campaignStep(null, 2)).toEqual({ step: 2 });
});

describe("matchesCampaign", () => {
  const austin = { tradeType: "HVAC", stateCode: "TX", city: "Austin", zip: "78701-1234" };
  it.each([
    ["no targets: everybody", [], [], true],
    ["trade in another case", ["hvac"], [], true],
    ["another trade", ["roofing"], [], false],
    ["state", [], ["tx"], true],
    ["city", [], ["Austin"], true],
    ["city and state", [], ["Austin, TX"], true],
    ["ZIP", [], ["78701"], true],
    ["another state", ["hvac"], ["CA", "NV"], false],
  ])("%s", (_name, targetTrades, targetLocations, expected) => {
    expect(matchesCampaign({ targetTrades, targetLocations }, austin)).toBe(expected);
  });

  it("never matches an unknown place with a named one", () => {
    const nowhere = { tradeType: null, stateCode: null, city: null, zip: null };
    expect(matchesCampaign({ targetTrades: [], targetLocations: [""] }, nowhere)).toBe(false);
    expect(matchesCampaign({ targetTrades: ["hvac"], targetLocations: [] }, nowhere)).toBe(false);
  });
});
