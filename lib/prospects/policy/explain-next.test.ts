import { describe, expect, it } from "vitest";
import { explainNext, type NextFacts } from "./explain-next.ts";

const now = new Date("2026-06-10T16:00:00Z");
const later = new Date("2026-06-11T13:00:00Z");
const facts = (change: Partial<NextFacts>): NextFacts => ({
  status: "cold",
  step: 0,
  nextSendAt: null,
  holdReason: null,
  lastDecision: null,
  openEmail: null,
  ...change,
});

describe("explainNext", () => {
  const cases: { name: string; input: Partial<NextFacts>; expected: Record<string, unknown> }[] = [
    {
      name: "planned for later",
      input: { nextSendAt: later },
      expected: { kind: "scheduled", at: later, reason: null, sentence: "Step 1 is due then." },
    },
    {
      name: "due now",
      input: { nextSendAt: now, status: "contacted", step: 1 },
      expected: { kind: "scheduled", sentence: "Step 2 is due and goes with the next run." },
    },
    {
      name: "passed over",
      input: {
        nextSendAt: later,
        lastDecision: { kind: "none", reason: "mailbox_cap", retry_at: later.toISOString() },
      },
      expected: {
        kind: "scheduled",
        reason: "mailbox_cap",
        sentence: "Step 1 is due then. Passed over last time: mailbox used its cap for the day.",
        clears: "the next sending day",
      },
    },
    {
      name: "held by the gate",
      input: { status: "contacted", step: 2, holdReason: "engagement_gate" },
      expected: {
        kind: "held",
        reason: "engagement_gate",
        sentence: "Held by the engagement gate: step 3 waits.",
        clears: "a human open or click in this cycle, or switching the gate off",
      },
    },
    {
      name: "in the queue",
      input: { nextSendAt: now, openEmail: { status: "queued", step: 1, scheduledAt: later } },
      expected: { kind: "queued", at: later },
    },
    {
      name: "over",
      input: { status: "unsubscribed" },
      expected: {
        kind: "ended",
        at: null,
        sentence: "The prospect asked not to be written to: nothing is ever sent again.",
      },
    },
  ];
  for (const { name, input, expected } of cases)
    it(name, () => expect(explainNext(facts(input), now)).toMatchObject(expected));
});
