import { describe, expect, it } from "vitest";
import { healthInBrief, type Judged } from "./health-in-brief.ts";

const at = (day: number) => new Date(Date.UTC(2026, 5, day));
const calm = { state: "healthy", reason: null, release: null, since: null, releasesAt: null } as const;

function place(name: string, change: Partial<Judged> = {}): Judged {
  return { id: name, name, score: 100, status: "excellent", throttle: "normal", shown: calm, reason: null, ...change };
}

const box = (name: string, change: Partial<Judged & { isActive: boolean }> = {}) => ({
  ...place(name, change),
  isActive: true,
  ...change,
});

const paused = (day: number, reason = "bounce_rate") => ({
  state: "paused" as const,
  reason,
  release: null,
  since: at(day),
  releasesAt: at(day + 2),
});

describe("healthInBrief", () => {
  it("says what ends a state of the guard where that is known", () => {
    const throttled = { ...paused(3), state: "throttled" as const };
    const clearsOf = (release: string | null) =>
      healthInBrief([place("x", { shown: { ...throttled, release } })], []).trouble[0]?.clears;
    expect(clearsOf("release_by_calm_day")).toBe("24 hours under half the line");
    expect(clearsOf("release_by_sends")).toBe("sends with few bounces");
  });

  it.each([
    ["alone", [], at(5), "fewer bounces"],
    [
      "with its domain, which rests for longer",
      [{ place: "sending domain", releasesAt: at(9) }],
      at(9),
      "fewer bounces",
    ],
    [
      "with its domain, which is back earlier",
      [{ place: "sending domain", releasesAt: at(4) }],
      at(5),
      "fewer bounces",
    ],
    [
      "with its domain, which waits for a person",
      [{ place: "sending domain", releasesAt: null }],
      null,
      "someone resuming its sending domain",
    ],
    [
      "over a connection that is stopped",
      [
        { place: "connection", releasesAt: null },
        { place: "sending domain", releasesAt: at(9) },
      ],
      null,
      "someone resuming its connection",
    ],
  ] as const)("ends the rest of a mailbox with the last thing that holds it: %s", (_, alsoPaused, end, clears) => {
    const held = { ...box("a@x", { shown: paused(3), reason: "mailbox_paused" }), alsoPaused };
    const [trouble] = healthInBrief([], [held]).trouble;
    expect(trouble).toMatchObject({ releases_at: end?.toISOString() ?? null, clears });
  });

  it("has no trouble where everything is well, and counts what may send", () => {
    const boxes = [box("a@x"), box("b@x", { isActive: false, reason: "mailbox_inactive" })];
    expect(healthInBrief([place("x", { shown: { ...calm, state: "watch" } })], boxes)).toEqual({
      domains: { total: 1, in_trouble: 0 },
      mailboxes: { total: 2, may_send: 1, in_trouble: 0 },
      trouble: [],
      more: 0,
    });
  });

  it("tells the guard's own reason, what ends it and where to look", () => {
    const { trouble } = healthInBrief(
      [place("x", { shown: paused(3), reason: "domain_paused", score: 12, status: "critical" })],
      [],
    );
    expect(trouble).toEqual([
      {
        kind: "domain",
        id: "x",
        name: "x",
        state: "paused",
        throttle: "normal",
        score: 12,
        status: "critical",
        reason: "Too many bounces",
        clears: "fewer bounces",
        since: at(3).toISOString(),
        releases_at: at(5).toISOString(),
        href: "/domains/x",
      },
    ]);
  });

  it("puts the gravest first, domains before mailboxes, the newest before the older", () => {
    const domains = [
      place("throttled", { shown: { ...paused(9), state: "throttled" } }),
      place("older", { shown: paused(1) }),
      place("newer", { shown: paused(2) }),
    ];
    const boxes = [
      box("paused@x", { shown: paused(5) }),
      box("score@x", { reason: "below_health_threshold" }),
      box("probation@x", { shown: { ...paused(5), state: "probation" } }),
    ];
    expect(healthInBrief(domains, boxes).trouble.map(({ name }) => name)).toEqual([
      "newer",
      "older",
      "paused@x",
      "probation@x",
      "throttled",
      "score@x",
    ]);
  });

  it("counts and explains what only the score slows, after what the guard does", () => {
    const slowed = place("slow", { shown: { ...calm, state: "watch", reason: "bounce_rate" }, throttle: "critical" });
    const boxes = [box("half@x", { throttle: "reduced" }), box("off@x", { throttle: "critical", isActive: false })];
    const brief = healthInBrief([place("fine"), slowed, place("paused", { shown: paused(3) })], boxes);
    expect(brief.domains).toEqual({ total: 3, in_trouble: 2 });
    expect(brief.mailboxes).toMatchObject({ may_send: 1, in_trouble: 1 });
    expect(brief.trouble.map(({ name, reason }) => [name, reason])).toEqual([
      ["paused", "Too many bounces"],
      ["slow", "Its score lets a quarter of the daily cap through"],
      ["half@x", "Its score lets half of the daily cap through"],
    ]);
    expect(brief.trouble[1]).toMatchObject({ throttle: "critical", clears: "a better score" });
  });

  it("tells of a domain's trouble once, though none of its mailboxes may send", () => {
    const boxes = [1, 2, 3].map((n) => box(`${n}@x`, { reason: "domain_paused" }));
    const brief = healthInBrief([place("x", { shown: paused(3), reason: "domain_paused" })], boxes);
    expect(brief.trouble.map(({ name }) => name)).toEqual(["x"]);
    expect(brief.mailboxes).toEqual({ total: 3, may_send: 0, in_trouble: 3 });
  });

  it("names six and counts the others", () => {
    const domains = Array.from({ length: 9 }, (_, n) => place(`d${n}`, { shown: paused(n + 1) }));
    expect(healthInBrief(domains, [])).toMatchObject({ more: 3, domains: { total: 9, in_trouble: 9 } });
  });
});
