import { expect, it } from "vitest";
import { monthOf } from "./months.ts";
import { partitionTrouble } from "./partition-trouble.ts";

const now = new Date("2026-12-15T12:00:00Z");
const months = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => monthOf(now, first + i).name).concat("email_events_default");

it.each([
  ["a quarter ahead and thirteen months back", months(-13, 3), null],
  ["a little longer than it has to be", months(-15, 4), null],
  ["nothing but what is ahead", months(0, 3), null],
])("%s: nothing is wrong", (_name, names, expected) => expect(partitionTrouble(names, now)).toBe(expected));

it.each([
  ["the month after the year's end is missing", [...months(-3, 0), ...months(2, 3)], "email_events_2027_01"],
  ["this month is missing", months(1, 3), "email_events_2026_12"],
  ["too few are ahead", months(-3, 2), "email_events_2027_03"],
  ["one has outlived its time", months(-16, 3), "email_events_2025_08"],
])("%s", (_name, names, expected) => expect(partitionTrouble(names, now)).toContain(expected));
