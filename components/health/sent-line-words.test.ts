import { expect, it } from "vitest";
import { sentLineWords } from "./sent-line-words.ts";

it.each([
  [
    "24h",
    [3, 1_200, 0],
    "24 h",
    "Sent by hour over 24 hours, at most 1,200 in one; the newest hours are not in it yet",
  ],
  ["30d", [], "30 d", "Sent by day over 30 days, at most 0 in one; the newest hours are not in it yet"],
] as const)("a line over %s says what it is, and no total", (range, sent, short, full) => {
  expect(sentLineWords(range, sent)).toEqual({ short, full });
});
