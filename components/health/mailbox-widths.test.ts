import { expect, it } from "vitest";
import { COLUMN_WIDTHS, DEFAULT_KEYS, leastWidth } from "./mailbox-widths.ts";

it("fits the usual columns into a screen of 1,440: 1,150 beside the navigation, less a scroll bar", () => {
  expect(leastWidth(DEFAULT_KEYS, true)).toBeLessThanOrEqual(1_135);
});

it("grows with each column, by its width", () => {
  const withConnection = leastWidth([...DEFAULT_KEYS, "connection"], true);
  expect(withConnection - leastWidth(DEFAULT_KEYS, true)).toBe(COLUMN_WIDTHS.connection);
  expect(leastWidth(DEFAULT_KEYS, false)).toBeLessThan(leastWidth(DEFAULT_KEYS, true));
});
