import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochHourOf } from "./booking-hour.ts";
import { lastLocalDays, localDaysBetween, localDaysOf } from "./local-days.ts";

const hour = (text: string) => epochHourOf(new Date(text));

describe("localDaysOf", () => {
  it.each([
    ["an ordinary day", "America/Chicago", "2026-06-10T16:00Z", "2026-06-10", "2026-06-10T05:00Z", 24],
    ["the day clocks go forward", "America/Chicago", "2026-03-08T16:00Z", "2026-03-08", "2026-03-08T06:00Z", 23],
    ["the day clocks go back", "America/Chicago", "2026-11-01T16:00Z", "2026-11-01", "2026-11-01T05:00Z", 25],
    ["the last evening of a year", "America/Los_Angeles", "2027-01-01T07:00Z", "2026-12-31", "2026-12-31T08:00Z", 24],
    ["a leap day", "UTC", "2028-02-29T00:00Z", "2028-02-29", "2028-02-29T00:00Z", 24],
    [
      "half an hour off: whole hours, by their beginning",
      "Asia/Kolkata",
      "2026-06-10T00:00Z",
      "2026-06-10",
      "2026-06-09T19:00Z",
      24,
    ],
  ])("%s", (_name, zone, at, day, first, hours) => {
    const [found, ...others] = localDaysOf(zone, [hour(at)]);
    expect(others).toEqual([]);
    expect(found).toEqual({ day, firstHour: hour(first), endHour: hour(first) + hours });
  });

  it("gives each hour exactly one day, and leaves no hour between two", () => {
    const zones = fc.constantFrom("America/Chicago", "America/St_Johns", "Asia/Kolkata", "Pacific/Auckland", "UTC");
    fc.assert(
      fc.property(zones, fc.integer({ min: 480_000, max: 520_000 }), (zone, start) => {
        const days = localDaysBetween(zone, start, start + 500);
        expect(days.slice(1).map((next) => next.firstHour)).toEqual(days.slice(0, -1).map((day) => day.endHour));
        for (let at = start; at < start + 500; at += 7) {
          const [own] = localDaysOf(zone, [at]);
          expect(own && own.firstHour <= at && at < own.endHour).toBe(true);
          expect(days).toContainEqual(own);
        }
      }),
      { numRuns: 20 },
    );
  });
});

it("lastLocalDays: so many days up to the hour's own, across a year's end", () => {
  const days = lastLocalDays("America/Chicago", hour("2027-01-02T05:00Z"), 3);
  expect(days.map((day) => day.day)).toEqual(["2026-12-30", "2026-12-31", "2027-01-01"]);
});
