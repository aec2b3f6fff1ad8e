import { describe, expect, it } from "vitest";
import { type CampaignView, createCampaignBody } from "#lib/campaigns/contract.ts";
import { noCounts, withRates } from "#lib/mail-results/policy/mail-results.ts";
import { bodyOf, type CampaignDraft, delaysOf, draftOf, problemsOf } from "./campaign-draft.ts";
import { errorOf } from "./fields-props.ts";

const stored: CampaignView = {
  id: "0190a0a0-0000-7000-8000-000000000001",
  name: "Texas",
  status: "active",
  target_trades: ["hvac"],
  target_locations: ["TX", "Reno, NV"],
  daily_limit: 40,
  steps: [{ step: 1 }, { step: 2, delay_hours: 72, template_id: "0190a0a0-0000-7000-8000-000000000002" }],
  prospect_count: 0,
  results: { in_sequence: 0, ...withRates(noCounts), counted_at: null },
  version: 3,
  created_at: "2026-11-26T12:00:00Z",
};
const draft = (patch: Partial<CampaignDraft> = {}): CampaignDraft => ({ ...draftOf(stored), ...patch });

describe("bodyOf", () => {
  it("gives back what was stored, and what the API takes", () => {
    const { name, target_trades, target_locations, daily_limit, steps } = stored;
    const body = bodyOf(draft());
    expect(body).toEqual({ name, target_trades, target_locations, daily_limit, steps });
    expect(createCampaignBody.safeParse(body).success).toBe(true);
    expect(bodyOf(draftOf(null))).toMatchObject({ target_trades: [], daily_limit: null, steps: [] });
  });

  it("takes lines without blanks and doubles, and no delay before the first step", () => {
    const steps = [
      { delay: "48", templateId: "" },
      { delay: " 24 ", templateId: "" },
      { delay: "", templateId: "" },
    ];
    expect(bodyOf(draft({ trades: " hvac \n\nroofing\nhvac\n", dailyLimit: " 7 ", steps }))).toMatchObject({
      target_trades: ["hvac", "roofing"],
      daily_limit: 7,
      steps: [{ step: 1 }, { step: 2, delay_hours: 24 }, { step: 3 }],
    });
    expect(bodyOf(draft({ steps })).steps[0]).toEqual({ step: 1 });
  });

  it("keeps the steps aside while those of the settings are chosen", () => {
    expect(bodyOf(draft({ hasOwnSteps: false })).steps).toEqual([]);
  });
});

it("says where no number stands, and only where one is asked for", () => {
  const steps = [
    { delay: "x", templateId: "" },
    { delay: "2 days", templateId: "" },
  ];
  const wrong = draft({ dailyLimit: "many", steps });
  expect(Object.keys(problemsOf(wrong))).toEqual(["daily_limit", "steps.1.delay_hours"]);
  expect(problemsOf({ ...wrong, hasOwnSteps: false, dailyLimit: "" })).toEqual({});
});

it.each([
  [draft(), ["72"]],
  [draft({ hasOwnSteps: false }), null],
  [draft({ steps: [{ delay: "", templateId: "" }] }), []],
  [draft({ steps: ["", "2 days", "99999", " 36"].map((delay) => ({ delay, templateId: "" })) }), ["", "", "36"]],
])("draws the delays of %j", (form, delays) => expect(delaysOf(form)).toEqual(delays));

it.each([
  [{ name: "is taken" }, "name", "is taken"],
  [{ "target_trades.1": "is too long" }, "target_trades", "line 2 is too long"],
  [{ target_tradesman: "x" }, "target_trades", undefined],
])("finds in %j what is about %s", (errors, field, text) => expect(errorOf(errors, field)).toBe(text));
