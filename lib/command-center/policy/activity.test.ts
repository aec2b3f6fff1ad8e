import { describe, expect, it } from "vitest";
import type { ActivityFacts, Change, Move, Signal } from "../types.ts";
import { activityOf, shownEntries, wholeHours } from "./activity.ts";
import { emptyCounts } from "./sum-counts.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 5, 10, 12, minute));
const none: ActivityFacts = { signals: [], runs: [], moves: [], changes: [], days: [] };
const textsOf = (facts: Partial<ActivityFacts>) => activityOf({ ...none, ...facts }).map(({ text }) => text);

const signal = (type: string, minute: number, who: string | null = "Acme Air", prospect_id = who ?? "?"): Signal => ({
  at: at(minute),
  type,
  prospect_id,
  who,
});

const move = (change: Partial<Move> = {}): Move => ({
  at: at(1),
  scope_kind: "domain",
  scope_id: change.name ?? "d1",
  name: "a.test",
  from_state: "healthy",
  to_state: "paused",
  reason: "bounce_rate",
  actor_kind: "system",
  actor_label: "health guard",
  ...change,
});

const changed = (minute: number, change: Partial<Change> = {}): Change => ({
  at: at(minute),
  actor_label: "Ann",
  action: "settings.changed",
  target_kind: "settings",
  target_id: "t1",
  ...change,
});

it("puts everything in one order, newest first, each with where to look", () => {
  const entries = activityOf({
    signals: [signal("replied", 5, "Acme Air", "p1"), signal("bounced", 1, null, "p2")],
    runs: [
      { id: "r1", function_id: "run-sequencer", status: "failed", finished_at: at(3), counts: {} },
      { id: "r2", function_id: "run-recontact", status: "running", finished_at: null, counts: {} },
    ],
    moves: [move({ at: at(4) })],
    changes: [changed(2)],
    days: [],
  });
  expect(entries.map((entry) => [entry.group, entry.text, entry.href])).toEqual([
    ["answers", "Acme Air replied", "/prospects/p1"],
    ["health", "Paused, too many bounces: a.test", "/domains/d1"],
    ["jobs", "Sequencer failed", "/jobs?run=r1"],
    ["changes", "Ann: settings changed", "/settings"],
    ["mail", "A prospect bounced", "/prospects/p2"],
  ]);
});

it("shows the newest, and those of each group that others would push out", () => {
  const signals = [signal("replied", 9, "A"), signal("complained", 8, "B"), signal("replied", 7, "C")];
  const entries = activityOf({ ...none, signals, changes: [changed(6), changed(-60), changed(-120)] });
  const shown = shownEntries(entries, 2).map(({ group, at: time }) => [group, time]);
  expect(shown).toEqual([
    ["answers", at(9).toISOString()],
    ["answers", at(8).toISOString()],
    ["changes", at(6).toISOString()],
    ["changes", at(-60).toISOString()],
  ]);
});

describe("what people do", () => {
  it.each([
    ["complained", "complained"],
    ["unsubscribed", "unsubscribed"],
    ["replied", "replied"],
  ])("%s is told one by one", (type, words) => {
    expect(textsOf({ signals: [signal(type, 2, "A"), signal(type, 1, "B")] })).toEqual([`A ${words}`, `B ${words}`]);
  });

  it.each([
    ["bounced", "bounced", "/prospects?status=bounced"],
    ["blocked", "refused our mail", null],
  ])("%s is told together for an hour, each prospect once", (type, words, href) => {
    const signals = [signal(type, 3, "A"), signal(type, 2, "B"), signal(type, 1, "A"), signal(type, 61, "C")];
    const entries = activityOf({ ...none, signals });
    expect(entries.map(({ text }) => text)).toEqual([`C ${words}`, `A and 1 other ${words}`]);
    expect(entries[1]).toMatchObject({ at: at(3).toISOString(), kind: type, href });
  });
});

