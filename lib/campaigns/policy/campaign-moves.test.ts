import { expect, it } from "vitest";
import { isSilent, mayMove } from "./campaign-moves.ts";

const all = ["draft", "active", "paused", "completed", "archived"] as const;

it.each([
  ["draft", ["active", "archived"]],
  ["active", ["paused", "completed", "archived"]],
  ["paused", ["active", "completed", "archived"]],
  ["completed", ["archived"]],
  ["archived", []],
] as const)("a campaign that is %s may become %j and nothing else", (from, to) => {
  expect(all.filter((status) => mayMove(from, status))).toEqual(to);
});

it("sends only while it is active", () => {
  expect(all.filter((status) => !isSilent(status))).toEqual(["active"]);
});
