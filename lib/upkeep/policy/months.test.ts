import fc from "fast-check";
import { expect, it } from "vitest";
import { keptFrom, monthOf, monthOfPartition } from "./months.ts";

it.each([
  ["2026-12-31T23:59:59.999Z", 0, "email_events_2026_12", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
  ["2026-12-31T23:59:59.999Z", 1, "email_events_2027_01", "2027-01-01T00:00:00.000Z", "2027-02-01T00:00:00.000Z"],
  ["2027-01-01T00:00:00.000Z", -1, "email_events_2026_12", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
  ["2028-01-31T12:00:00.000Z", 1, "email_events_2028_02", "2028-02-01T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
])("%s, %i months on: %s", (at, offset, name, from, until) => {
  const month = monthOf(new Date(at), offset);
  expect(month).toEqual({ name, from: new Date(from), until: new Date(until) });
  expect(monthOfPartition(name)).toEqual(month);
});

it("months follow one another without gap, whatever the day", () => {
  const at = fc.date({ min: new Date("1980-01-01"), max: new Date("2080-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(at, fc.integer({ min: -30, max: 30 }), (now, offset) => {
      expect(monthOf(now, offset).until).toEqual(monthOf(now, offset + 1).from);
      expect(monthOf(now).from.getTime()).toBeLessThanOrEqual(now.getTime());
      expect(monthOf(now).until.getTime()).toBeGreaterThan(now.getTime());
    }),
  );
});

it("thirteen months are kept whole: on the last day of a year as on the first of the next", () => {
  expect(keptFrom(new Date("2026-12-31T23:00:00Z"), 13)).toEqual(new Date("2025-11-01T00:00:00Z"));
  expect(keptFrom(new Date("2027-01-01T00:00:00Z"), 13)).toEqual(new Date("2025-12-01T00:00:00Z"));
});

it.each(["email_events_default", "email_events_26_1", "other_2026_01"])("%s is no month", (name) => {
  expect(monthOfPartition(name)).toBeNull();
});
