import { describe, expect, it } from "vitest";
import { outreachStatuses } from "#lib/prospects/types.ts";
import {
  countText,
  PROSPECT_STATUS_OPTIONS,
  prospectStatusWord,
  prospectTitle,
  sequencePlace,
} from "./prospect-words.ts";

describe("prospectStatusWord", () => {
  it.each(outreachStatuses.map((status) => [status]))("has a word for %s", (status) => {
    expect(prospectStatusWord(status).label).toMatch(/^[A-Z]/);
  });
  it("offers every status as a filter", () => {
    expect(PROSPECT_STATUS_OPTIONS.map((option) => option.value)).toEqual([...outreachStatuses]);
  });
});

describe("prospectTitle", () => {
  it.each([
    [{ company: "Acme HVAC", name: "Dana", email: "d@acme.test" }, "Acme HVAC"],
    [{ company: null, name: "Dana", email: "d@acme.test" }, "Dana"],
    [{ company: null, name: null, email: "d@acme.test" }, "d@acme.test"],
    [{ company: null, name: null, email: null }, "Unnamed prospect"],
  ])("%j → %s", (prospect, expected) => expect(prospectTitle(prospect)).toBe(expected));
});

describe("sequencePlace", () => {
  it.each([
    [0, 0, "Not started"],
    [2, 0, "Step 2"],
    [0, 1, "Not started · cycle 1"],
    [3, 4, "Step 3 · cycle 4"],
  ])("step %d, cycle %d → %s", (outreach_sequence_step, re_contact_cycle, expected) => {
    expect(sequencePlace({ outreach_sequence_step, re_contact_cycle })).toBe(expected);
  });
});

it.each([
  [{ count: 1, at_least: false }, "1 prospect"],
  [{ count: 1204, at_least: false }, "1,204 prospects"],
  [{ count: 10_000, at_least: true }, "more than 10,000 prospects"],
])("countText(%j) is “%s”", (count, text) => expect(countText(count)).toBe(text));
