import { expect, it } from "vitest";
import { undoneBy } from "./undone-by.ts";

const line = (name: string, before: object | null, after: object | null) => ({ name, before, after });
const change = line("a", { gate: true, days: 90 }, { gate: false, days: 60 });
const back = line("back", { gate: false, days: 60 }, { gate: true, days: 90 });

it.each([
  ["nothing came later", [], null],
  ["it was taken back", [back], "back"],
  ["it was taken back among other things", [line("more", { ...back.before, x: 1 }, { ...back.after, x: 2 })], "more"],
  ["only a part was", [line("part", { gate: false }, { gate: true })], null],
  ["it was changed to something else", [line("other", { gate: false, days: 60 }, { gate: true, days: 75 })], null],
  [
    "a later change was taken back first",
    [line("b", { days: 60 }, { days: 75 }), line("c", { days: 75 }, { days: 60 }), back],
    "back",
  ],
  ["it was taken back and made again", [back, { ...change, name: "again" }], "back"],
  ["something else changed", [line("x", { x: 1 }, { x: 2 })], null],
  ["a later line has no sides", [line("bare", null, null)], null],
])("%s", (_, later, expected) => {
  expect(undoneBy(change, later)?.name ?? null).toBe(expected);
});

it("a line without fields is undone by nothing", () => {
  expect(undoneBy(line("empty", null, null), [back])).toBeNull();
});

it("values are compared as what they hold", () => {
  const days = line("days", { send_days: ["mon"] }, { send_days: ["mon", "tue"] });
  expect(undoneBy(days, [line("back", { send_days: ["mon", "tue"] }, { send_days: ["mon"] })])?.name).toBe("back");
});
