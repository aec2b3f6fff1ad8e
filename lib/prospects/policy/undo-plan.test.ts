import { describe, expect, it } from "vitest";
import { type SteeringLine, type UndoFacts, undoPlan } from "./undo-plan.ts";

const now = new Date("2026-06-10T16:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const replied = "2026-06-10T15:59:00.000Z";
const before = { status: "contacted", hold_reason: null, last_email_replied_at: null };
const line = (change: Partial<SteeringLine> = {}): SteeringLine => ({
  action: "prospect.stopped",
  at: minutesAgo(1),
  before,
  after: {},
  ...change,
});
const facts = (change: Partial<UndoFacts> = {}): UndoFacts => ({
  status: "contacted",
  holdReason: "manual_stop",
  lastEmailSentAt: minutesAgo(60),
  lastEmailRepliedAt: null,
  ...change,
});
const noted = line({ action: "prospect.replied", after: { status: "interested", last_email_replied_at: replied } });
const afterReply = facts({ status: "interested", holdReason: null, lastEmailRepliedAt: new Date(replied) });
const returned = line({
  action: "prospect.returned",
  before: { status: "lost", hold_reason: null, last_email_replied_at: replied },
  after: { status: "contacted" },
});

const statusSet = line({
  action: "prospect.changed",
  before: { status: "contacted", hold_reason: "manual_stop" },
  after: { status: "won" },
});

describe("is undone", () => {
  it.each<[string, SteeringLine, UndoFacts, object]>([
    ["a stop", line(), facts(), { status: "contacted", holdReason: null, lastEmailRepliedAt: null }],
    ["a noted reply with a status", noted, afterReply, { status: "contacted", holdReason: null }],
    [
      "a noted reply without one",
      line({ action: "prospect.replied", after: { last_email_replied_at: replied } }),
      facts({ holdReason: "replied", lastEmailRepliedAt: new Date(replied) }),
      { status: "contacted", lastEmailRepliedAt: null },
    ],
    [
      "a return at the next step, to the reply that was known",
      returned,
      facts({ holdReason: null }),
      { status: "lost", holdReason: null, lastEmailRepliedAt: new Date(replied) },
    ],
    [
      "a return within the cycle, which is told on both sides",
      {
        ...returned,
        before: { ...returned.before, re_contact_cycle: 1 },
        after: { re_contact_cycle: 1, status: "contacted" },
      },
      facts({ holdReason: null }),
      { status: "lost" },
    ],
    [
      "a return of somebody who was stopped: stopped again",
      { ...returned, before: { ...before, hold_reason: "manual_stop" } },
      facts({ holdReason: null }),
      { status: "contacted", holdReason: "manual_stop" },
    ],
    [
      "a stop of somebody held otherwise: that hold is worked out anew",
      line({ before: { ...before, hold_reason: "engagement_gate" } }),
      facts(),
      { status: "contacted", holdReason: null },
    ],
    [
      "a status that was set, with the reply that is known",
      statusSet,
      facts({ status: "won", holdReason: null, lastEmailRepliedAt: new Date(replied) }),
      { status: "contacted", holdReason: "manual_stop", lastEmailRepliedAt: new Date(replied) },
    ],
  ])("%s", (_name, given, now_, expected) => {
    expect(undoPlan(given, now_, now)).toMatchObject({ kind: "undo", ...expected });
  });
});

describe("is refused", () => {
  it.each<[string, SteeringLine | null, UndoFacts, RegExp]>([
    ["nothing was done", null, facts(), /nothing that could be undone/],
    ["it was undone before", line({ action: "prospect.undone" }), facts(), /nothing/],
    ["the record is of older code", line({ before: {} }), facts(), /nothing/],
    ["too long ago", line({ at: minutesAgo(16) }), facts(), /more than 15 minutes/],
    [
      "a new cycle began",
      line({ action: "prospect.returned", before: { ...before, re_contact_cycle: 1 }, after: { re_contact_cycle: 2 } }),
      facts(),
      /new cycle/,
    ],
    ["a message left", returned, facts({ holdReason: null, lastEmailSentAt: now }), /has left meanwhile/],
    ["unsubscribed meanwhile", line(), facts({ status: "unsubscribed", holdReason: null }), /Something else/],
    ["suppressed meanwhile", line(), facts({ holdReason: "suppressed" }), /Something else/],
    ["another reply came", noted, facts({ ...afterReply, lastEmailRepliedAt: now }), /Something else/],
    ["a reply came after the return", returned, facts({ holdReason: "replied", lastEmailRepliedAt: now }), /Something/],
    ["suppressed after the return", returned, facts({ holdReason: "suppressed" }), /Something/],
  ])("%s", (_name, given, now_, detail) => {
    expect(undoPlan(given, now_, now)).toMatchObject({ kind: "refused", detail: expect.stringMatching(detail) });
  });
});
