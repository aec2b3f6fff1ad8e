import { expect, it } from "vitest";
import { startOfDay } from "./queries.ts";

it("a day begins at midnight of whoever looks, also over the end of a month", () => {
  expect(startOfDay("2026-06-10", 0)).toBe(new Date(2026, 5, 10).toISOString());
  expect(startOfDay("2026-06-30", 1)).toBe(new Date(2026, 6, 1).toISOString());
});

it.each([null, "", "yesterday", "2026-06", "9999999-01-01"])("%j is no day", (day) => {
  expect(startOfDay(day, 0)).toBeNull();
});
