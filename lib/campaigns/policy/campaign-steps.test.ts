import fc from "fast-check";
import { expect, it } from "vitest";
import { campaignStep, finalStepOf } from "./campaign-steps.ts";
import { matchesCampaign } from "./matches-campaign.ts";

const active = (steps: { step: number; delay_hours?: number }[]) => ({ status: "active" as const, steps });

it.each([
  ["steps in any order", [{ step: 3 }, { step: 1 }, { step: 2 }], 6, 3],
  ["steps with a gap: the last one counts", [{ step: 1 }, { step: 4 }], 6, 4],
  ["one step", [{ step: 1 }], 6, 1],
  ["a tenant that allows one", [{ step: 1 }, { step: 2 }], 1, 1],
])("the final step of %s", (_name, steps, max, expected) => expect(finalStepOf(active(steps), max)).toBe(expected));

it("is never above the tenant's, and never above the campaign's own", () => {
  const steps = fc.array(fc.record({ step: fc.integer({ min: 1, max: 6 }) }), { maxLength: 6 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 6 }), (given, max) => {
      const last = finalStepOf(active(given), max);
      expect(last).toBeGreaterThanOrEqual(1);
      expect(last).toBeLessThanOrEqual(max);
      if (given.length > 0) expect(given.some(({ step }) => step >= last)).toBe(true);
    }),
  );
});

it.each(["draft", "active", "paused", "completed", "archived"] as const)(
  "a campaign's %s state changes no step",
  (status) => {
    const steps = [
      { step: 1, template_id: "t1" },
      { step: 2, delay_hours: 72 },
    ];
    expect(finalStepOf({ status, steps }, 3)).toBe(2);
    expect(campaignStep({ status, steps }, 1)).toEqual({ step: 1, template_id: "t1" });
    expect(campaignStep({ status, steps }, 3)).toBeUndefined();
  },
);

it.each([
  ["spaces around a target", ["  hvac "], [" austin, tx "], true],
  ["one of several trades", ["roofing", "HVAC"], [], true],
  ["a city of the same name in another state", [], ["Austin, MN"], false],
  ["a ZIP of the same beginning", [], ["787"], false],
  ["the right place and the wrong trade", ["roofing"], ["TX"], false],
  ["the right trade and the wrong place", ["hvac"], ["CA"], false],
])("%s", (_name, targetTrades, targetLocations, expected) => {
  const prospect = { tradeType: "HVAC", stateCode: "TX", city: "Austin", zip: "78701" };
  expect(matchesCampaign({ targetTrades, targetLocations }, prospect)).toBe(expected);
});
