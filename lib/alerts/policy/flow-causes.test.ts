import { describe, expect, it } from "vitest";
import { calmFacts, hoursAgo, noon } from "../testing/alert-facts.ts";
import type { AlertFacts } from "./facts.ts";
import { flowCauses } from "./flow-causes.ts";

const find = (facts: Partial<AlertFacts>) => flowCauses({ ...calmFacts, ...facts }, noon);

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
