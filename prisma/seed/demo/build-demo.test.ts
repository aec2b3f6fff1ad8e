import { describe, expect, it } from "vitest";
import { createTemplateBody } from "#lib/templates/contract.ts";
import { buildDemo } from "./build-demo.ts";
import { demoPlan } from "./plan.ts";
import { outreachRow, prospectRow, suppressionRow } from "./prospect-rows.ts";

const now = new Date("2026-06-10T16:00:00Z");
const demo = buildDemo(now, "demo", demoPlan);
const messages = demo.journeys.flatMap((journey) => journey.messages);
const dayMs = 86_400_000;

describe("the demo tenant's data", () => {
  it("is the same for the same time and seed", () => {
    expect(buildDemo(now, "demo", demoPlan)).toEqual(demo);
    expect(buildDemo(now, "other", demoPlan).journeys[0]).not.toEqual(demo.journeys[0]);
  });

  it("has ids that sort by when their rows were created: lists are ordered by them", () => {
    const at = now.getTime();
    const tables = [
      demo.journeys.map((journey) => prospectRow("t", journey, at)),
      demo.journeys.map((journey) => outreachRow("t", journey, at)),
      demo.journeys.flatMap((journey) => suppressionRow("t", journey) ?? []),
      messages.map(({ id, sentAt }) => ({ id, created_at: new Date(sentAt).toISOString() })),
      demo.campaigns.map(({ id, createdAt }) => ({ id, created_at: new Date(createdAt).toISOString() })),
    ];
    for (const rows of tables) {
      const byId = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ created_at }) => created_at);
      expect(byId.length).toBeGreaterThan(2);
      expect(byId).toEqual(byId.toSorted());
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    }
  });

  it("has twelve domains with their stories and thirty-six mailboxes", () => {
    const stories = demo.domains.map((domain) => domain.story);
    expect([demo.domains.length, demo.mailboxes.length, demo.journeys.length]).toEqual([12, 36, demoPlan.people]);
    expect(["in_trouble", "warming_up", "new"].map((story) => stories.filter((s) => s === story).length)).toEqual([
      1, 1, 1,
    ]);
  });

  it("holds honest variety: every status the engine itself brings about, cycles and steps", () => {
    const statuses = new Set(demo.journeys.map((journey) => journey.status));
    expect([...statuses].sort()).toEqual(
      [
        "bounced",
        "cold",
        "contacted",
        "demo_completed",
        "demo_scheduled",
        "duplicate_email",
        "interested",
        "lost",
        "no_verified_email",
        "proposal_sent",
        "unsubscribed",
        "won",
      ].sort(),
    );
    expect(new Set(demo.journeys.map((journey) => journey.cycle)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(demo.journeys.filter((j) => j.status === "contacted").map((j) => j.step))).toEqual(
      new Set([1, 2, 3]),
    );
  });

  it("has one campaign of a kind, with people and mail of its own, and texts that the template's schema and the gate take", () => {
    const taken = demo.campaigns.map(({ id, status }) => {
      const people = demo.journeys.filter((journey) => outreachRow("t", journey, now.getTime()).campaign_id === id);
      return { status, hasPeople: people.length > 40, hasMail: people.some((journey) => journey.messages.length > 0) };
    });
    expect(taken).toEqual([
      { status: "active", hasPeople: true, hasMail: true },
      { status: "paused", hasPeople: true, hasMail: true },
      { status: "draft", hasPeople: false, hasMail: false },
    ]);
    expect(demo.templates).toHaveLength(3);
    for (const { name, subject, body } of demo.templates) {
      expect(createTemplateBody.safeParse({ name, subject, body }).success).toBe(true);
      expect(body.split(/\s+/).length).toBeGreaterThan(name === "Calls after hours" ? 45 : 60);
    }
  });

  it("happens in the past, in order, once a prospect, cycle and step", () => {
    for (const journey of demo.journeys) {
      const keys = journey.messages.map((m) => `${m.cycle}/${m.step}`);
      expect(new Set(keys).size).toBe(keys.length);
      const times = journey.messages.map((m) => m.sentAt);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(
      messages.every(
        (m) => m.sentAt < now.getTime() && m.events.every((e) => e.at >= m.sentAt && e.at < now.getTime()),
      ),
    ).toBe(true);
  });

  it("gives the domain in trouble enough bounces to be judged, and the new one no mail", () => {
    const lastDay = messages.filter((m) => m.sentAt > now.getTime() - dayMs);
    const of = (story: string) => lastDay.filter((m) => m.mailbox.domain.story === story);
    const bounced = of("in_trouble").filter((m) => m.events.some((e) => e.type === "bounced"));
    expect(of("in_trouble").length).toBeGreaterThanOrEqual(50);
    expect(bounced.length / of("in_trouble").length).toBeGreaterThan(0.18);
    expect(of("new")).toEqual([]);
    expect(of("warming_up").length).toBeGreaterThan(0);
  });
});
