import { describe, expect, it } from "vitest";
import { isInsideSendWindow, nextWindowStart, type WindowSettings } from "./send-window.ts";
import { zonesOfProspect } from "./time-zone.ts";

const office: WindowSettings = {
  send_hours_start: "08:00",
  send_hours_end: "18:00",
  send_timezone: "America/Chicago",
  send_weekdays_only: true,
  holidays_enabled: true,
  own_holidays: [],
};
const state = (stateCode: string | null) => ({ zip: null, stateCode });
const zip = (code: string) => ({ zip: code, stateCode: null });
const next = (where: { zip: string | null; stateCode: string | null }, at: string, settings = office) =>
  nextWindowStart(where, settings, new Date(at)).toISOString();

describe("places in two zones are written to in the hours open in both", () => {
  // Midsummer: Eastern −4, Central −5, Mountain −6, Pacific −7, Alaska −8, Adak −9.
  it.each([
    ["FL", "13:00", "22:00"],
    ["IN", "13:00", "22:00"],
    ["KY", "13:00", "22:00"],
    ["MI", "13:00", "22:00"],
    ["TN", "13:00", "22:00"],
    ["KS", "14:00", "23:00"],
    ["ND", "14:00", "23:00"],
    ["NE", "14:00", "23:00"],
    ["SD", "14:00", "23:00"],
    ["TX", "14:00", "23:00"],
  ])("%s: from %s to %s UTC", (code, opens, closes) => {
    expect(next(state(code), "2026-06-10T06:00:00Z")).toBe(`2026-06-10T${opens}:00.000Z`);
    const closing = Date.parse(`2026-06-10T${closes}:00Z`);
    expect(isInsideSendWindow(state(code), office, new Date(closing - 1))).toBe(true);
    expect(isInsideSendWindow(state(code), office, new Date(closing))).toBe(false);
  });

  it.each([
    ["ID", "2026-06-10T15:00:00.000Z", "2026-06-11T00:00:00.000Z"],
    ["NV", "2026-06-10T15:00:00.000Z", "2026-06-11T00:00:00.000Z"],
    ["OR", "2026-06-10T15:00:00.000Z", "2026-06-11T00:00:00.000Z"],
    ["AK", "2026-06-10T17:00:00.000Z", "2026-06-11T02:00:00.000Z"],
  ])("%s: from %s to %s", (code, opens, closes) => {
    expect(next(state(code), "2026-06-10T08:00:00Z")).toBe(opens);
    expect(isInsideSendWindow(state(code), office, new Date(Date.parse(closes) - 1))).toBe(true);
    expect(isInsideSendWindow(state(code), office, new Date(closes))).toBe(false);
  });

  it("Navajo country: an hour apart in summer, one in winter", () => {
    const navajo = zip("86503");
    expect(next(navajo, "2026-06-10T12:00:00Z")).toBe("2026-06-10T15:00:00.000Z");
    expect(isInsideSendWindow(navajo, office, new Date("2026-06-11T00:00:00Z"))).toBe(false);
    expect(next(navajo, "2026-01-14T12:00:00Z")).toBe("2026-01-14T15:00:00.000Z");
    expect(isInsideSendWindow(navajo, office, new Date("2026-01-15T00:30:00Z"))).toBe(true);
  });
});

