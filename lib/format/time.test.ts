import { describe, expect, it } from "vitest";
import { formatClock, formatDateTime, formatDay, formatDuration, formatRelative } from "./time.ts";

describe("formatDuration", () => {
  it.each([
    [-5, "0 s"],
    [12, "12 s"],
    [59.4, "59 s"],
    [60, "1 min"],
    [3599, "59 min"],
    [3600, "1 h"],
    [5400, "1 h 30 min"],
    [86400, "1 d"],
    [200000, "2 d 7 h"],
    [14 * 86400 + 7200, "14 d"],
  ])("%d s → %s", (seconds, expected) => expect(formatDuration(seconds)).toBe(expected));
});

describe("formatRelative", () => {
  const now = Date.UTC(2026, 2, 1, 12);
  it.each([
    [now, "now"],
    [now - 12_000, "12 s ago"],
    [now + 3 * 3_600_000, "in 3 h"],
    [now - 91 * 86_400_000, "91 d ago"],
  ])("%d → %s", (instant, expected) => expect(formatRelative(instant, now)).toBe(expected));
});

describe("formatDateTime", () => {
  it("names the zone, and follows its daylight saving", () => {
    expect(formatDateTime(Date.UTC(2026, 0, 15, 18, 5), "America/Chicago")).toBe("Jan 15, 2026, 12:05 CST");
    expect(formatDateTime(Date.UTC(2026, 6, 15, 18, 5), "America/Chicago")).toBe("Jul 15, 2026, 13:05 CDT");
  });
  it("writes midnight as 00, not 24", () => {
    expect(formatDateTime(Date.UTC(2026, 0, 15), "UTC")).toBe("Jan 15, 2026, 00:00 UTC");
  });
});

it("formatClock tells the time of day with its zone", () => {
  expect(formatClock(Date.UTC(2026, 0, 15, 6, 5), "America/Chicago")).toBe("00:05 CST");
});

describe("formatDay", () => {
  it("is the day in the zone asked for", () => {
    expect(formatDay(Date.UTC(2026, 0, 15, 3), "America/Chicago")).toBe("Jan 14, 2026");
  });
});
