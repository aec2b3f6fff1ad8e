import { expect, it } from "vitest";
import type { NextSend } from "./next-send.ts";
import { emptyComparison, tallyNextSends } from "./next-send-comparison.ts";

const now = new Date("2026-06-10T16:00:00Z");
const send = (hours: number): NextSend => ({
  kind: "send",
  at: new Date(now.getTime() + hours * 3_600_000),
  step: 2,
  delay: null,
  dayPart: null,
});
const held: NextSend = { kind: "hold", reason: "engagement_gate" };
const open: NextSend = { kind: "open", at: now };

const none = { due_within_day: { before: 0, after: 0 }, earlier: 0, later: 0, held: {} };

it.each([
  {
    name: "held before, sent after",
    before: held,
    after: send(48),
    expected: { held: { engagement_gate: { before: 1, after: 0 } } },
  },
  {
    name: "sent before, held after",
    before: send(2),
    after: held,
    expected: { due_within_day: { before: 1, after: 0 }, held: { engagement_gate: { before: 0, after: 1 } } },
  },
  { name: "a later send", before: send(30), after: send(54), expected: { later: 1 } },
  {
    name: "an earlier send, into the next day",
    before: send(30),
    after: send(6),
    expected: { earlier: 1, due_within_day: { before: 0, after: 1 } },
  },
  {
    name: "overdue under both, by different times",
    before: send(-30),
    after: send(-2),
    expected: { due_within_day: { before: 1, after: 1 } },
  },
  { name: "a message on its way", before: open, after: open, expected: {} },
])("counts $name", ({ before, after, expected }) => {
  const comparison = emptyComparison(true);
  tallyNextSends(comparison, { before, after }, now);
  expect({ ...comparison, held: Object.fromEntries(comparison.held) }).toEqual({
    ...none,
    looked_at: 1,
    is_complete: true,
    ...expected,
  });
});