describe("one moment, many mornings", () => {
  it.each([
    ["Puerto Rico, without summer time", zip("00901"), "2026-06-10T12:00:00.000Z"],
    ["New York", zip("10001"), "2026-06-10T12:00:00.000Z"],
    ["Chicago", zip("60601"), "2026-06-10T13:00:00.000Z"],
    ["Denver", zip("80201"), "2026-06-10T14:00:00.000Z"],
    ["Phoenix, without summer time", zip("85001"), "2026-06-10T15:00:00.000Z"],
    ["Seattle", zip("98101"), "2026-06-10T15:00:00.000Z"],
    ["Anchorage, where both zones of 995 are open", zip("99501"), "2026-06-10T17:00:00.000Z"],
    ["Honolulu", zip("96813"), "2026-06-10T18:00:00.000Z"],
    ["Guam, already tomorrow", zip("96910"), "2026-06-10T22:00:00.000Z"],
    ["an unknown state: the tenant's zone", state("ZZ"), "2026-06-10T13:00:00.000Z"],
    ["an impossible ZIP in a known state", { zip: "000", stateCode: "ny" }, "2026-06-10T12:00:00.000Z"],
    ["nothing known: the tenant's zone", state(null), "2026-06-10T13:00:00.000Z"],
  ])("%s", (_name, where, expected) => {
    const at = where.zip === "96910" ? "2026-06-10T10:00:00Z" : "2026-06-10T09:30:00Z";
    expect(next(where, at)).toBe(expected);
  });

  it("takes the tenant's zone only where the place says nothing", () => {
    const settings = { ...office, send_timezone: "Europe/Berlin" };
    expect(next(state(null), "2026-06-10T01:00:00Z", settings)).toBe("2026-06-10T06:00:00.000Z");
    for (const place of [zip("60601"), state("IL")])
      expect(next(place, "2026-06-10T01:00:00Z", settings)).toBe("2026-06-10T13:00:00.000Z");
    expect(zonesOfProspect(state(null), "Europe/Berlin")).toEqual({ zones: ["Europe/Berlin"], source: "settings" });
  });
});

describe("days", () => {
  it.each([
    [
      "clocks go forward on a Sunday: Monday's morning is an hour earlier in UTC",
      "2026-03-06T23:30:00Z",
      "2026-03-09T12:00:00.000Z",
    ],
    ["clocks go back on a Sunday: an hour later", "2026-10-30T22:30:00Z", "2026-11-02T13:00:00.000Z"],
    ["28 February of a common year", "2027-02-28T12:00:00Z", "2027-03-01T13:00:00.000Z"],
    ["28 February of a leap year: the 29th", "2028-02-28T23:30:00Z", "2028-02-29T13:00:00.000Z"],
    ["Christmas on a Friday, and its weekend", "2026-12-24T23:30:00Z", "2026-12-28T13:00:00.000Z"],
    ["New Year on a Saturday is kept on 31 December", "2027-12-30T23:30:00Z", "2028-01-03T13:00:00.000Z"],
    ["a federal Monday", "2026-09-04T22:30:00Z", "2026-09-08T12:00:00.000Z"],
  ])("in New York, %s", (_name, at, expected) => {
    expect(next(zip("10001"), at)).toBe(expected);
  });

  it("are those of the prospect's place: in Honolulu it is still Friday", () => {
    const at = new Date("2026-06-13T01:00:00Z");
    expect(isInsideSendWindow(zip("96813"), office, at)).toBe(true);
    expect(isInsideSendWindow(zip("10001"), { ...office, send_hours_end: "24:00" }, at)).toBe(true);
    expect(isInsideSendWindow(zip("96910"), office, at)).toBe(false);
  });

  it("of the weekend and of holidays are open when the settings say so", () => {
    const everyDay = { ...office, send_weekdays_only: false, holidays_enabled: false };
    expect(next(zip("10001"), "2026-06-13T12:00:00Z", everyDay)).toBe("2026-06-13T12:00:00.000Z");
    expect(next(zip("10001"), "2026-11-26T13:00:00Z", everyDay)).toBe("2026-11-26T13:00:00.000Z");
    expect(next(zip("10001"), "2026-06-13T12:00:00Z", { ...everyDay, holidays_enabled: true })).toBe(
      "2026-06-13T12:00:00.000Z",
    );
    expect(next(zip("10001"), "2026-11-26T13:00:00Z", { ...everyDay, send_weekdays_only: true })).toBe(
      "2026-11-26T13:00:00.000Z",
    );
  });
});
