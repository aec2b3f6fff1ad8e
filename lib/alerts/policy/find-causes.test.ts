import { describe, expect, it } from "vitest";
import { calmFacts, hoursAgo, noon, stateFact } from "../testing/alert-facts.ts";
import type { AlertFacts } from "./facts.ts";
import { findCauses } from "./find-causes.ts";

const none = new Set<string>();
const find = (facts: Partial<AlertFacts>, open: ReadonlySet<string> = none) =>
  findCauses({ ...calmFacts, ...facts }, open, noon);
const brief = (facts: Partial<AlertFacts>) =>
  find(facts).map(({ kind, severity, scope }) => [kind, severity, scope.name ?? scope.kind]);

it("finds nothing where nothing is wrong", () => expect(find({})).toEqual([]));

describe("the engine", () => {
  it.each([
    ["off", "engine_off", "info"],
    ["paused", "engine_paused", "critical"],
    ["no_postal_address", "engine_no_postal_address", "critical"],
    ["no_mailbox", "engine_no_mailbox", "critical"],
  ] as const)("%s", (engine, kind, severity) => expect(brief({ engine })).toEqual([[kind, severity, "tenant"]]));

  it.each(["window_closed", "limit_reached", "day_used_up", "no_sender"] as const)(
    "%s is as it should be",
    (engine) => {
      expect(find({ engine })).toEqual([]);
    },
  );
});

describe("health", () => {
  it.each([
    [{ state: "throttled" }, "warning", "half of its usual mail leaves"],
    [{ state: "paused" }, "critical", "until its rest is over"],
    [{ state: "paused", releasesAt: null }, "critical", "until a person resumes it"],
    [{ state: "probation" }, "info", "a small quota"],
    [{ state: "paused", reason: "paused_by_person", releasesAt: null }, "info", "Paused by a person"],
  ])("a domain: %o is %s", (fact, severity, detail) => {
    const [cause, ...others] = find({ states: [stateFact(fact)] });
    expect(others).toEqual([]);
    expect(cause).toMatchObject({ kind: "domain_health", severity, detail: expect.stringContaining(detail) });
  });

  it.each([
    [{ state: "throttled" }, "info"],
    [{ state: "paused" }, "warning"],
  ])("a mailbox is one of many: %o is %s", (fact, severity) => {
    const mailbox = stateFact({ kind: "mailbox", id: "m1", name: "x@a.test", domainId: "d1", ...fact });
    expect(brief({ states: [mailbox] })).toEqual([["mailbox_health", severity, "x@a.test"]]);
  });

  it("a connection is told of when it is stopped, and critical when the breaker did it", () => {
    const breaker = stateFact({
      kind: "connection",
      id: "c1",
      name: "Grid",
      reason: "account_bounces",
      releasesAt: null,
    });
    expect(brief({ states: [breaker] })).toEqual([["account_breaker", "critical", "Grid"]]);
    expect(brief({ states: [{ ...breaker, reason: "paused_by_person" }] })).toEqual([
      ["account_breaker", "info", "Grid"],
    ]);
    expect(find({ states: [{ ...breaker, state: "probation" }] })).toEqual([]);
  });

  it("a stopped domain speaks for its mailboxes, but not for those that a person paused, nor for a neighbour's", () => {
    const box = { kind: "mailbox", domainId: "d1", state: "paused" } as const;
    const states = [
      stateFact(),
      stateFact({ ...box, id: "m1", name: "x@a.test" }),
      stateFact({ ...box, id: "m2", name: "y@a.test", reason: "paused_by_person" }),
      stateFact({ ...box, id: "m3", name: "z@b.test", domainId: "d2" }),
    ];
    expect(brief({ states }).map(([, , name]) => name)).toEqual(["a.test", "y@a.test", "z@b.test"]);
  });

  it("a score that stops a scope is told of once, with its domain speaking for the mailbox", () => {
    const counts = { sent: 100, bounced: 30, complained: 0, score: 20 };
    const scorePaused = [
      { kind: "domain", id: "d1", name: "a.test", domainId: null, ...counts },
      { kind: "mailbox", id: "m1", name: "x@a.test", domainId: "d1", ...counts },
      { kind: "mailbox", id: "m3", name: "z@b.test", domainId: "d2", ...counts },
    ] as const;
    const throttled = stateFact({ state: "throttled" });
    expect(brief({ scorePaused, states: [throttled] })).toEqual([
      ["domain_health", "critical", "a.test"],
      ["mailbox_health", "warning", "z@b.test"],
    ]);
    const paused = find({ scorePaused: scorePaused.slice(0, 1), states: [stateFact()] });
    expect(paused).toMatchObject([{ title: "a.test is paused" }]);
  });
});

describe("the budget", () => {
  const budget = { budgetUsd: 100, threshold: 0.8, month: "2026-06" };
  it.each([
    [79.99, []],
    [80, ["warning"]],
    [100, ["critical"]],
  ])("$%d of $100", (spentUsd, severities) => {
    expect(find({ budget: { ...budget, spentUsd } }).map((cause) => cause.severity)).toEqual(severities);
  });

  it("says how much of it is spent", () => {
    expect(find({ budget: { ...budget, spentUsd: 81.234 } })).toMatchObject([
      { detail: "$81.23 of $100.00 are spent in 2026-06.", evidence: { spent_usd: 81.23, budget_usd: 100 } },
    ]);
  });
});

it("tells of an outgoing webhook that switched itself off", () => {
  const endpoints = [{ id: "e1", name: "Pager", reason: "It answered 410.", disabledAt: hoursAgo(1) }];
  expect(find({ endpoints })).toMatchObject([
    { kind: "endpoint_disabled", detail: "It answered 410.", scope: { kind: "endpoint", id: "e1", name: "Pager" } },
  ]);
});

it("counts no bounces of a domain that is stopped for them, and says so for the tenant when several surge", () => {
  const surging = { sent: 200, bounced: 20, usualSent: 5_000, usualBounced: 50 };
  const domains = ["d1", "d2", "d3"].map((domainId) => ({ domainId, name: `${domainId}.test`, ...surging }));
  const bounces = { domains, usualSent: 20_000, usualBounced: 200 };
  const found = brief({ bounces, states: [stateFact()] });
  expect(found.map(([kind, , name]) => [kind, name])).toEqual([
    ["domain_health", "a.test"],
    ["bounce_surge", "d2.test"],
    ["bounce_surge", "d3.test"],
    ["bounce_surge", "tenant"],
  ]);
});
