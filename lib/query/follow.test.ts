import { expect, it } from "vitest";
import { follow } from "./follow.ts";

const interval = follow((left: number) => left > 0, 1_000);

it("follows closely what still changes, and leaves alone what is over", () => {
  expect(interval({ state: { data: 3 } })).toBe(1_000);
  expect(interval({ state: { data: 0 } })).toBe(false);
});

it("asks again at leisure for what could not be read", () => {
  const seldom = interval({ state: {} });
  expect(seldom).toBeGreaterThan(5_000);
  expect(seldom).toBeLessThanOrEqual(30_000);
});
