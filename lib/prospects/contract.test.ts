import { describe, expect, it } from "vitest";
import { holdReasons } from "#lib/shared/reasons.ts";
import { importQuery, importResultLabels, prospectCountQuery, prospectListQuery } from "./contract.ts";
import { importResults, outreachStatuses } from "./types.ts";

const id = "0196f0c0-0000-7000-8000-000000000001";

/** The fields that a query is refused for; empty when it is taken. */
function problems(shape: typeof prospectListQuery | typeof prospectCountQuery | typeof importQuery, query: object) {
  const parsed = shape.safeParse(query);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join(".") || issue.code);
}

describe("the query of the list", () => {
  it("asks for fifty when nothing is said", () => {
    expect(prospectListQuery.parse({})).toEqual({ limit: 50, sort: "-created" });
  });

  it("takes every filter, page size and cursor", () => {
    const query = {
      q: " air ",
      status: "cold",
      hold_reason: "engagement_gate",
      passed_over_for: "mailbox_cap",
      campaign_id: id,
      owner_id: id,
      step: "0",
      cycle: "2",
      state_code: "tx",
      trade_type: " HVAC",
      cooldown: "over",
      sort: "next_send",
      limit: "200",
      cursor: "x",
    };
    const read = { q: "air", limit: 200, step: 0, cycle: 2, state_code: "TX", trade_type: "hvac" };
    expect(prospectListQuery.parse(query)).toEqual({ ...query, ...read });
  });

  it.each(outreachStatuses)("filters by the status %s", (status) => {
    expect(problems(prospectListQuery, { status })).toEqual([]);
  });

  it.each(Object.keys(holdReasons))("filters by the hold reason %s", (hold_reason) => {
    expect(problems(prospectListQuery, { hold_reason })).toEqual([]);
  });

  it("names the hold reasons there are to whoever asks for another", () => {
    const { error } = prospectCountQuery.safeParse({ hold_reason: "engagment_gate" });
    expect(error?.issues[0]?.message).toMatch(/^must be one of engagement_gate, /);
  });

  const refused: { name: string; query: object; field: string }[] = [
    { name: "one letter to look for", query: { q: "a" }, field: "q" },
    { name: "blanks to look for", query: { q: "    " }, field: "q" },
    { name: "a text that is too long", query: { q: "x".repeat(101) }, field: "q" },
    { name: "a status that is none", query: { status: "warm" }, field: "status" },
    {
      name: "a reason that planning does not pass over for",
      query: { passed_over_for: "mailbox_full" },
      field: "passed_over_for",
    },
    { name: "a hold reason that is none", query: { hold_reason: "engagment_gate" }, field: "hold_reason" },
    { name: "a campaign that is no id", query: { campaign_id: "7" }, field: "campaign_id" },
    { name: "a step that is no number", query: { step: "two" }, field: "step" },
    { name: "a cycle below none", query: { cycle: "-1" }, field: "cycle" },
    { name: "a state that is none", query: { state_code: "Texas" }, field: "state_code" },
    { name: "a cooldown that is none", query: { cooldown: "soon" }, field: "cooldown" },
    { name: "a filter that is none", query: { colour: "red" }, field: "unrecognized_keys" },
  ];
  for (const { name, query, field } of refused) {
    it(`refuses ${name}, for counts too`, () => {
      expect(problems(prospectListQuery, query)).toEqual([field]);
      expect(problems(prospectCountQuery, query)).toEqual([field]);
    });
  }

  it.each(["0", "201", "-1", "1.5", "many"])("refuses a page of %s", (limit) => {
    expect(problems(prospectListQuery, { limit })).toEqual(["limit"]);
  });

  it("counts without pages", () => {
    expect(problems(prospectCountQuery, { limit: "50" })).toEqual(["unrecognized_keys"]);
  });
});

describe("the query of an import", () => {
  it("inserts into no campaign when nothing is said", () => expect(importQuery.parse({})).toEqual({ mode: "insert" }));

  it("takes mode and campaign", () => {
    expect(importQuery.parse({ mode: "update", campaign_id: id })).toEqual({ mode: "update", campaign_id: id });
  });

  it.each([
    [{ mode: "replace" }, "mode"],
    [{ campaign_id: "mine" }, "campaign_id"],
    [{ file: "list.csv" }, "unrecognized_keys"],
  ])("refuses %j", (query, field) => expect(problems(importQuery, query)).toEqual([field]));
});

it("has words for every result of a row", () => {
  expect(Object.keys(importResultLabels)).toEqual(Object.keys(importResults));
  for (const label of Object.values(importResultLabels)) expect(label).toMatch(/^[A-Z]\w+/);
});
