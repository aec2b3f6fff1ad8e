import { expect, it } from "vitest";
import { daysIn, daysText, dayTrouble } from "./day-list.ts";

const eve = { date: "2026-12-24", name: "Christmas Eve" };
const picnic = { date: "2026-07-01", name: "Company picnic" };

it("days go through the form's text and come back by date", () => {
  expect(daysIn(daysText([eve, picnic]))).toEqual([picnic, eve]);
  expect(daysIn("")).toEqual([]);
  expect(daysText([])).toBe("");
});

it.each([
  ["without a date", { date: "", name: "x" }, "Choose a date."],
  ["without a name", { date: "2026-12-31", name: " " }, "Enter a name for the day."],
  ["that is there", { ...eve, name: "Again" }, "That day is already on the list."],
  ["that is new", { date: "2026-12-31", name: "New Year's Eve" }, null],
])("a day %s", (_name, day, expected) => {
  expect(dayTrouble(day, [eve])).toBe(expected);
});
