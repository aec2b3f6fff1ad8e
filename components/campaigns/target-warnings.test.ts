import { expect, it } from "vitest";
import { targetWarnings } from "./target-warnings.ts";

const last = "Check how they are written, or save the campaign and import such prospects later.";
const both = "No prospect has one of these trades and is in one of these locations.";

it.each([
  ["nothing where all are known", 3, ["hvac"], ["TX"], [], [], []],
  ["one of several that is not known", 3, [], ["TX", "Renoo"], [], ["Renoo"], ["No prospect is in Renoo."]],
  ["a trade that nobody has", 0, ["solr"], ["TX"], ["solr"], [], ["No prospect has the trade solr.", last]],
  ["a place and a trade that never meet", 0, ["hvac"], ["TX"], [], [], [both, last]],
  [
    "what is left when the unknown ones are taken away",
    0,
    ["hvac", "solr"],
    ["TX"],
    ["solr"],
    [],
    ["No prospect has the trade solr.", both, last],
  ],
  ["that there is nobody at all", 0, [], [], [], [], ["There are no prospects yet."]],
])("says %s", (_name, matching, trades, locations, unknown_trades, unknown_locations, expected) => {
  const counts = { matching, may_join: 0, unknown_trades, unknown_locations };
  expect(targetWarnings(counts, { target_trades: trades, target_locations: locations })).toEqual(expected);
});

it("names five of many", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const counts = { matching: 1, may_join: 0, unknown_trades: [], unknown_locations: names };
  expect(targetWarnings(counts, { target_trades: [], target_locations: names })).toEqual([
    "No prospect is in a or b or c or d or e, or 2 others of the list.",
  ]);
});
