import { describe, expect, test } from "vitest";
import { parseDurationMs, parseMomentMs, parseRetryAfterMs, retryDelayMs } from "./duration.ts";

describe("durations", () => {
  test.each([
    ["1s", 1_000],
    ["2h30m10s", 9_010_000],
    ["1w2d", 777_600_000],
    ["500ms", 500],
    ["1.5h", 5_400_000],
    [" 5m ", 300_000],
    ["", 0],
  ])("%j is %d ms", (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });

  test.each(["5", "five minutes", "5 m", "-5m", "5mx"])("%j is refused", (text) => {
    expect(() => parseDurationMs(text)).toThrow(RangeError);
  });
});

test.each([
  ["5m", 1_300_000],
  ["2030-01-01T00:00:00.000Z", Date.UTC(2030, 0, 1)],
  ["1969-12-31T23:59:59.000Z", -1_000],
])("the moment %j", (text, ms) => {
  expect(parseMomentMs(text, 1_000_000)).toBe(ms);
});

test.each([
  [null, null],
  ["", null],
  ["30", 30_000],
  ["-5", 0],
  ["1970-01-01T00:00:10.000Z", 5_000],
  ["Thu, 01 Jan 1970 00:00:07 GMT", 2_000],
  ["Thu, 01 Jan 1970 00:00:01 GMT", 0],
  ["soon", null],
])("retry-after %j is %j ms", (header, ms) => {
  expect(parseRetryAfterMs(header, 5_000)).toBe(ms);
});

test("retries start after 10 s, never come sooner than the one before, and stop growing at 2 h", () => {
  const delays = Array.from({ length: 20 }, (_, attempt) => retryDelayMs(attempt));
  expect(delays[0]).toBe(10_000);
  expect(delays.toSorted((a, b) => a - b)).toEqual(delays);
  expect(delays.at(-1)).toBe(7_200_000);
});
