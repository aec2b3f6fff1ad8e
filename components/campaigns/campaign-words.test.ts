import { describe, expect, it } from "vitest";
import { mayMove } from "#lib/campaigns/policy/campaign-moves.ts";
import { filterOf } from "./campaign-filter.ts";
import { movesOf, stepsText, targetsText } from "./campaign-words.ts";

const statuses = ["draft", "active", "paused", "completed", "archived"] as const;

describe("movesOf", () => {
  it.each(statuses)("offers exactly what the API allows to a campaign that is %s", (from) => {
    expect(
      movesOf(from)
        .map(({ to }) => to)
        .sort(),
    ).toEqual(statuses.filter((to) => mayMove(from, to)).sort());
  });

  it("asks before what cannot be taken back, and before the first mail", () => {
    const asked = statuses.flatMap((from) => movesOf(from)).filter(({ warning }) => warning !== null);
    expect([...new Set(asked.map(({ label }) => label))]).toEqual(["Start", "Archive", "Complete"]);
  });
});

it.each([
  [[], [], "Every trade · everywhere"],
  [["hvac"], ["TX", "Reno, NV"], "hvac · TX, Reno, NV"],
  [["a", "b", "c", "d", "e"], [], "a, b, c and 2 more · everywhere"],
])("describes the targets %j, %j", (target_trades, target_locations, text) =>
  expect(targetsText({ target_trades, target_locations })).toBe(text),
);

it.each([
  [[], "steps from Settings"],
  [[{ step: 1 }], "1 step"],
  [[{ step: 1 }, { step: 2 }], "2 steps"],
])("describes the steps %j", (steps, text) => expect(stepsText(steps)).toBe(text));

it.each([
  ["", { q: null, status: null, archived: false }],
  ["q=a", { q: null, status: null, archived: false }],
  ["q=+texas+&status=archived", { q: "texas", status: "archived", archived: null }],
  ["status=all", { q: null, status: null, archived: null }],
])("reads the filter of ?%s", (search, filter) => expect(filterOf(new URLSearchParams(search))).toEqual(filter));
