import { describe, expect, it } from "vitest";
import { describeReason, passOverReasons } from "#lib/shared/reasons.ts";
import { nextFacts } from "../testing/next-facts.ts";
import { outreachStatuses } from "../types.ts";
import { explainNext, type NextFacts } from "./explain-next.ts";

const now = new Date("2026-06-10T16:00:00Z");
const later = new Date("2026-06-11T13:00:00Z");
const before = new Date("2026-06-09T16:00:00Z");
const waitsFor = { mailboxId: "m", fromEmail: "box@a.test", backAt: later, takeOverAt: later };

describe("explainNext", () => {
  const cases: { name: string; input: Partial<NextFacts>; expected: Record<string, unknown> }[] = [
    {
      name: "planned for later",
      input: { nextSendAt: later },
      expected: { kind: "scheduled", at: later, reason: null, sentence: "Step 1 is next.", short: null },
    },
    {
      name: "due now",
      input: { nextSendAt: now, status: "contacted", step: 1 },
      expected: {
        kind: "scheduled",
        isDue: true,
        at: now,
        reason: null,
        sentence: "Step 2 is due: the next run plans it, if those before it leave room.",
        short: "The next run plans it, if there is room",
      },
    },
    {
      name: "due, and the day is used up",
      input: {
        nextSendAt: before,
        obstacle: { reason: "domain_cap", until: later },
        lastDecision: { kind: "none", reason: "send_gap" },
      },
      expected: {
        kind: "scheduled",
        isDue: true,
        at: later,
        reason: "domain_cap",
        sentence: "Step 1 is due and waits: today's room is used up (sending domain used its cap for the day).",
        clears: "the next sending day",
      },
    },
    {
      name: "due, and the half hour's share is used",
      input: { nextSendAt: before, obstacle: { reason: "slot_allowance", until: later } },
      expected: {
        at: later,
        sentence: "Step 1 is due and waits: this half hour's share is used.",
        short: "Waits: this half hour's share is used",
      },
    },
    {
      name: "due, and nobody knows when a mailbox may send",
      input: { nextSendAt: before, obstacle: { reason: "no_sendable_mailbox", until: null } },
      expected: { isDue: true, at: before, sentence: "Step 1 is due and waits: no mailbox can send." },
    },
    {
      name: "due, and the kill switch is on",
      input: { nextSendAt: before, obstacle: { reason: "engine_paused", until: null } },
      expected: { sentence: "Step 1 is due and waits: engine paused.", clears: "resuming the engine" },
    },
    {
      name: "planned for later: what is in the way now is none of its business",
      input: { nextSendAt: later, obstacle: { reason: "tenant_cap", until: later } },
      expected: { isDue: false, reason: null, sentence: "Step 1 is next." },
    },
    ...[
      { name: "its mailbox is paused: due", nextSendAt: before },
      { name: "its mailbox is paused: put off for an hour to look again", nextSendAt: new Date(now.getTime() + 1) },
    ].map(({ name, nextSendAt }) => ({
      name,
      input: {
        status: "contacted",
        step: 2,
        nextSendAt,
        lastDecision: { kind: "none", reason: "mailbox_paused" },
        obstacle: { reason: "domain_paused" as const, until: later, waitsFor },
      },
      expected: {
        kind: "scheduled",
        isDue: true,
        at: later,
        reason: "domain_paused",
        sentence: "Step 3 is due and waits for box@a.test, which sent the step before: sending domain paused.",
        short: "Waits for its mailbox: sending domain paused",
        clears: "someone resuming it, or its rest ending if it has one; after 72 h another mailbox takes over",
        waitsFor,
      },
    })),
    {
      name: "passed over",
      input: {
        nextSendAt: later,
        lastDecision: { kind: "none", reason: "mailbox_cap", retry_at: later.toISOString() },
      },
      expected: {
        kind: "scheduled",
        reason: "mailbox_cap",
        sentence: "Step 1 is next. Passed over last time: mailbox used its cap for the day.",
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
        clears: "a human open or click in this cycle, or turning the gate off",
      },
    },
    {
      name: "held by its campaign, which is named",
      input: { status: "cold", holdReason: "campaign_paused", campaign: "Spring" },
      expected: { kind: "held", sentence: `${describeReason("campaign_paused").label} (Spring): step 1 waits.` },
    },
    {
      name: "held by something else: the campaign is none of its business",
      input: { status: "contacted", step: 1, holdReason: "replied", campaign: "Spring" },
      expected: { kind: "held", sentence: `${describeReason("replied").label}: step 2 waits.` },
    },
    {
      name: "in the queue",
      input: { nextSendAt: now, openEmail: { status: "queued", step: 1, scheduledAt: later } },
      expected: { kind: "queued", at: later, sentence: "Step 1 is in the queue.", short: "In the queue" },
    },
    {
      name: "being written",
      input: { nextSendAt: now, openEmail: { status: "claimed", step: 1, scheduledAt: later } },
      expected: { kind: "queued", at: later, sentence: "Step 1 is being written.", short: "Being written" },
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
    it(name, () => expect(explainNext(nextFacts(input), now)).toMatchObject(expected));
});

describe("every state a prospect can be in", () => {
  const inSequence = ["cold", "contacted"];
  const over = outreachStatuses.filter((status) => !inSequence.includes(status));

  it.each(over)("%s: over, with a sentence of its own", (status) => {
    const explained = explainNext(nextFacts({ status, step: 2 }), now);
    expect(explained).toMatchObject({ kind: "ended", at: null, reason: status, clears: null });
    expect(explained.sentence).toMatch(/^[A-Z].{20,}\.$/);
    const others = over.filter((other) => other !== status);
    expect(others.map((other) => explainNext(nextFacts({ status: other }), now).sentence)).not.toContain(
      explained.sentence,
    );
  });

  it.each(Object.keys(passOverReasons))("passed over by %s: says so and what ends it", (reason) => {
    const { label, clears } = describeReason(reason);
    const lastDecision = { kind: "none", reason, retry_at: null, passed_over: [] };
    const explained = explainNext(nextFacts({ nextSendAt: now, lastDecision }), now);
    expect(explained).toEqual({
      kind: "scheduled",
      isDue: true,
      at: now,
      reason,
      sentence: `Step 1 is due: the next run plans it, if those before it leave room. Passed over last time: ${label.toLowerCase()}.`,
      short: `Passed over last time: ${label.toLowerCase()}`,
      clears,
      waitsFor: null,
    });
  });

  it("shows a reason of newer code as it is", () => {
    expect(explainNext(nextFacts({ holdReason: "brand_new" }), now)).toMatchObject({
      kind: "held",
      reason: "brand_new",
    });
  });

  it.each([
    ["null", null],
    ["text", "none"],
    ["a decision that chose a mailbox", { kind: "send", mailbox_id: "m1" }],
    ["a decision without a reason", { kind: "none" }],
    ["a reason that is no text", { kind: "none", reason: 7 }],
  ])("a last decision of %s gives no reason", (_name, lastDecision) => {
    expect(explainNext(nextFacts({ nextSendAt: later, lastDecision }), now)).toEqual({
      kind: "scheduled",
      isDue: false,
      at: later,
      reason: null,
      sentence: "Step 1 is next.",
      short: null,
      clears: null,
      waitsFor: null,
    });
  });

  it("a message on its way comes before everything else", () => {
    const openEmail = { status: "sending", step: 2, scheduledAt: later };
    expect(
      explainNext(nextFacts({ status: "unsubscribed", step: 1, holdReason: "suppressed", openEmail }), now),
    ).toEqual({
      kind: "queued",
      isDue: false,
      at: later,
      reason: null,
      sentence: "Step 2 is being sent.",
      short: "Being sent",
      clears: null,
      waitsFor: null,
    });
  });

  it("is due at the very moment and not a moment before", () => {
    const justBefore = new Date(now.getTime() - 1);
    expect(explainNext(nextFacts({ nextSendAt: now }), now).sentence).toMatch(/the next run plans it/);
    expect(explainNext(nextFacts({ nextSendAt: now }), justBefore).sentence).toBe("Step 1 is next.");
  });
});
