import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { testSettings } from "#lib/testing/sequencing-facts.ts";
import { endOfDay, jitterOf, remainingHalfHours, returnedPlaces, sendGapMs, slotOf, spreadMoment } from "./pacing.ts";

const office = testSettings({ send_hours_start: "08:00", send_hours_end: "18:00", send_weekdays_only: true });
const real = { isLocal: false, isSimulated: false };

describe("remainingHalfHours on odd days", () => {
  it.each([
    ["the day with 25 hours, all day", testSettings(), "2026-11-01T05:00:00Z", 50],
    ["that day, once the hour has repeated", testSettings(), "2026-11-01T07:00:00Z", 46],
    [
      "the day with 23 hours, office hours over the weekend",
      { ...office, send_weekdays_only: false },
      "2026-03-08T13:00:00Z",
      20,
    ],
    ["leap day", office, "2028-02-29T14:00:00Z", 20],
    [
      "a holiday, when those are kept: until midnight",
      { ...office, holidays_enabled: true },
      "2026-11-26T15:00:00Z",
      30,
    ],
    ["the same day, when they are not", office, "2026-11-26T15:00:00Z", 18],
    ["a window that ends off the half hour", { ...office, send_hours_end: "17:45" }, "2026-06-10T22:35:00Z", 1],
    ["the last minute of the day", testSettings(), "2026-06-11T04:59:30Z", 1],
    ["a zone a quarter hour off", testSettings({ send_timezone: "Asia/Kathmandu" }), "2026-06-10T18:00:00Z", 1],
  ])("%s", (_name, settings, at, expected) => {
    expect(remainingHalfHours(settings, new Date(at))).toBe(expected);
  });
});

describe("endOfDay", () => {
  it.each([
    ["when clocks go forward", "America/Chicago", "2026-03-08T06:30:00Z", "2026-03-09T05:00:00.000Z"],
    ["when clocks go back", "America/Chicago", "2026-11-01T05:30:00Z", "2026-11-02T06:00:00.000Z"],
    ["on leap day", "America/Denver", "2028-02-29T12:00:00Z", "2028-03-01T07:00:00.000Z"],
    ["where midnight itself is jumped over", "America/Santiago", "2026-09-05T20:00:00Z", "2026-09-06T04:00:00.000Z"],
    [
      "where the day comes back after its midnight was shown",
      "America/St_Johns",
      "2010-11-07T03:00:00Z",
      "2010-11-07T03:30:00.000Z",
    ],
    ["at the end of a year", "Pacific/Honolulu", "2026-12-31T20:00:00Z", "2027-01-01T10:00:00.000Z"],
  ])("%s", (_name, zone, at, expected) => {
    expect(endOfDay(zone, new Date(at)).toISOString()).toBe(expected);
  });

  it("lies ahead, within 25 hours, and is where the calendar turns", () => {
    const instant = fc.date({ min: new Date("2025-01-01"), max: new Date("2031-01-01"), noInvalidDate: true });
    const zone = fc.constantFrom("America/New_York", "America/Chicago", "America/Phoenix", "America/Anchorage", "UTC");
    fc.assert(
      fc.property(instant, zone, (at, where) => {
        const end = endOfDay(where, at);
        expect(end.getTime() - at.getTime()).toBeGreaterThan(0);
        expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        expect(calendarDay(where, new Date(end.getTime() - 1))).toBe(calendarDay(where, at));
        expect(calendarDay(where, end)).not.toBe(calendarDay(where, at));
      }),
    );
  });
});

it.each([
  ["the plan's share", 10, 0.3, 3],
  ["rounded up, so that one place has one", 1, 0.3, 1],
  ["no place more for floating point", 20, 0.55, 11],
  ["nor here", 100, 0.07, 7],
  ["none", 10, 0, 0],
  ["all", 10, 1, 10],
  ["of nothing", 0, 0.3, 0],
])("returnedPlaces: %s", (_name, places, share, expected) => {
  expect(returnedPlaces(places, share)).toBe(expected);
});

describe("jitter and gap", () => {
  it.each([
    ["00000000", 0],
    ["80000000", 0.5],
    ["c0000000", 0.75],
    ["ffffffff", 1],
  ])("an id that ends in %s: %d", (end, fraction) => {
    expect(jitterOf(`01980000-0000-7000-8000-0000${end}`)).toBeCloseTo(fraction, 9);
  });

  it("lies within the settings' range, never under a minute, for any id", () => {
    const seconds = fc.integer({ min: 0, max: 3_600 });
    fc.assert(
      fc.property(fc.uuid(), seconds, seconds, (id, min, max) => {
        const jitter = jitterOf(id);
        expect(jitter).toBeGreaterThanOrEqual(0);
        expect(jitter).toBeLessThan(1);
        const gap = sendGapMs({ pacing: "spread", send_gap_min_seconds: min, send_gap_max_seconds: max }, real, jitter);
        expect(gap).toBeGreaterThanOrEqual(Math.max(60, min) * 1_000);
        expect(gap).toBeLessThanOrEqual(Math.max(60, min, max) * 1_000);
      }),
    );
  });
});

it("keeps a run's messages inside their half hour, also when it expected fewer", () => {
  const end = slotOf(new Date("2026-06-10T16:05:00Z")).end;
  const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  fc.assert(
    fc.property(
      fc.nat({ max: 1_799_999 }),
      fc.nat({ max: 50 }),
      fc.nat({ max: 80 }),
      fraction,
      (left, expected, placed, jitter) => {
        const now = new Date(end.getTime() - 1 - left);
        const moment = spreadMoment({ now, end, expected, placed, jitter });
        expect(moment.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(moment.getTime()).toBeLessThan(end.getTime());
      },
    ),
  );
});
