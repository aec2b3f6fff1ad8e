import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs, localTimeOf, minutesOf } from "#lib/shared/zone-clock.ts";
import { isFederalHoliday } from "./holidays.ts";
import { isInsideSendWindow, isSendDay, nextWindowStart, type WindowSettings } from "./send-window.ts";

const office: WindowSettings = {
  send_hours_start: "08:00",
  send_hours_end: "18:00",
  send_timezone: "America/Chicago",
  send_weekdays_only: true,
  holidays_enabled: true,
  own_holidays: [],
};
const always: WindowSettings = {
  ...office,
  send_hours_start: "00:00",
  send_hours_end: "24:00",
  send_weekdays_only: false,
  holidays_enabled: false,
};
const place = (zip: string | null, stateCode: string | null = null) => ({ zip, stateCode });
const chicago = place("60601");
const next = (settings: WindowSettings, at: string, where = chicago) =>
  nextWindowStart(where, settings, new Date(at)).toISOString();

describe("nextWindowStart", () => {
  it.each([
    ["inside: now", office, "2026-06-10T16:00:00Z", chicago, "2026-06-10T16:00:00.000Z"],
    ["before opening: today", office, "2026-06-10T10:00:00Z", chicago, "2026-06-10T13:00:00.000Z"],
    ["at closing: tomorrow", office, "2026-06-10T23:00:00Z", chicago, "2026-06-11T13:00:00.000Z"],
    ["Friday evening: Monday", office, "2026-06-12T23:30:00Z", chicago, "2026-06-15T13:00:00.000Z"],
    [
      "a day of the tenant's own: the day after, by the calendar of the place",
      { ...office, own_holidays: [{ date: "2026-06-10", name: "Picnic" }] },
      "2026-06-10T16:00:00Z",
      chicago,
      "2026-06-11T13:00:00.000Z",
    ],
    [
      "own days that follow each other for weeks: after the last of them",
      {
        ...office,
        own_holidays: Array.from({ length: 60 }, (_, n) => ({
          date: new Date(Date.UTC(2026, 5, 1 + n)).toISOString().slice(0, 10),
          name: "Closed",
        })),
      },
      "2026-06-01T16:00:00Z",
      place(null, "TN"),
      "2026-07-31T13:00:00.000Z",
    ],
    ["Thanksgiving: Friday", office, "2026-11-26T15:00:00Z", chicago, "2026-11-27T14:00:00.000Z"],
    [
      "4 July on a Saturday is kept on Friday: Monday",
      office,
      "2026-07-02T23:30:00Z",
      chicago,
      "2026-07-06T13:00:00.000Z",
    ],
    [
      "in California the same morning opens later",
      office,
      "2026-06-10T13:30:00Z",
      place("90001"),
      "2026-06-10T15:00:00.000Z",
    ],
    ["no place: the tenant's zone", office, "2026-06-10T10:00:00Z", place(null), "2026-06-10T13:00:00.000Z"],
    ["two-zone state: open in both", office, "2026-06-10T10:00:00Z", place(null, "TN"), "2026-06-10T13:00:00.000Z"],
    [
      "two-zone state: closed when the first closes",
      office,
      "2026-06-10T22:30:00Z",
      place(null, "TN"),
      "2026-06-11T13:00:00.000Z",
    ],
    ["leap day", office, "2028-02-29T03:00:00Z", chicago, "2028-02-29T14:00:00.000Z"],
    ["all day, every day: now", always, "2026-11-26T07:59:59Z", chicago, "2026-11-26T07:59:59.000Z"],
    [
      "start inside the DST gap: when clocks have jumped",
      { ...always, send_hours_start: "02:30" },
      "2026-03-08T07:00:00Z",
      chicago,
      "2026-03-08T08:00:00.000Z",
    ],
    [
      "window inside the DST gap: the day after",
      { ...always, send_hours_start: "02:10", send_hours_end: "02:50" },
      "2026-03-08T07:00:00Z",
      chicago,
      "2026-03-09T07:10:00.000Z",
    ],
    [
      "start shown twice: the first",
      { ...always, send_hours_start: "01:30" },
      "2026-11-01T05:00:00Z",
      chicago,
      "2026-11-01T06:30:00.000Z",
    ],
    [
      "clock gone back out of the window: its second start",
      { ...always, send_hours_start: "01:30" },
      "2026-11-01T07:10:00Z",
      chicago,
      "2026-11-01T07:30:00.000Z",
    ],
    [
      "up to 24:00",
      { ...always, send_hours_start: "22:00" },
      "2026-06-11T04:59:59Z",
      chicago,
      "2026-06-11T04:59:59.000Z",
    ],
    [
      "closed at 24:00",
      { ...always, send_hours_start: "22:00" },
      "2026-06-11T05:00:00Z",
      chicago,
      "2026-06-12T03:00:00.000Z",
    ],
  ])("%s", (_name, settings, at, where, expected) => {
    expect(next(settings, at, where)).toBe(expected);
  });

  it("lets the likelier zone decide when two have no hour in common", () => {
    const halfHour = { ...office, send_hours_end: "08:30" };
    expect(next(halfHour, "2026-06-10T10:00:00Z", place(null, "TN"))).toBe("2026-06-10T13:00:00.000Z");
    expect(isInsideSendWindow(place(null, "TN"), halfHour, new Date("2026-06-10T13:10:00Z"))).toBe(true);
    expect(isInsideSendWindow(place(null, "TN"), halfHour, new Date("2026-06-10T12:10:00Z"))).toBe(false);
  });

  it.each([
    ["the Friday on which a New Year's Day of the year to come is kept", "2027-12-31", false],
    ["that Saturday itself", "2028-01-01", true],
    ["a New Year's Eve before a Sunday", "2022-12-31", true],
    ["the Monday on which that New Year's Day is kept", "2023-01-02", false],
    ["a New Year's Day in the week", "2026-01-01", false],
    ["Independence Day on a Saturday, kept the day before", "2026-07-03", false],
    ["Thanksgiving", "2026-11-26", false],
    ["the day after it", "2026-11-27", true],
  ])("%s, %s: mail may leave is %s", (_name, date, isOpen) => {
    const everyDay = { ...office, send_weekdays_only: false };
    expect(isSendDay(everyDay, Date.parse(date) / 86_400_000)).toBe(isOpen);
    expect(isSendDay({ ...everyDay, holidays_enabled: false }, Date.parse(date) / 86_400_000)).toBe(true);
  });

  it("refuses a window that cannot open", () => {
    expect(() => next({ ...office, send_hours_start: "18:00" }, "2026-06-10T10:00:00Z")).toThrow(
      new RangeError("the send window never opens: send_hours_start must be before send_hours_end"),
    );
  });
});

