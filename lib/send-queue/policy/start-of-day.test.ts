import { expect, it } from "vitest";
import { startOfDay } from "./start-of-day.ts";

it.each([
  ["America/Chicago", "2026-06-10T16:00:00Z", "2026-06-10T05:00:00.000Z"],
  ["America/Chicago", "2026-06-10T04:59:00Z", "2026-06-09T05:00:00.000Z"],
  ["Asia/Kolkata", "2026-06-10T19:00:00Z", "2026-06-10T18:30:00.000Z"],
  ["UTC", "2026-06-10T00:00:00Z", "2026-06-10T00:00:00.000Z"],
  // clocks go back in Chicago at 02:00, so this day began an hour earlier by UTC than it ends
  ["America/Chicago", "2026-11-01T23:00:00Z", "2026-11-01T05:00:00.000Z"],
  // in Santiago clocks jump from 24:00 to 01:00
  ["America/Santiago", "2026-09-06T15:00:00Z", "2026-09-06T04:00:00.000Z"],
])("the day in %s at %s began at %s", (zone, now, start) =>
  expect(startOfDay(zone, new Date(now)).toISOString()).toBe(start),
);

it("goes back by days of the calendar, whatever the clocks did in between", () => {
  const now = new Date("2026-11-03T16:00:00Z");
  expect(startOfDay("America/Chicago", now, 3).toISOString()).toBe("2026-10-31T05:00:00.000Z");
});
