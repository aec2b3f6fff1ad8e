import { describe, expect, it } from "vitest";
import { type AlertFacts, listAlerts } from "./list-alerts.ts";

const calm: AlertFacts = { engine: "sending", paused: [], scorePaused: [], isReputationStale: false, failedRuns: [] };
const codes = (change: Partial<AlertFacts>) => listAlerts({ ...calm, ...change }).map((alert) => alert.code);

describe("listAlerts", () => {
  it("is silent when nothing needs a person", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ engine: "window_closed" })).toEqual([]);
  });

  it("names a domain once, not its mailboxes too", () => {
    const scorePaused: AlertFacts["scorePaused"] = [
      { kind: "domain", name: "a.test", score: 20, status: "critical" },
      { kind: "mailbox", name: "x@a.test", score: 20, status: "critical" },
      { kind: "mailbox", name: "y@b.test", score: 25, status: "critical" },
    ];
    expect(listAlerts({ ...calm, scorePaused }).map((alert) => alert.title)).toEqual([
      "a.test is in trouble",
      "y@b.test is in trouble",
    ]);
  });

  it("says of a domain paused by a person only that", () => {
    const paused = [{ kind: "domain", id: "1", name: "a.test", reason: "new DNS" }];
    expect(codes({ paused, scorePaused: [{ kind: "domain", name: "a.test", score: 20, status: "critical" }] })).toEqual(
      ["domain_paused"],
    );
  });

  it("puts the worst first", () => {
    expect(
      codes({ failedRuns: [{ functionId: "run-sequencer", id: "1" }], engine: "paused", isReputationStale: true }),
    ).toEqual(["engine_paused", "reputation_stale", "job_failed"]);
  });
});
