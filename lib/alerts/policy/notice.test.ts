import { describe, expect, it } from "vitest";
import { alertRow, noon } from "../testing/alert-facts.ts";
import { hrefOf } from "./href.ts";
import { isWanted, noticePayload } from "./notice.ts";

describe("isWanted", () => {
  const all = { minSeverity: "warning", kinds: [] } as const;
  it.each([
    { name: "grave enough", alert: {}, wish: all, expected: true },
    { name: "too mild", alert: { severity: "info", peak_severity: "info" }, wish: all, expected: false },
    {
      name: "of a kind that was asked for",
      alert: {},
      wish: { ...all, kinds: ["budget", "domain_health"] },
      expected: true,
    },
    { name: "of another kind", alert: {}, wish: { ...all, kinds: ["budget"] }, expected: false },
  ] as const)("$name", ({ alert, wish, expected }) => {
    expect(isWanted({ event: "opened", alert: alertRow(alert) }, wish)).toBe(expected);
  });

  it("tells of the end whom it told of the worst, however mild it was at last", () => {
    const alert = alertRow({ severity: "info", peak_severity: "critical" });
    const wish = { minSeverity: "critical", kinds: [] } as const;
    expect([isWanted({ event: "closed", alert }, wish), isWanted({ event: "escalated", alert }, wish)]).toEqual([
      true,
      false,
    ]);
  });
});

it("says what happened, to what, and where to look", () => {
  const alert = alertRow({ closed_at: noon });
  expect(noticePayload({ event: "closed", alert, at: noon }, "https://console.test")).toMatchObject({
    type: "alert.closed",
    timestamp: "2026-06-10T16:00:00.000Z",
    data: {
      alert_id: alert.id,
      kind: "domain_health",
      severity: "warning",
      scope: { kind: "domain", id: "d1", name: "a.test" },
      todo: expect.stringContaining("rest is over"),
      closed_at: "2026-06-10T16:00:00.000Z",
      place_url: "https://console.test/domains/d1",
      alert_url: `https://console.test/alerts?alert=${alert.id}`,
    },
  });
});

describe("hrefOf", () => {
  const tenant = { scope_kind: "tenant", scope_id: null } as const;
  it.each([
    [{ kind: "domain_health", scope_kind: "domain", scope_id: "d1" }, "/domains/d1"],
    [{ kind: "mailbox_health", scope_kind: "mailbox", scope_id: "m1" }, "/mailboxes/m1"],
    [{ kind: "account_breaker", scope_kind: "connection", scope_id: "c1" }, "/settings?tab=connections"],
    [{ kind: "job_stalled", scope_kind: "job", scope_id: "run-sequencer" }, "/jobs?job=run-sequencer"],
    [{ kind: "endpoint_disabled", scope_kind: "endpoint", scope_id: "e1" }, "/settings?tab=alerts"],
    [{ kind: "engine_no_mailbox", ...tenant }, "/mailboxes"],
    [{ kind: "job_runner_silent", ...tenant }, "/jobs"],
    [{ kind: "of_newer_code", ...tenant }, "/overview"],
  ] as const)("%o → %s", (place, href) => expect(hrefOf(place)).toBe(href));
});
