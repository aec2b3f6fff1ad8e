import { describe, expect, it } from "vitest";
import { byUrgency, evidenceLines, KIND_OPTIONS, severityWord } from "./alert-words.ts";

it.each([
  ["critical", "bad"],
  ["warning", "warn"],
  ["info", "info"],
] as const)("%s is %s", (severity, tone) => expect(severityWord(severity).tone).toBe(tone));

it("names every kind in the filter", () => {
  expect(KIND_OPTIONS).toContainEqual({ value: "bounce_surge", label: "Bounces surge" });
});

describe("evidenceLines", () => {
  it("writes rates, money, times, reasons and counts as people read them", () => {
    const evidence = {
      bounce_rate: 0.1,
      spent_usd: 81.2,
      sent: 1200,
      reason: "bounce_rate",
      score: 22.5,
      month: "2026-06",
    };
    expect(evidenceLines(evidence).map(([name, text]) => [name, text.replace(/\s/g, " ")])).toEqual([
      ["bounce rate", "10.0 %"],
      ["spent", "$81.20"],
      ["sent", "1,200"],
      ["reason", "Too many bounces"],
      ["score", "22.5"],
      ["month", "2026-06"],
    ]);
  });

  it.each([
    ["paused", "paused since"],
    ["throttled", "throttled since"],
    ["probation", "on probation since"],
  ])("names the beginning of the state %s, which is not the alert's", (state, name) => {
    const lines = evidenceLines({ state, reason: "bounce_rate", since_at: "2026-06-10T16:00:00.000Z" });
    expect(lines.map(([label]) => label)).toEqual([name]);
  });

  it("leaves out what is not known, and names the zone of a time", () => {
    const [[name, text] = [], ...others] = evidenceLines({ last_sent_at: "2026-06-10T16:00:00.000Z", oldest_at: null });
    expect([name, others]).toEqual(["last sent", []]);
    expect(text).toMatch(/^Jun 1\d, 2026, \d\d:00 \S+/);
  });
});

it("puts the gravest first, and of equals the one that began first", () => {
  const alert = (severity: "info" | "warning" | "critical", opened_at: string) => ({ severity, opened_at }) as never;
  const alerts = [alert("info", "2026-06-01"), alert("critical", "2026-06-03"), alert("critical", "2026-06-02")];
  expect(alerts.sort(byUrgency)).toMatchObject([
    { opened_at: "2026-06-02" },
    { opened_at: "2026-06-03" },
    { severity: "info" },
  ]);
});
