import { expect, it } from "vitest";
import {
  clockIn,
  clockText,
  isOpenNow,
  minutesAhead,
  minutesOf,
  type WindowDraft,
  windowSentence,
} from "./window-facts.ts";

const draft: WindowDraft = {
  start: "08:00",
  end: "18:00",
  zone: "America/Chicago",
  weekdaysOnly: true,
  hasHolidays: true,
  closedDays: ["2026-06-11"],
};
/** Wednesday, 11:00 in Chicago */
const wednesday = Date.parse("2026-06-10T16:00:00Z");
const hours = (count: number) => count * 3_600_000;

it.each([
  ["08:30", 510],
  ["24:00", 1440],
  ["24:01", null],
  ["8:30", null],
  ["08:60", null],
  ["", null],
])("%s is %s minutes", (time, minutes) => expect(minutesOf(time)).toBe(minutes));

it("reads clock and calendar of a zone", () => {
  expect(clockIn("America/Chicago", wednesday)).toEqual({ minute: 660, weekday: 2, date: "2026-06-10" });
  expect(clockIn("Asia/Tokyo", wednesday)).toEqual({ minute: 60, weekday: 3, date: "2026-06-11" });
  expect(clockIn("Nowhere/City", wednesday)).toBeNull();
});

it.each([
  ["inside", {}, 0, true],
  ["before", {}, -4, false],
  ["at the end", {}, 7, false],
  ["a day of one's own without mail", {}, 24, false],
  ["the weekend", {}, 72, false],
  ["the weekend, when it is open", { weekdaysOnly: false }, 72, true],
  ["no window", { end: "07:00" }, 0, null],
  ["no zone", { zone: "Nowhere/City" }, 0, null],
] as const)("%s", (_name, change, later, expected) => {
  expect(isOpenNow({ ...draft, ...change }, wednesday + hours(later))).toBe(expected);
});

it("says how far another clock is ahead, over midnight too", () => {
  expect(minutesAhead("Europe/Berlin", "America/Chicago", wednesday)).toBe(420);
  expect(minutesAhead("America/Chicago", "Europe/Berlin", wednesday)).toBe(-420);
  expect(minutesAhead("Asia/Tokyo", "America/New_York", wednesday)).toBe(-660);
  expect(clockText(510 + 1440)).toBe("08:30");
  expect(clockText(-60)).toBe("23:00");
  expect(clockText(1440)).toBe("24:00");
});

it("says the window in a sentence", () => {
  expect(windowSentence(draft)).toBe(
    "Monday to Friday from 08:00 to 18:00, except US federal holidays and your own days off, by the prospect's own clock.",
  );
  const open = { ...draft, start: "00:00", end: "24:00", weekdaysOnly: false, hasHolidays: false, closedDays: [] };
  expect(windowSentence(open)).toBe("Every day at any hour, by the prospect's own clock.");
  expect(windowSentence({ ...draft, start: "19:00" })).toBeNull();
});
