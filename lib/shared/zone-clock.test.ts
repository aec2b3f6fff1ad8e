import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarDay, dayMs, instantsOfLocalTime, localTimeOf, localTimeText, minutesOf } from "./zone-clock.ts";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / dayMs;
const iso = (instants: number[]) => instants.map((at) => new Date(at).toISOString());

describe("instantsOfLocalTime", () => {
  it.each([
    ["an ordinary morning", "America/Chicago", "2026-06-10", "08:00", ["2026-06-10T13:00:00.000Z"]],
    ["in winter", "America/Chicago", "2026-01-10", "08:00", ["2026-01-10T14:00:00.000Z"]],
    ["jumped over by DST: the jump", "America/Chicago", "2026-03-08", "02:30", ["2026-03-08T08:00:00.000Z"]],
    ["the jump itself", "America/Chicago", "2026-03-08", "02:00", ["2026-03-08T08:00:00.000Z"]],
    ["right after the jump", "America/Chicago", "2026-03-08", "03:00", ["2026-03-08T08:00:00.000Z"]],
    ["shown twice", "America/Chicago", "2026-11-01", "01:30", ["2026-11-01T06:30:00.000Z", "2026-11-01T07:30:00.000Z"]],
    ["24:00 is the next midnight", "America/New_York", "2026-06-10", "24:00", ["2026-06-11T04:00:00.000Z"]],
    ["leap day", "America/Denver", "2028-02-29", "12:00", ["2028-02-29T19:00:00.000Z"]],
    ["a half-hour jump", "Australia/Lord_Howe", "2026-10-04", "02:15", ["2026-10-03T15:30:00.000Z"]],
    ["a skipped midnight", "America/Santiago", "2026-09-06", "00:00", ["2026-09-06T04:00:00.000Z"]],
  ])("%s", (_name, zone, date, time, expected) => {
    expect(iso(instantsOfLocalTime(zone, day(date), minutesOf(time)))).toEqual(expected);
  });

  it("is the way back from localTimeOf", () => {
    const zones = fc.constantFrom("America/Chicago", "America/Phoenix", "Pacific/Honolulu", "Asia/Kathmandu", "UTC");
    const minute = fc.integer({ min: Date.parse("2025-01-01") / 60_000, max: Date.parse("2031-01-01") / 60_000 });
    fc.assert(
      fc.property(zones, minute, (zone, at) => {
        const local = localTimeOf(zone, at * 60_000);
        expect(instantsOfLocalTime(zone, local.day, local.minute)).toContain(at * 60_000);
      }),
    );
  });
});

it("agrees with Intl about what a wall clock shows", () => {
  const minute = fc.integer({ min: Date.parse("2025-01-01") / 60_000, max: Date.parse("2031-01-01") / 60_000 });
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "America/New_York",
    dateStyle: "short",
    timeStyle: "short",
  });
  fc.assert(
    fc.property(minute, (at) => {
      const date = new Date(at * 60_000);
      expect(localTimeText("America/New_York", date)).toBe(format.format(date));
    }),
  );
});

it("names the calendar day of a zone", () => {
  const at = new Date("2026-06-11T04:30:00Z");
  expect(calendarDay("America/Chicago", at)).toBe("2026-06-10");
  expect(calendarDay("America/New_York", at)).toBe("2026-06-11");
});
