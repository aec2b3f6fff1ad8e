import { expect, it } from "vitest";
import { evidenceText } from "./state-evidence.ts";

const bounces = { window: "24h", measure: "bounced", sent: 40, bounced: 7, complained: 0, blocked: 0 };

it.each([
  { name: "nothing", evidence: null, text: null },
  { name: "nothing a person could read", evidence: { cause: "bounce_rate" }, text: null },
  {
    name: "bounces",
    evidence: { ...bounces, lower_bound: 0.09776, line: 0.05 },
    text: "7 of 40 bounced in 24 hours, at least 9.78 %, line at 5.00 %",
  },
  {
    name: "complaints",
    evidence: { ...bounces, window: "30d", measure: "complained", sent: 1200, complained: 8, lower_bound: 0.0039 },
    text: "8 of 1,200 complained in 30 days, at least 0.39 %",
  },
  { name: "a score", evidence: { ...bounces, score: 25, measure: "score" }, text: "Score 25 on 40 sent in 24 hours" },
  {
    name: "a probation that was passed",
    evidence: { sent: 52, bounced: 0, upper_bound: 0.0495, line: 0.05 },
    text: "0 of 52 bounced, at most 4.95 %, line at 5.00 %",
  },
  {
    name: "a probation: what it was paused for",
    evidence: { cause: "bounce_rate", paused_on: bounces },
    text: "7 of 40 bounced in 24 hours",
  },
  {
    name: "a person's word",
    evidence: { by: "ann@leadlock.test", note: "list was cleaned" },
    text: "ann@leadlock.test: list was cleaned",
  },
  { name: "a person without a word", evidence: { by: "ann@leadlock.test", note: null }, text: "ann@leadlock.test" },
])("$name: $text", ({ evidence, text }) => {
  expect(evidenceText(evidence)?.replaceAll("\u202f", " ") ?? null).toBe(text);
});
