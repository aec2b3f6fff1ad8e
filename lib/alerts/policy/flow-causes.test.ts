import { describe, expect, it } from "vitest";
import { calmFacts, hoursAgo, noon } from "../testing/alert-facts.ts";
import type { AlertFacts, FlowFact } from "./facts.ts";
import { flowCauses } from "./flow-causes.ts";

const find = (facts: Partial<AlertFacts>) => flowCauses({ ...calmFacts, ...facts }, noon);

describe("nothing is sent", () => {
  const run = { due: 40, queued: 0, passedOver: { mailbox_cap: 3, no_sendable_mailbox: 37 } };
  const still: FlowFact = { isWindowOpenLong: true, lastSentAt: hoursAgo(3), runs: [run, run, run, run] };

  it("although people were due in every run of two hours", () => {
    expect(find({ flow: still })).toMatchObject([
      { kind: "no_sends", severity: "critical", evidence: { due: 40, last_sent_at: hoursAgo(3).toISOString() } },
    ]);
    const [cause] = find({ flow: still });
    expect(cause?.detail).toContain("Passed over: 37 × No mailbox may send, 3 × Mailbox used its cap for the day.");
  });

  it("says when what was queued did not leave, and knows a tenant that never sent", () => {
    const queued = { ...run, queued: 40, passedOver: {} };
    const [cause] = find({ flow: { ...still, lastSentAt: null, runs: [queued, queued, queued] } });
    expect(cause).toMatchObject({ kind: "no_sends", evidence: { queued: 40, last_sent_at: null } });
    expect(cause?.detail).toContain("did not leave");
  });

  it.each<[string, Partial<AlertFacts>]>([
    ["the window opened a moment ago", { flow: { ...still, isWindowOpenLong: false } }],
    ["something left", { flow: { ...still, lastSentAt: hoursAgo(1.9) } }],
    ["nobody was due in one of the runs", { flow: { ...still, runs: [run, { ...run, due: 0 }, run] } }],
    ["there were too few runs", { flow: { ...still, runs: [run, run] } }],
    ["the day's limit is used up", { flow: still, engine: "limit_reached" }],
    ["the engine is off", { flow: still, engine: "off" }],
  ])("is no news when %s", (_name, facts) => expect(find(facts)).toEqual([]));
});

describe("a connection is silent", () => {
  const silent = { connectionId: "c1", name: "Grid", sends: 20, oldestAt: hoursAgo(4) };
  it.each([
    [{}, 1],
    [{ sends: 19 }, 0],
    [{ oldestAt: hoursAgo(3.9) }, 0],
  ])("%o → %d", (fact, count) => expect(find({ silences: [{ ...silent, ...fact }] })).toHaveLength(count));

  it("is told of by its name", () => {
    expect(find({ silences: [silent] })).toMatchObject([
      { kind: "webhook_silence", title: "No events come from Grid", scope: { kind: "connection", id: "c1" } },
    ]);
  });
});

it.each([
  [1, "A message has no known outcome"],
  [3, "3 messages have no known outcome"],
])("%d unsettled sends", (count, title) => {
  expect(find({ unknownSends: { count, oldestAt: hoursAgo(30) } })).toMatchObject([
    { kind: "unknown_sends", title, evidence: { messages: count, oldest_at: hoursAgo(30).toISOString() } },
  ]);
});

describe("DNS", () => {
  const failed = { at: hoursAgo(1), checked: 9, valid: 0, unknown: 9 };
  it.each([
    { name: "no answer at all", verification: failed, count: 1 },
    { name: "one answer", verification: { ...failed, valid: 1 }, count: 0 },
    { name: "too few to say", verification: { ...failed, unknown: 4 }, count: 0 },
    { name: "long ago", verification: { ...failed, at: hoursAgo(7) }, count: 0 },
    { name: "nothing was checked", verification: null, count: 0 },
  ])("$name", ({ verification, count }) => expect(find({ verification })).toHaveLength(count));
});

it("tells that reputation cannot be read, and since when", () => {
  expect(find({ unreadable: { lastReadAt: hoursAgo(0.05) } })).toMatchObject([
    { kind: "reputation_unreadable", severity: "critical", evidence: { last_read_at: hoursAgo(0.05).toISOString() } },
  ]);
  expect(find({ unreadable: { lastReadAt: null } })).toHaveLength(1);
});
