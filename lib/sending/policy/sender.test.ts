import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { healthy, later, sender, settings } from "#lib/testing/sender-choice.ts";
import type { GuardState } from "./capacity-thresholds.ts";
import { backAfter, type SenderFacts, senderProblem, unavailableSince } from "./sender.ts";

const fit = sender(1, "a");
const normal = fit.throttle;
const guardOf = (mailbox: GuardState, domain: GuardState = "healthy", connection: GuardState = "healthy") => ({
  mailbox: { state: mailbox, since: null },
  domain: { state: domain, since: null },
  connection: { state: connection, since: null },
});

/** Everything that can be wrong with a mailbox, what a person should hear first before the rest. */
const problems: [Partial<SenderFacts>, PassOverReason][] = [
  [{ archivedAt: later(-5) }, "mailbox_archived"],
  [{ isActive: false }, "mailbox_inactive"],
  [{ guard: guardOf("paused", "paused", "paused") }, "mailbox_paused"],
  [{ guard: guardOf("healthy", "paused", "paused") }, "domain_paused"],
  [{ guard: guardOf("healthy", "healthy", "paused") }, "connection_paused"],
  [{ throttle: { mailbox: "paused", domain: "paused" } }, "domain_score_paused"],
  [{ throttle: { ...normal, mailbox: "paused" } }, "mailbox_score_paused"],
  [{ isDomainAuthenticated: false }, "domain_not_authenticated"],
  [{ score: 0 }, "below_health_threshold"],
];

describe("senderProblem", () => {
  it.each(problems)("%j alone: %s", (change, reason) => {
    expect(senderProblem({ ...fit, ...change }, { ...settings, require_domain_auth: true })).toBe(reason);
  });

  it("names the first of several", () => {
    for (const [index, [, reason]] of problems.entries()) {
      const rest = problems.slice(index).map(([change]) => change);
      const facts = Object.assign({}, fit, ...rest.toReversed());
      expect(senderProblem(facts, { ...settings, require_domain_auth: true })).toBe(reason);
    }
  });

  it.each<[string, Partial<SenderFacts>, number, PassOverReason | null]>([
    ["at the threshold", { score: 40 }, 40, null],
    ["a tenth under it", { score: 39.9 }, 40, "below_health_threshold"],
    ["threshold 0 stops nobody", { score: 0 }, 0, null],
    ["threshold 100 wants all of it", { score: 99.9 }, 100, "below_health_threshold"],
    ["own pause that only slows", { score: 2.5, throttle: { ...normal, mailbox: "critical" } }, 40, null],
    [
      "own pause that only slows, higher threshold",
      { score: 2.5, throttle: { ...normal, mailbox: "critical" } },
      40.1,
      "below_health_threshold",
    ],
    [
      "the domain's pause lends its mailbox nothing",
      { score: 39, throttle: { ...normal, domain: "critical" } },
      40,
      "below_health_threshold",
    ],
    ["a good score that is critical by rates", { score: 60, throttle: { ...normal, mailbox: "critical" } }, 55, null],
  ])("threshold: %s", (_name, change, threshold, reason) => {
    expect(senderProblem({ ...fit, ...change }, { ...settings, mailbox_health_threshold: threshold })).toBe(reason);
  });

  it.each<GuardState>(["healthy", "watch", "throttled", "probation"])("guard %s sends", (state) => {
    expect(senderProblem({ ...fit, guard: guardOf(state, state, state) }, settings)).toBeNull();
  });

  it("finds nothing only where nothing is paused, whatever else is true", () => {
    const throttle = fc.constantFrom("normal" as const, "reduced" as const, "critical" as const, "paused" as const);
    const state = fc.constantFrom<GuardState>("healthy", "watch", "throttled", "paused", "probation");
    const facts = fc.record({
      throttles: fc.tuple(throttle, throttle),
      states: fc.tuple(state, state, state),
    });
    fc.assert(
      fc.property(facts, fc.boolean(), ({ throttles, states }, isActive) => {
        const [mailbox, domain] = throttles;
        const asked = { ...fit, isActive, throttle: { mailbox, domain }, guard: guardOf(...states) };
        const isStopped = !isActive || [...throttles, ...states].includes("paused");
        expect(senderProblem(asked, settings) !== null).toBe(isStopped);
      }),
    );
  });
});

describe("unavailableSince", () => {
  const pausedSince = (hours: number | null) => ({
    state: "paused" as const,
    since: hours === null ? null : later(hours),
  });
  it.each<[string, Partial<SenderFacts>, Date | null]>([
    ["fit", {}, null],
    ["switched off: not stored", { isActive: false }, null],
    ["a score pause: not stored", { throttle: { ...normal, mailbox: "paused" } }, null],
    ["archived", { archivedAt: later(-9) }, later(-9)],
    ["paused", { guard: { ...guardOf("healthy"), mailbox: pausedSince(-3) } }, later(-3)],
    [
      "the first of several pauses",
      { guard: { mailbox: pausedSince(-3), domain: pausedSince(-7), connection: pausedSince(-1) } },
      later(-7),
    ],
    [
      "archived before it was paused",
      { archivedAt: later(-9), guard: { ...fit.guard, domain: pausedSince(-2) } },
      later(-9),
    ],
    ["paused since nobody knows when", { guard: { ...fit.guard, domain: pausedSince(null) } }, null],
    ["on watch for long", { guard: { ...fit.guard, mailbox: { state: "watch", since: later(-99) } } }, null],
    ["on probation for long", { guard: { ...fit.guard, domain: { state: "probation", since: later(-99) } } }, null],
    ["healthy again for long", { guard: { ...fit.guard, connection: { ...healthy, since: later(-99) } } }, null],
  ])("%s", (_name, change, expected) => {
    expect(unavailableSince({ ...fit, ...change })).toEqual(expected);
  });
});

it.each([
  ["nothing is paused", [], null],
  ["the longer of two rests", [later(5), later(29)], later(29)],
  ["one that a person ends", [later(5), null], null],
])("back by itself: %s", (_name, ends, expected) => {
  expect(backAfter(ends.map((releasesAt) => ({ releasesAt })))).toEqual(expected);
});
