import { describe, expect, it } from "vitest";
import { alertKinds } from "../kinds.ts";
import { alertRow, noon, stateFact } from "../testing/alert-facts.ts";
import { adviceOf } from "./advice.ts";
import { healthCauses } from "./health-causes.ts";

/** The advice of the alert that a state of the guard raises. */
function adviceFor(fact: Parameters<typeof stateFact>[0]) {
  const [cause] = healthCauses({ states: [stateFact(fact)], scorePaused: [] });
  if (!cause) throw new Error("no cause");
  return adviceOf(cause);
}

const byPerson = { state: "paused", reason: "paused_by_person", releasesAt: null } as const;

describe("what a person paused", () => {
  it.each([
    ["domain", "resume the sending domain", "someone resuming it"],
    ["mailbox", "resume the mailbox", "someone resuming it"],
    ["connection", "release the connection", "someone releasing it"],
  ] as const)("of a %s only a person ends, and no rest is spoken of", (kind, todo, clears) => {
    const advice = adviceFor({ ...byPerson, kind });
    expect(advice).toEqual({ todo: expect.stringContaining(todo), clears });
    expect(advice.todo).not.toMatch(/rest|bounce/);
  });

  it("names who did it, with what they wrote as evidence", () => {
    const states = [stateFact({ ...byPerson, by: "Ann", note: "list was bad" })];
    expect(healthCauses({ states, scorePaused: [] })).toMatchObject([
      {
        detail: "Paused by Ann: nothing is sent until a person resumes it.",
        evidence: { paused_by: "Ann", note: "list was bad" },
      },
    ]);
  });
});

describe("what the guard did", () => {
  it.each([
    [{ state: "throttled" }, /^Stop the lists that bounce/, /calm day/],
    [{ state: "throttled", reason: "complaint_rate" }, /^Stop the campaigns that draw complaints/, /calm day/],
    [{ state: "throttled", reason: "blocked_rate" }, /^Find out why providers block/, /calm day/],
    [{ state: "probation", reason: "rest_over" }, /^Nothing for now/, /passed probation/],
    [{ state: "paused", releasesAt: null }, /then resume it with a reason/, /someone/],
    [{ state: "paused", releasesAt: noon }, /when its rest is over/, /healthy again/],
  ])("%o", (fact, todo, clears) => {
    expect(adviceFor(fact)).toEqual({ todo: expect.stringMatching(todo), clears: expect.stringMatching(clears) });
  });

  it("a score that stops a sender heals with the hours", () => {
    const advice = adviceOf(alertRow({ evidence: { score: 12, sent: 100, bounced: 30, complained: 0 } }));
    expect(advice.clears).toBe("the bad hours leaving the 24 h window");
  });

  it("a breaker of a connection waits for a person", () => {
    const { todo, clears } = alertKinds.account_breaker;
    expect(adviceFor({ kind: "connection", reason: "account_bounces", releasesAt: null })).toEqual({ todo, clears });
  });
});

it("any other alert has the advice of its kind", () => {
  const { todo, clears } = alertKinds.budget;
  expect(adviceOf({ kind: "budget", evidence: { score: 1, reason: "paused_by_person" } })).toEqual({ todo, clears });
  expect(adviceOf({ kind: "toString", evidence: {} }).clears).toBe("unknown");
});