const time = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const settings = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 61, max: 1440 }), fc.boolean(), fc.boolean())
  .filter(([start, length]) => start + length <= 1440)
  .map(([start, length, weekdays, holidays]) => ({
    ...office,
    send_hours_start: time(start),
    send_hours_end: time(start + length),
    send_weekdays_only: weekdays,
    holidays_enabled: holidays,
  }));
const instant = fc.date({ min: new Date("2025-01-01"), max: new Date("2031-01-01"), noInvalidDate: true });
const places = fc.constantFrom(
  chicago,
  place("90001"),
  place("32401"),
  place(null, "KY"),
  place(null, "AK"),
  place(null),
  place("86503"),
);

describe("properties", () => {
  it("answers an instant inside the window, never earlier than asked, and nothing open lies between", () => {
    fc.assert(
      fc.property(
        settings,
        instant,
        places,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (config, at, where, fraction) => {
          const open = nextWindowStart(where, config, at);
          expect(isInsideSendWindow(where, config, open)).toBe(true);
          expect(open.getTime()).toBeGreaterThanOrEqual(at.getTime());
          const between = new Date(at.getTime() + Math.floor(fraction * (open.getTime() - at.getTime() - 1)));
          if (open > at) expect(isInsideSendWindow(where, config, between)).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is inside exactly when the wall clock and the day allow it", () => {
    fc.assert(
      fc.property(settings, instant, (config, at) => {
        const { day, minute } = localTimeOf("America/Chicago", at.getTime());
        const weekday = new Date(day * dayMs).getUTCDay();
        const isOpen =
          minute >= minutesOf(config.send_hours_start) &&
          minute < minutesOf(config.send_hours_end) &&
          !(config.send_weekdays_only && (weekday === 0 || weekday === 6)) &&
          !(config.holidays_enabled && isFederalHoliday(day));
        expect(isInsideSendWindow(chicago, config, at)).toBe(isOpen);
      }),
    );
  });
});

describe("isFederalHoliday", () => {
  it.each([
    ["2026-07-03", true],
    ["2026-07-04", false],
    ["2026-11-26", true],
    ["2026-11-27", false],
    ["2027-12-31", true],
    ["2028-01-01", false],
    ["2026-06-19", true],
    ["2026-06-10", false],
  ])("%s: %s", (date, expected) => {
    expect(isFederalHoliday(Date.parse(date) / dayMs)).toBe(expected);
  });
});
