import { describe, expect, it } from "vitest";
import { type DegradationFacts, findDegradations } from "./find-degradations.ts";

const now = new Date("2026-06-10T16:00:00Z");
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const calm: DegradationFacts = {
  now,
  killSwitch: null,
  lastBegunAt: before(4),
  upMs: 3_600_000,
  paused: [],
  pausedByGuard: { domains: 0, mailboxes: 0 },
  isSending: true,
};
const place = (scope_kind: string, name: string | null, reason: string | null = "bounce_rate") => ({
  scope_kind,
  name,
  reason,
  since: before(30),
});
const codes = (facts: Partial<DegradationFacts>) => findDegradations({ ...calm, ...facts }).map(({ code }) => code);

describe("findDegradations", () => {
  it.each<{ name: string; facts: Partial<DegradationFacts>; found: string[] }>([
    { name: "all is well", facts: {}, found: [] },
    { name: "kill switch", facts: { killSwitch: { at: null, by: null, reason: null } }, found: ["kill_switch"] },
    { name: "no run for 20 minutes", facts: { lastBegunAt: before(20) }, found: [] },
    { name: "no run for 21 minutes", facts: { lastBegunAt: before(21) }, found: ["job_runner_silent"] },
    {
      name: "no run for a day, the console just started",
      facts: { lastBegunAt: before(1_440), upMs: 360_000 },
      found: [],
    },
    {
      name: "no run for a day, the console up for longer than a turn",
      facts: { lastBegunAt: before(1_440), upMs: 360_001 },
      found: ["job_runner_silent"],
    },
    { name: "never a run: a new tenant", facts: { lastBegunAt: null }, found: [] },
    { name: "a paused domain", facts: { paused: [place("domain", "a.test")] }, found: ["guard_paused"] },
    { name: "paused by a person", facts: { paused: [place("mailbox", "a@a.test", "paused_by_person")] }, found: [] },
    {
      name: "everything at once, gravest first",
      facts: {
        killSwitch: { at: null, by: null, reason: null },
        lastBegunAt: before(60),
        paused: [place("domain", "a.test"), place("connection", "SendGrid", "account_bounces")],
      },
      found: ["kill_switch", "job_runner_silent", "connection_paused", "guard_paused"],
    },
  ])("$name", ({ facts, found }) => expect(codes(facts)).toEqual(found));

  it("says who used the kill switch, when and why", () => {
    const [found] = findDegradations({
      ...calm,
      killSwitch: { at: before(12), by: "ann@x.test", reason: "odd bounces" },
    });
    expect(found?.detail).toMatch(/^ann@x\.test turned .*: “odd bounces”\./);
    expect(found?.since).toBe("2026-06-10T15:48:00.000Z");
  });

  it("names three places with their reasons, counts the rest, and leads to the graver page", () => {
    const paused = [
      place("mailbox", "a@a.test", "low_score"),
      place("domain", "b.test"),
      place("mailbox", "c@c.test", null),
      place("mailbox", null),
    ];
    expect(findDegradations({ ...calm, paused, pausedByGuard: { domains: 1, mailboxes: 60 } })[0]).toMatchObject({
      title: "The health guard paused 1 domain and 60 mailboxes",
      detail:
        "a@a.test (paused by its reputation score), b.test (too many bounces), c@c.test (no reason recorded) and 58 more. Everything else keeps sending.",
      href: "/domains?show=trouble",
    });
    const mailbox = { paused: [place("mailbox", "a@a.test")], pausedByGuard: { domains: 0, mailboxes: 1 } };
    expect(findDegradations({ ...calm, ...mailbox })[0]?.href).toBe("/mailboxes?show=trouble");
    const nothingLeaves = findDegradations({ ...calm, ...mailbox, isSending: false });
    expect(nothingLeaves[0]?.detail).toBe("a@a.test (too many bounces).");
  });

  it.each([
    [3, "a.test (too many bounces), b.test (too many bounces) and c.test (too many bounces)."],
    [
      4,
      "a.test (too many bounces), b.test (too many bounces), c.test (too many bounces) and d.test (too many bounces).",
    ],
    [5, "a.test (too many bounces), b.test (too many bounces), c.test (too many bounces) and 2 more."],
  ])("of %i paused places it names every one, unless two or more are left out", (domains, detail) => {
    const paused = ["a", "b", "c", "d", "e"].slice(0, domains).map((name) => place("domain", `${name}.test`));
    const facts = { ...calm, paused, pausedByGuard: { domains, mailboxes: 0 }, isSending: false };
    expect(findDegradations(facts)[0]?.detail).toBe(detail);
  });

  it("names a stopped connection, also one without a name", () => {
    const paused = [place("connection", "SendGrid", "account_bounces"), place("connection", null)];
    expect(findDegradations({ ...calm, paused }).map(({ title }) => title)).toEqual([
      "Connection SendGrid is stopped",
      "Connection of an account is stopped",
    ]);
  });
});
