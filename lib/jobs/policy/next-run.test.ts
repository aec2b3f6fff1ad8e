import { describe, expect, it } from "vitest";
import { isLocalHour, nextRunAt } from "./next-run.ts";

describe("nextRunAt", () => {
  it.each([
    { name: "half hours", cron: "*/30 * * * *", now: "2026-06-10T16:00:00Z", expected: "2026-06-10T16:30:00.000Z" },
    {
      name: "every five minutes",
      cron: "*/5 * * * *",
      now: "2026-06-10T23:57:10Z",
      expected: "2026-06-11T00:00:00.000Z",
    },
    { name: "hourly", cron: "0 * * * *", now: "2026-12-31T23:30:00Z", expected: "2027-01-01T00:00:00.000Z" },
  ])("$name", ({ cron, now, expected }) => {
    expect(nextRunAt({ kind: "cron", cron }, "America/Chicago", new Date(now))?.toISOString()).toBe(expected);
  });

  it.each([
    { name: "standard time", now: "2026-01-10T12:00:00Z", expected: "2026-01-11T11:00:00.000Z" },
    { name: "summer time", now: "2026-06-10T09:00:00Z", expected: "2026-06-10T10:00:00.000Z" },
    {
      name: "the morning after the clocks go forward",
      now: "2026-03-07T12:00:00Z",
      expected: "2026-03-08T10:00:00.000Z",
    },
  ])("05:00 in Chicago, $name", ({ now, expected }) => {
    expect(nextRunAt({ kind: "daily_local", hour: 5 }, "America/Chicago", new Date(now))?.toISOString()).toBe(expected);
  });

  it("has no time for what only runs when asked", () => {
    expect(nextRunAt(null, "America/Chicago", new Date("2026-06-10T16:00:00Z"))).toBeNull();
  });
});

describe("isLocalHour", () => {
  it.each([
    { now: "2026-06-10T10:00:00Z", zone: "America/Chicago", expected: true },
    { now: "2026-06-10T11:00:00Z", zone: "America/Chicago", expected: false },
    { now: "2026-01-10T11:00:00Z", zone: "America/Chicago", expected: true },
    { now: "2026-06-10T00:00:00Z", zone: "Asia/Kolkata", expected: true },
    { now: "2026-06-09T23:00:00Z", zone: "Asia/Kolkata", expected: false },
    { now: "2026-06-10T05:00:00Z", zone: "UTC", expected: true },
  ])("$now in $zone: $expected", ({ now, zone, expected }) => {
    expect(isLocalHour(new Date(now), zone, 5)).toBe(expected);
  });

  it("is true once a day for every whole-hour tick, also on days when the clocks change", () => {
    for (const day of ["2026-03-08", "2026-11-01", "2026-07-04"]) {
      const midnight = new Date(`${day}T06:00:00Z`).getTime();
      const hits = Array.from({ length: 24 }, (_, hour) =>
        isLocalHour(new Date(midnight + hour * 3_600_000), "America/Chicago", 5),
      ).filter(Boolean);
      expect(hits).toHaveLength(1);
    }
  });
});
