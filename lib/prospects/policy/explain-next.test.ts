import { describe, expect, it } from "vitest";
import { describeReason, holdReasons, passOverReasons } from "#lib/shared/reasons.ts";
import { outreachStatuses } from "../types.ts";
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

describe("every state a prospect can be in", () => {
  const inSequence = ["cold", "contacted"];
  const over = outreachStatuses.filter((status) => !inSequence.includes(status));

  it.each(over)("%s: over, with a sentence of its own", (status) => {
    const explained = explainNext(facts({ status, step: 2 }), now);
    expect(explained).toMatchObject({ kind: "ended", at: null, reason: status, clears: null });
    expect(explained.sentence).toMatch(/^[A-Z].{20,}\.$/);
    const others = over.filter((other) => other !== status);
    expect(others.map((other) => explainNext(facts({ status: other }), now).sentence)).not.toContain(
      explained.sentence,
    );
  });

  it.each(Object.entries(holdReasons))(
    "held by %s: says what waits and what ends it",
    (holdReason, { label, clears }) => {
      expect(explainNext(facts({ status: "contacted", step: 1, holdReason }), now)).toEqual({
        kind: "held",
        at: null,
        reason: holdReason,
        sentence: `${label}: step 2 waits.`,
        clears,
      });
    },
  );

  it.each(Object.keys(passOverReasons))("passed over by %s: says so and what ends it", (reason) => {
    const { label, clears } = describeReason(reason);
    const lastDecision = { kind: "none", reason, retry_at: null, passed_over: [] };
    const explained = explainNext(facts({ nextSendAt: now, lastDecision }), now);
    expect(explained).toEqual({
      kind: "scheduled",
      at: now,
      reason,
      sentence: `Step 1 is due and goes with the next run. Passed over last time: ${label.toLowerCase()}.`,
      clears,
    });
  });

  it("shows a reason of newer code as it is", () => {
    expect(explainNext(facts({ holdReason: "brand_new" }), now)).toMatchObject({ kind: "held", reason: "brand_new" });
  });

  it.each([
    ["null", null],
    ["text", "none"],
    ["a decision that chose a mailbox", { kind: "send", mailbox_id: "m1" }],
    ["a decision without a reason", { kind: "none" }],
    ["a reason that is no text", { kind: "none", reason: 7 }],
  ])("a last decision of %s gives no reason", (_name, lastDecision) => {
    expect(explainNext(facts({ nextSendAt: later, lastDecision }), now)).toEqual({
      kind: "scheduled",
      at: later,
      reason: null,
      sentence: "Step 1 is due then.",
      clears: null,
    });
  });

  it("a message on its way comes before everything else", () => {
    const openEmail = { status: "sending", step: 2, scheduledAt: later };
    expect(explainNext(facts({ status: "unsubscribed", step: 1, holdReason: "suppressed", openEmail }), now)).toEqual({
      kind: "queued",
      at: later,
      reason: null,
      sentence: "Step 2 is in the queue.",
      clears: null,
    });
  });

  it("is due at the very moment and not a moment before", () => {
    const before = new Date(now.getTime() - 1);
    expect(explainNext(facts({ nextSendAt: now }), now).sentence).toMatch(/goes with the next run/);
    expect(explainNext(facts({ nextSendAt: now }), before).sentence).toBe("Step 1 is due then.");
  });
});
