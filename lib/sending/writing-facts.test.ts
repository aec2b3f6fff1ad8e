import { describe, expect, it } from "vitest";
import { templateVariableNames } from "#lib/templates/types.ts";
import type { GenerationRow } from "./repo-generation.ts";
import { templateIdOf, templateVariables, writingFactsOf } from "./writing-facts.ts";

const row: GenerationRow = {
  sequence_step: 1,
  re_contact_cycle: 0,
  scheduled_at: new Date("2026-06-10T16:00:00Z"),
  body_text: null,
  generation_failures: 0,
  prospect_id: "01980000-0000-7000-8000-000000000001",
  name: "PAT SMITH",
  company: "Smith Heating",
  city: "springfield",
  state_code: "il",
  trade_type: "hvac",
  google_rating: 4.8,
  review_count: 120,
  enrichment: null,
  sender_name: "Ann",
  tenant_name: "LeadLock",
  booking_url: "https://leadlock.test/book",
  recontact_enabled: true,
  max_recontact_cycles: 4,
  max_sequence_steps: 3,
  campaign_status: null,
  campaign_steps: null,
};
const steps = (...numbers: number[]) => ({
  campaign_status: "active",
  campaign_steps: numbers.map((step) => ({ step, template_id: `t${step}` })),
});

describe("writingFactsOf", () => {
  it("says who writes to whom, at which step, with which angle", () => {
    expect(writingFactsOf({ ...row, re_contact_cycle: 2, sequence_step: 2 }, [])).toMatchObject({
      prospect: { firstName: "Pat", company: "Smith Heating", city: "Springfield", stateCode: "IL", tradeType: "hvac" },
      sender: { name: "Ann", company: "LeadLock", bookingUrl: "https://leadlock.test/book" },
      step: 2,
      cycle: 2,
      angle: "competitor_insight",
      previous: [],
    });
  });

  it.each<[string, Partial<GenerationRow>, boolean]>([
    ["last step of the last cycle", { sequence_step: 3, re_contact_cycle: 4 }, true],
    ["last step, more cycles to come", { sequence_step: 3, re_contact_cycle: 3 }, false],
    ["last cycle, more steps to come", { sequence_step: 2, re_contact_cycle: 4 }, false],
    ["last step, nobody is written to again", { sequence_step: 3, recontact_enabled: false }, true],
    ["no cycles are allowed at all", { sequence_step: 3, max_recontact_cycles: 0 }, true],
    ["the campaign ends sooner", { sequence_step: 2, re_contact_cycle: 4, ...steps(1, 2) }, true],
    [
      "the setting ends sooner than the campaign",
      { sequence_step: 3, re_contact_cycle: 4, ...steps(1, 2, 3, 4) },
      true,
    ],
    [
      "the campaign goes on",
      { sequence_step: 3, re_contact_cycle: 4, max_sequence_steps: 5, ...steps(1, 2, 3, 4) },
      false,
    ],
  ])("`this is my last email` only when it is true: %s", (_name, change, isLastEmail) => {
    expect(writingFactsOf({ ...row, ...change }, []).isLastEmail).toBe(isLastEmail);
  });

  it("compares with what was said, without the signature", () => {
    const body_text = "Hi Pat,\n\nYou lose calls at night.\n\nAnn\nLeadLock";
    const [previous] = writingFactsOf(row, [{ cycle: 0, step: 1, subject: "Calls", body_text }]).previous;
    expect(previous).toMatchObject({ cycle: 0, step: 1, subject: "Calls" });
    expect(previous?.core).toContain("You lose calls at night.");
    expect(previous?.core).not.toContain("LeadLock");
  });
});

describe("templateIdOf", () => {
  it.each<[string, Partial<GenerationRow>, string | null]>([
    ["no campaign", {}, null],
    ["the campaign names one for this step", { sequence_step: 2, ...steps(1, 2) }, "t2"],
    ["the campaign has no such step", { sequence_step: 3, ...steps(1, 2) }, null],
    ["a step without template", { campaign_status: "active", campaign_steps: [{ step: 1 }] }, null],
    ["a campaign without steps of its own", { campaign_status: "active", campaign_steps: [] }, null],
  ])("%s", (_name, change, expected) => {
    expect(templateIdOf({ ...row, ...change })).toBe(expected);
  });
});

describe("templateVariables", () => {
  const variablesOf = (change: Partial<GenerationRow> = {}) => {
    const changed = { ...row, ...change };
    return templateVariables(changed, writingFactsOf(changed, []));
  };

  it("offers what is known, in words a person would use", () => {
    expect(variablesOf()).toMatchObject({
      first_name: "Pat",
      company: "Smith Heating",
      city: "Springfield",
      state: "IL",
      sender_name: "Ann",
      sender_company: "LeadLock",
      booking_url: "https://leadlock.test/book",
    });
    expect(variablesOf().trade).toMatch(/hvac|heating/i);
  });

  it("offers exactly the names that a template may hold", () => {
    expect(Object.keys(variablesOf({ enrichment: null })).sort()).toEqual(templateVariableNames.toSorted());
  });

  it.each<[string, Partial<GenerationRow>, string]>([
    ["a name that is a link", { name: "www.evil.test" }, "first_name"],
    ["a company with markup", { company: "<b>Smith</b>" }, "company"],
    ["no trade", { trade_type: null }, "trade"],
    ["no booking page", { booking_url: null }, "booking_url"],
  ])("counts as missing: %s", (_name, change, variable) => {
    expect(variablesOf(change)[variable]).toBeNull();
  });

  it.each([
    ["a plain value", "12 vans", "12 vans"],
    ["a number", 12, null],
    ["a link", "see https://evil.test", null],
    ["a host name", "WWW.evil.test", null],
    ["a line break, which could start another header or sentence", "12\nvans", null],
    ["markup", "<script>", null],
  ])("the prospect's own column with %s", (_name, value, expected) => {
    expect(variablesOf({ enrichment: { custom: { crew: value } } })["custom.crew"]).toBe(expected);
  });
});
