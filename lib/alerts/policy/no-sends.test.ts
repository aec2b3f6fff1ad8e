import { describe, expect, it } from "vitest";
import { calmFacts, hoursAgo, noon } from "../testing/alert-facts.ts";
import type { AlertFacts, FlowFact } from "./facts.ts";
import { noSends } from "./no-sends.ts";

const find = (flow: FlowFact, facts: Partial<AlertFacts> = {}) => noSends({ ...calmFacts, ...facts, flow }, noon);

const runAt = (
  hours: number,
  due = 40,
  passedOver: Record<string, number> = { no_sendable_mailbox: 37, mailbox_cap: 3 },
) => ({
  at: hoursAgo(hours),
  due,
  queued: 0,
  passedOver,
});
const [every, alternate] = [
  [0.1, 0.6, 1.1, 1.6, 2.1],
  [0.6, 1.6, 2.6],
];
const nothing = { count: 0, oldestAt: null };
const still: FlowFact = {
  isWindowOpenLong: true,
  lastSentAt: hoursAgo(3),
  runs: every.map((hours) => runAt(hours)),
  missed: [],
  late: nothing,
};
const missedAt = (...hours: number[]) => hours.map((ago) => ({ at: hoursAgo(ago), count: 5 }));
const late = (hours: number) => ({ count: 5, oldestAt: hoursAgo(hours) });

describe("nothing is sent", () => {
  it("although people were due in every run of two hours", () => {
    const [cause] = find(still);
    expect(cause).toMatchObject({
      kind: "no_sends",
      severity: "critical",
      evidence: { due: 40, late: 0, missed: 0, last_sent_at: hoursAgo(3).toISOString() },
    });
    expect(cause?.detail).toBe(
      "The send window is open. The last sequencer run that found anybody found 40 due. Passed over: 37 × No mailbox can send, 3 × Mailbox used its cap for the day.",
    );
  });

  it("says when what was queued did not leave, and knows a tenant that never sent", () => {
    const runs = every.map((hours) => ({ ...runAt(hours, 40, {}), queued: 40 }));
    const [cause] = find({ ...still, lastSentAt: null, runs });
    expect(cause).toMatchObject({ kind: "no_sends", evidence: { queued: 40, last_sent_at: null } });
    expect(cause?.detail).toContain("did not leave");
  });

  it("says how many stand past their time, and how many missed it", () => {
    const runs = [runAt(0.1, 0, {}), ...alternate.map((hours) => runAt(hours, 5, {}))];
    const [cause] = find({ ...still, runs, missed: missedAt(1, 2), late: late(0.4) });
    expect(cause).toMatchObject({ evidence: { due: 5, late: 5, missed: 10 } });
    expect(cause?.detail).toContain("past their time: 5. Messages that missed their time and were planned again: 10.");
  });

  it.each<[string, Partial<FlowFact>]>([
    [
      "people are due in every other run, because they are queued in between",
      { runs: alternate.map((h) => runAt(h, 5, {})) },
    ],
    ["no run succeeds, and messages miss their time", { runs: [], missed: missedAt(0.2, 1.3, 2.2) }],
    ["nobody cancels what stands past its time", { runs: [], late: late(2.1) }],
    ["a run before, and messages late since", { runs: [runAt(2.1)], late: late(1) }],
  ])("when %s", (_name, flow) => expect(find({ ...still, ...flow })).toHaveLength(1));

  it.each<[string, Partial<FlowFact>, Partial<AlertFacts>?]>([
    ["the window opened a moment ago", { isWindowOpenLong: false }],
    ["something left", { lastSentAt: hoursAgo(1.9) }],
    ["there was nothing to do", { runs: every.map((hours) => runAt(hours, 0, {})) }],
    ["the first were due less than two hours ago", { runs: every.slice(0, 4).map((hours) => runAt(hours)) }],
    ["what there was to do ended long ago", { runs: [1.3, 1.6, 2.1, 2.6].map((hours) => runAt(hours)) }],
    ["there was nothing to do for long in between", { runs: [0.1, 0.6, 1.9, 2.4].map((hours) => runAt(hours)) }],
    ["a message is late since a moment after hours of calm", { runs: [], late: late(0.1) }],
    [
      "a message is late from before a time in which nothing ran",
      { runs: [], late: late(9) },
      { evaluations: [hoursAgo(0.1), hoursAgo(9)] },
    ],
    [
      "the kill switch was on until an hour ago",
      { runs: [runAt(0.6), runAt(1.1, 9, { engine_paused: 9 }), runAt(1.6), runAt(2.1)], late: late(3) },
    ],
    [
      "there was no postal address",
      { runs: [runAt(0.1), runAt(0.6, 9, { no_postal_address: 9 }), runAt(1.1), runAt(2.1)] },
    ],
    [
      "all who were due are outside their own window, or due later in truth",
      { runs: every.map((hours) => runAt(hours, 4, { outside_window: 3, not_due: 1 })) },
    ],
    ["the day's limit is used up", {}, { engine: "limit_reached" }],
    ["what caps and warm-up allow today is used up", {}, { engine: "day_used_up" }],
    ["the kill switch is on", {}, { engine: "paused" }],
    ["the engine is off", {}, { engine: "off" }],
    ["there is no mailbox", {}, { engine: "no_mailbox" }],
  ])("is no news when %s", (_name, flow, facts) => expect(find({ ...still, ...flow }, facts)).toEqual([]));
});
