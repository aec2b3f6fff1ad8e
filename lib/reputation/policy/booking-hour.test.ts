import { expect, it } from "vitest";
import { bookingHour, effectiveTime, epochHourOf, startOfEpochHour, windowHoursAt } from "./booking-hour.ts";

const now = new Date("2026-06-10T16:20:00Z");
const open = epochHourOf(now);

it.each([
  { name: "just now", at: "2026-06-10T16:20:00Z", expected: 0 },
  { name: "9 minutes ahead", at: "2026-06-10T16:29:00Z", expected: 0 },
  {
    name: "10 minutes ahead in the next hour keeps its hour",
    now: "2026-06-10T16:55:00Z",
    at: "2026-06-10T17:05:00Z",
    expected: 1,
  },
  { name: "11 minutes ahead means now", now: "2026-06-10T16:55:00Z", at: "2026-06-10T17:06:00Z", expected: 0 },
  { name: "an hour ago", at: "2026-06-10T15:20:00Z", expected: -1 },
  { name: "the first moment of the window", at: "2026-06-09T16:00:00Z", expected: -24 },
  { name: "a moment before the window", at: "2026-06-09T15:59:59.999Z", expected: null },
])("$name", ({ now: given, at, expected }) => {
  const clock = given ? new Date(given) : now;
  const hour = bookingHour(new Date(at), clock);
  expect(hour === null ? null : hour - epochHourOf(clock)).toBe(expected);
});

it("lists the open hour and the 24 before it", () => {
  expect(windowHoursAt(now)).toEqual(Array.from({ length: 25 }, (_, age) => open - age));
});

it("names an hour by its start", () => {
  expect(startOfEpochHour(open).toISOString()).toBe("2026-06-10T16:00:00.000Z");
  expect(effectiveTime(new Date("2026-06-10T17:00:00Z"), now)).toBe(now);
});
