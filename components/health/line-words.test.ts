import { expect, it } from "vitest";
import { lineNote, pastLine, type RateLines } from "./line-words.ts";

const lines: RateLines = {
  bounce_rate: { throttled: 0.02, paused: 0.05 },
  complaint_rate: { throttled: 0.001, paused: 0.003 },
  blocked_rate: { throttled: 0.1, paused: 0.3 },
  open_rate: { throttled: 0.05, paused: 0.03 },
};

it("a column says its lines; one that is not judged says nothing", () => {
  expect(lineNote("bounced", lines)).toEqual(["slows 2 %", "stops 5 %"]);
  expect(lineNote("complained", lines)).toEqual(["slows 0.1 %", "stops 0.3 %"]);
  expect(lineNote("opened", lines)).toEqual(["slows under 5 %", "stops under 3 %"]);
  expect(lineNote("sent", lines)).toBeUndefined();
});

it.each([
  ["nothing measured", "bounced", null, null],
  ["under both", "bounced", 0.0199, null],
  ["at the first", "bounced", 0.02, { tone: "warn", text: "over 2 %" }],
  ["at the second", "bounced", 0.05, { tone: "bad", text: "over 5 %" }],
  ["complaints", "complained", 0.002, { tone: "warn", text: "over 0.1 %" }],
  ["enough opens", "opened", 0.05, null],
  ["few opens", "opened", 0.049, { tone: "warn", text: "under 5 %" }],
  ["hardly any", "opened", 0.02, { tone: "bad", text: "under 3 %" }],
  ["what is not judged", "sent", 1, null],
] as const)("%s", (_name, column, rate, expected) => {
  expect(pastLine(column, rate, lines)).toEqual(expected);
});

it("without lines nothing is past them", () => {
  expect(pastLine("bounced", 1, undefined)).toBeNull();
});
