import { describe, expect, it } from "vitest";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { draftOf, errorsOf, inverseOf, patchOf } from "./prospect-draft.ts";

const prospect = {
  name: "Al",
  company: null,
  email: "al@x.test",
  phone: "555",
  trade_type: null,
  website: null,
  city: "Waco",
  state_code: "TX",
  zip: null,
  consent_basis: null,
  priority: 0,
  custom: { fleet: "3", opened: "1998" },
} as unknown as ProspectDetail;
const draft = draftOf(prospect);

describe("the form of a prospect", () => {
  it("changes nothing as it opens", () => expect(patchOf(prospect, draft)).toBeNull());

  it.each([
    ["a field", { name: " Bo " }, { name: "Bo" }],
    ["a field that was empty", { company: "Bo Inc" }, { company: "Bo Inc" }],
    ["a field that is emptied", { phone: " " }, { phone: null }],
    ["a priority", { priority: "-20" }, { priority: -20 }],
    ["a priority that is emptied as none", { priority: "" }, { priority: 0 }],
    ["what is no number as it is to the API", { priority: "high" }, { priority: Number.NaN }],
    ["a custom field", { custom: { fleet: "4", opened: "1998" } }, { custom: { fleet: "4" } }],
    ["a custom field that is emptied", { custom: { fleet: "3", opened: "" } }, { custom: { opened: null } }],
    ["a new custom field", { added: { name: "Crew size", value: "9" } }, { custom: { crew_size: "9" } }],
    ["a new one without a value", { added: { name: "crew", value: "" } }, null],
    ["a value without a name", { added: { name: " ", value: "9" } }, null],
  ])("sends %s", (_name, change, expected) => {
    expect(patchOf(prospect, { ...draft, ...change })).toEqual(expected);
  });

  it("is taken back field by field", () => {
    const patch = { name: "Bo", company: "Bo Inc", custom: { fleet: null, crew: "9" } };
    expect(inverseOf(prospect, patch)).toEqual({ name: "Al", company: null, custom: { fleet: "3", crew: null } });
  });

  it("shows what is wrong at its field", () => {
    const errors = [
      { field: "zip", message: "too long" },
      { field: "custom", message: "bad name" },
    ];
    expect(errorsOf(errors)).toEqual({ zip: "too long", added: "bad name" });
  });
});
