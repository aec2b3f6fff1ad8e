import { expect, it } from "vitest";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import { noCounts, withRates } from "#lib/mail-results/policy/mail-results.ts";
import { draftOf } from "./campaign-draft.ts";
import { changeLines, differences } from "./conflict-words.ts";

const stored: CampaignView = {
  id: "0190a0a0-0000-7000-8000-000000000001",
  name: "Texas",
  status: "active",
  target_trades: ["hvac"],
  target_locations: [],
  daily_limit: 1_000,
  steps: [{ step: 1, template_id: "t1" }, { step: 2, delay_hours: 72, template_id: "t9" }, { step: 3 }],
  prospect_count: 0,
  results: { in_sequence: 0, ...withRates(noCounts), counted_at: null },
  version: 3,
  created_at: "2026-11-26T12:00:00Z",
};
const nameOf = (id: string) => ({ t1: "First word", t2: "Second word" })[id];

it("names only what differs from what is stored now", () => {
  const mine = draftOf(stored);
  expect(differences(mine, stored, nameOf)).toEqual([]);
  const [first, ...others] = mine.steps;
  const changed = {
    ...mine,
    name: "Ohio",
    dailyLimit: "",
    steps: [{ ...first, delay: "", templateId: "t2" }, ...others],
  };
  expect(differences(changed, stored, nameOf)).toEqual([
    { label: "Name", mine: "Ohio", stored: "Texas" },
    { label: "Daily limit", mine: "none", stored: "1,000" },
    {
      label: "Steps",
      mine: "1 by Second word; 2 after 72 h by a template; 3 after the usual delay by the engine",
      stored: "1 by First word; 2 after 72 h by a template; 3 after the usual delay by the engine",
    },
  ]);
});

it("says what somebody changed, and leaves out what is no field of the form", () => {
  const change = (before: object, after: object) =>
    changeLines(
      { by: "ann@example.test", at: "2026-11-26T12:00:00Z", before: { ...before }, after: { ...after } },
      nameOf,
    );
  expect(change({ status: "draft" }, { status: "active", cancelled_sends: 0 })).toEqual(["Status: Draft → Active"]);
  expect(
    change(
      { target_locations: [], daily_limit: null, steps: [] },
      { target_locations: ["TX", "NV"], daily_limit: 20, steps: [{ step: 1, template_id: "t2" }] },
    ),
  ).toEqual(["Locations: everywhere → TX, NV", "Daily limit: none → 20", "Steps: of the settings → 1 by Second word"]);
});
