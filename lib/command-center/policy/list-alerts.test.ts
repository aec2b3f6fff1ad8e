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

  it.each<[AlertFacts["engine"], string | null, string | null]>([
    ["sending", null, null],
    ["window_closed", null, null],
    ["limit_reached", null, null],
    ["off", "warning", "/settings"],
    ["paused", "critical", "/settings"],
    ["no_postal_address", "critical", "/settings"],
    ["no_mailbox", "critical", "/mailboxes"],
  ])("an engine that is %s: %s, to be seen to at %s", (engine, severity, href) => {
    const [alert, ...more] = listAlerts({ ...calm, engine });
    expect([alert?.severity ?? null, alert?.href ?? null, more]).toEqual([severity, href, []]);
  });

  it.each([
    ["domain", "/domains"],
    ["mailbox", "/mailboxes"],
    ["connection", "/settings"],
  ])("sends whoever reads of a paused %s to %s", (kind, href) => {
    const [alert] = listAlerts({ ...calm, paused: [{ kind, id: "1", name: null, reason: null }] });
    expect(alert).toMatchObject({ code: `${kind}_paused`, title: `${kind} is paused`, href });
  });

  it.each([
    ["paused_by_person", "Paused by a person: nothing is sent until it is resumed."],
    ["some_newer_code", "some newer code: nothing is sent until it is resumed."],
    [null, "Paused: nothing is sent until it is resumed."],
  ])("puts the reason %s in words", (reason, detail) => {
    expect(listAlerts({ ...calm, paused: [{ kind: "domain", id: "1", name: "a.test", reason }] })).toMatchObject([
      { detail },
    ]);
  });

  it("calls the guard's pause critical and a person's a warning, and a domain's pause says it for its mailboxes", () => {
    const paused = [
      { kind: "mailbox", id: "1", name: "x@a.test", reason: "bounce_rate", hasRest: true },
      { kind: "mailbox", id: "2", name: "y@a.test", reason: "paused_by_person" },
      { kind: "mailbox", id: "3", name: "z@b.test", reason: "complaint_rate", hasRest: true },
      { kind: "domain", id: "4", name: "a.test", reason: "bounce_rate", hasRest: true },
    ];
    expect(listAlerts({ ...calm, paused }).map(({ title, severity }) => [title, severity])).toEqual([
      ["z@b.test is paused", "critical"],
      ["a.test is paused", "critical"],
      ["y@a.test is paused", "warning"],
    ]);
  });

  it("says of a pause that a clock ends that it does", () => {
    const paused = [{ kind: "domain", id: "1", name: "a.test", reason: "bounce_rate", hasRest: true }];
    expect(listAlerts({ ...calm, paused })).toMatchObject([
      { detail: "Too many bounces: nothing is sent until its rest is over." },
    ]);
  });

  it("says of a mailbox paused by a person only that, and of its neighbour what its score does", () => {
    const scorePaused: AlertFacts["scorePaused"] = [
      { kind: "mailbox", name: "x@a.test", score: 20, status: "critical" },
      { kind: "mailbox", name: "y@a.test", score: 12.5, status: "critical" },
    ];
    const paused = [{ kind: "mailbox", id: "1", name: "x@a.test", reason: null }];
    const alerts = listAlerts({ ...calm, paused, scorePaused });
    expect(alerts.map((alert) => [alert.title, alert.detail, alert.href])).toEqual([
      ["y@a.test is in trouble", "Score 12.5, critical: nothing is sent from it.", "/mailboxes"],
      ["x@a.test is paused", "Paused: nothing is sent until it is resumed.", "/mailboxes"],
    ]);
  });

  it("is silent about the mailboxes of a paused domain, not about those of a domain that only ends alike", () => {
    const scorePaused: AlertFacts["scorePaused"] = [
      { kind: "mailbox", name: "x@a.test", score: 20, status: "critical" },
      { kind: "mailbox", name: "x@mail.a.test", score: 20, status: "critical" },
    ];
    const paused = [{ kind: "domain", id: "1", name: "a.test", reason: null }];
    expect(listAlerts({ ...calm, paused, scorePaused }).map((alert) => alert.title)).toEqual([
      "x@mail.a.test is in trouble",
      "a.test is paused",
    ]);
  });

  it("names every failed job", () => {
    const failedRuns = ["run-sequencer", "run-recontact"].map((functionId, n) => ({ functionId, id: String(n) }));
    expect(listAlerts({ ...calm, failedRuns })).toMatchObject([
      { code: "job_failed", title: "run-sequencer failed", severity: "warning", href: "/jobs" },
      { code: "job_failed", title: "run-recontact failed" },
    ]);
  });
});
