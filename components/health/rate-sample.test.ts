import { describe, expect, it } from "vitest";
import {
  CAPPED_MEANING,
  countedAndJudged,
  judgedSample,
  SETTLED_MEANING,
  sampleMeaning,
  sampleText,
} from "./rate-sample.ts";

const counts = { sent: 144, delivered: 141, bounced: 3, complained: 1 };
const settled = { sent: 38, delivered: 35, bounced: 3, complained: null };

describe("the counts under a rate", () => {
  it.each([
    ["bounced", null, { part: 3, of: 144, is_settled: false }, "3 of 144"],
    ["bounced", settled, { part: 3, of: 38, is_settled: true }, "3 of 38 settled"],
    ["delivered", settled, { part: 35, of: 38, is_settled: true }, "35 of 38 settled"],
    ["complained", settled, { part: 1, of: 144, is_settled: false }, "1 of 144"],
    ["bounced", { ...settled, bounced: 0 }, { part: 0, of: 38, is_settled: true }, "0 of 38 settled"],
  ] as const)("%s with settled counts %o", (counted, settledCounts, sample, text) => {
    expect(judgedSample({ ...counts, settled: settledCounts }, counted)).toEqual(sample);
    expect(sampleText(sample)).toBe(text);
  });
});

it.each([
  [{ part: 6, of: 200, is_settled: false }, "6 of 200", undefined],
  [{ part: 3, of: 38, is_settled: true }, "3 of 38 settled", SETTLED_MEANING],
  [{ part: 2, of: 1, is_settled: false }, "2 against 1, capped", CAPPED_MEANING],
])("calls more than the whole no part of it, and says what it means: %o", (sample, text, meaning) => {
  expect(sampleText(sample)).toBe(text);
  expect(sampleMeaning(sample)).toBe(meaning);
});

it("says what was counted and what was judged, and once where they are the same", () => {
  expect(countedAndJudged({ ...counts, settled }, "bounced")).toBe("2.1 % (3 of 144), judged 7.9 % (3 of 38 settled)");
  expect(countedAndJudged({ ...counts, settled }, "complained", 2)).toBe("0.69 % (1 of 144)");
});
