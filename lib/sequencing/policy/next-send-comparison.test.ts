import { expect, it } from "vitest";
import type { NextSend } from "./next-send.ts";
import { emptyComparison, nextSendEffects, tallyNextSends } from "./next-send-comparison.ts";

const now = new Date("2026-06-10T16:00:00Z");
const send = (hours: number): NextSend => ({
  kind: "send",
  at: new Date(now.getTime() + hours * 3_600_000),
  step: 2,
  delay: null,
  dayPart: null,
});
const held: NextSend = { kind: "hold", reason: "engagement_gate" };
const noConsent: NextSend = { kind: "hold", reason: "no_consent" };
const open: NextSend = { kind: "open", at: now };

const notDue = { before: 0, after: 0, newly: 0, no_longer: 0 };
const none = { due_within_day: notDue, earlier: 0, later: 0, held: {}, held_otherwise: [] };

it.each([
  {
    name: "held before, sent after",
    before: held,
    after: send(48),
    expected: { held: { engagement_gate: { before: 1, after: 0, newly: 0, released: 1 } } },
    effects: ["released"],
  },
  {
    name: "sent before, held after",
    before: send(2),
    after: held,
    expected: {
      due_within_day: { ...notDue, before: 1, no_longer: 1 },
      held: { engagement_gate: { before: 0, after: 1, newly: 1, released: 0 } },
    },
    effects: ["no_longer_due", "newly_held"],
  },
  {
    name: "held for another reason",
    before: held,
    after: noConsent,
    expected: {
      held: {
        engagement_gate: { before: 1, after: 0, newly: 0, released: 0 },
        no_consent: { before: 0, after: 1, newly: 0, released: 0 },
      },
      held_otherwise: [{ reason: "no_consent", instead_of: "engagement_gate", count: 1 }],
    },
    effects: ["held_otherwise"],
  },
  {
    name: "held as before",
    before: held,
    after: held,
    expected: { held: { engagement_gate: { before: 1, after: 1, newly: 0, released: 0 } } },
    effects: [],
  },
  { name: "a later send", before: send(30), after: send(54), expected: { later: 1 }, effects: ["later"] },
  {
    name: "an earlier send, into the next day",
    before: send(30),
    after: send(6),
    expected: { earlier: 1, due_within_day: { ...notDue, after: 1, newly: 1 } },
    effects: ["due", "newly_due", "earlier"],
  },
  {
    name: "overdue under both, by different times",
    before: send(-30),
    after: send(-2),
    expected: { due_within_day: { ...notDue, before: 1, after: 1 } },
    effects: ["due"],
  },
  { name: "a message on its way", before: open, after: open, expected: {}, effects: [] },
])("counts $name, and finds them by the same effects", ({ before, after, expected, effects }) => {
  const comparison = emptyComparison(true);
  tallyNextSends(comparison, { before, after }, now);
  expect({ ...comparison, held: Object.fromEntries(comparison.held) }).toEqual({
    ...none,
    looked_at: 1,
    is_complete: true,
    ...expected,
  });
  expect(nextSendEffects({ before, after }, now).map(({ kind }) => kind)).toEqual(effects);
});