describe("health", () => {
  it.each<[string, Partial<Move>, string]>([
    ["the guard pauses", {}, "Paused, too many bounces: a.test"],
    ["a score pauses", { reason: "low_score" }, "Paused by its score: a.test"],
    ["a person pauses", { actor_kind: "user", actor_label: "Ann" }, "Paused by Ann: a.test"],
    ["the guard throttles", { to_state: "throttled" }, "Slowed down, too many bounces: a.test"],
    [
      "a rest is over",
      { from_state: "paused", to_state: "probation", reason: "rest_over" },
      "Back on probation: a.test",
    ],
    ["a probation is passed", { from_state: "probation", to_state: "watch" }, "Back at full speed: a.test"],
    [
      "a person resumes",
      { from_state: "paused", to_state: "healthy", actor_kind: "user", actor_label: "Ann" },
      "Resumed by Ann: a.test",
    ],
  ])("%s", (_name, change, text) => expect(textsOf({ moves: [move(change)] })).toEqual([text]));

  it("says nothing of what changes nothing for the mail", () => {
    expect(
      textsOf({ moves: [move({ to_state: "watch" }), move({ from_state: "watch", to_state: "healthy" })] }),
    ).toEqual([]);
  });

  it("tells many of one cause together, and leads to their list", () => {
    const moves = ["a@x", "b@x", "c@x"].map((name) => move({ scope_kind: "mailbox", name }));
    expect(activityOf({ ...none, moves })).toMatchObject([
      { kind: "paused", text: "Paused, too many bounces: a@x and 2 others", href: "/mailboxes" },
    ]);
  });
});

describe("jobs", () => {
  const run = (function_id: string, status: string, counts: object = {}) => ({
    id: "r",
    function_id,
    status,
    counts,
    finished_at: at(1),
  });
  it.each([
    ["a failure of any", run("reconcile-sends", "failed"), ["Reconcile sends failed"]],
    ["who came back", run("run-recontact", "succeeded", { reset: 1_210 }), ["Re-contact returned 1,210 prospects"]],
    ["one who came back", run("run-recontact", "succeeded", { reset: 1 }), ["Re-contact returned 1 prospect"]],
    ["nothing of a run that brought nobody", run("run-recontact", "succeeded", { reset: 0 }), []],
    ["nothing of another that went well", run("run-sequencer", "succeeded", { queued: 9 }), []],
  ])("tell %s", (_name, one, texts) => expect(textsOf({ runs: [one] })).toEqual(texts));
});

it("tells changes of one kind by one person together", () => {
  const mailbox = { action: "mailbox.changed", target_kind: "mailbox", target_id: "m1" };
  expect(activityOf({ ...none, changes: [changed(4, mailbox), changed(3, mailbox), changed(2)] })).toMatchObject([
    { text: "Ann: mailbox changed, 2 times", href: "/audit?action=mailbox.changed" },
    { text: "Ann: settings changed", href: "/settings" },
  ]);
  expect(textsOf({ changes: [changed(1, { action: "api_key.revoked" })] })).toEqual(["Ann: API key revoked"]);
});

it("changes that are told together lead to just these, whatever their lines are about", () => {
  const test = { action: "template.test_sent", target_kind: "mailbox", target_id: "m1" };
  expect(activityOf({ ...none, changes: [changed(2, test), changed(1, { ...test, target_id: "m2" })] })).toMatchObject([
    { text: "Ann: test message sent, 2 times", href: "/audit?action=template.test_sent" },
  ]);
});

it("sums up what was sent and what came of it by day, without what did not happen", () => {
  const day = { ...emptyCounts, label: "Jun 9", at: at(0), sent: 1_204, opened: 300, clicked: 40 };
  expect(textsOf({ days: [day, { ...emptyCounts, label: "Today so far", at: at(1) }] })).toEqual([
    "Jun 9: 1,204 sent, 300 opened, 40 clicked",
  ]);
});

it("of facts that were cut off, the oldest hour is not told: it may be more", () => {
  const facts = [{ at: at(61) }, { at: at(2) }, { at: at(1) }];
  expect(wholeHours(facts, 3)).toEqual([{ at: at(61) }]);
  expect(wholeHours(facts, 4)).toEqual(facts);
  expect(wholeHours([], 0)).toEqual([]);
});
