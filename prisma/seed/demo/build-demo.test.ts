import { describe, expect, it } from "vitest";
import { slotOf } from "#lib/sequencing/policy/pacing.ts";
import { isInsideSendWindow } from "#lib/sequencing/policy/send-window.ts";
import { localTimeText } from "#lib/shared/zone-clock.ts";
import { createTemplateBody } from "#lib/templates/contract.ts";
import { buildDemo } from "./build-demo.ts";
import {
  aroundTheClockSince,
  engineOffSince,
  officeHours,
  plannedAt,
  recontactRunAfter,
  tenantZone,
} from "./calendar.ts";
import { isHuman } from "./followup.ts";
import { demoPlan } from "./plan.ts";
import { outreachRow, prospectRow, suppressionRow } from "./prospect-rows.ts";

const now = new Date("2026-06-10T16:00:00Z");
const demo = buildDemo(now, "demo", demoPlan);
const messages = demo.journeys.flatMap((journey) => journey.messages);
const dayMs = 86_400_000;

describe("the demo tenant's data", () => {
  it("is the same for the same time and seed", () => {
    const few = { ...demoPlan, people: 300 };
    const once = buildDemo(now, "demo", few);
    expect(buildDemo(now, "demo", few)).toEqual(once);
    expect(buildDemo(now, "other", few).journeys[0]).not.toEqual(once.journeys[0]);
  });

  it("has ids that sort by when their rows were created: lists are ordered by them", () => {
    const at = now.getTime();
    const tables = [
      demo.journeys.map((journey) => prospectRow("t", journey, at)),
      demo.journeys.map((journey) => outreachRow("t", journey, at)),
      demo.journeys.flatMap((journey) => suppressionRow("t", journey) ?? []),
      messages.map(({ id, sentAt }) => ({ id, created_at: new Date(plannedAt(sentAt)).toISOString() })),
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

  it("kept office hours where the prospect is, without weekends and holidays, until it went around the clock", () => {
    const since = aroundTheClockSince(now.getTime());
    const outside = demo.journeys.flatMap(({ person, messages: sent }) =>
      sent.filter(({ sentAt }) => sentAt < since && !isInsideSendWindow(person, officeHours, new Date(sentAt))),
    );
    expect(outside).toEqual([]);
    const hours = new Set(messages.filter((m) => m.sentAt >= since).map((m) => new Date(m.sentAt).getUTCHours()));
    expect(hours.size).toBe(24);
    expect(messages.every(({ sentAt }) => sentAt > plannedAt(sentAt))).toBe(true);
    expect(Math.max(...messages.map(({ sentAt }) => sentAt))).toBeLessThan(engineOffSince(now.getTime()));
    expect(messages.every(({ sentAt }) => slotOf(new Date(sentAt)).start.getTime() === plannedAt(sentAt) - 2_000)).toBe(
      true,
    );
  });

  it("follows the cadence and the gate: each step says which rule it waited for", () => {
    for (const { messages: sent } of demo.journeys) {
      for (const [index, message] of sent.entries()) {
        const before = message.step > 1 ? sent[index - 1] : undefined;
        expect(message.delay === null).toBe(before === undefined);
        if (!before || !message.delay) continue;
        expect(message.sentAt - before.sentAt).toBeGreaterThanOrEqual(message.delay.hours * 3_600_000);
        const cycle = sent.filter((one) => one.cycle === message.cycle && one.step < message.step);
        const isEngaged = cycle.some((one) => one.events.some((event) => isHuman(event) && event.at <= message.sentAt));
        expect(message.step < 3 || isEngaged).toBe(true);
      }
    }
  });

  it("returns people at 05:00 of their 91st day, from another mailbox", () => {
    const returned = demo.journeys.filter(({ resets }) => resets.length > 0);
    expect(returned.length).toBeGreaterThan(200);
    for (const { messages: sent, resets } of returned) {
      for (const [index, resetAt] of resets.entries()) {
        const before = sent.filter((message) => message.cycle === index).at(-1);
        expect(localTimeText(tenantZone, new Date(resetAt)).slice(11)).toBe("05:00");
        expect(resetAt).toBe(recontactRunAfter((before?.sentAt ?? 0) + 90 * dayMs));
        const next = sent.find((message) => message.cycle === index + 1);
        if (next) expect(next.mailbox).not.toBe(before?.mailbox);
      }
    }
  });

  it("is a steady business: a month differs from the one before by a fifth at most", () => {
    for (const date of [now, new Date("2026-11-27T06:30:00Z")]) {
      const at = date.getTime();
      const { journeys } = date === now ? demo : buildDemo(date, "demo", demoPlan);
      const sent = journeys.flatMap((journey) => journey.messages);
      const between = (from: number, to: number) =>
        sent.filter(({ sentAt }) => sentAt >= at - from * dayMs && sentAt < at - to * dayMs).length;
      expect(between(60, 30)).toBeGreaterThan(2_000);
      expect(Math.abs(between(30, 0) / between(60, 30) - 1)).toBeLessThan(0.2);
    }
  });

  it("sends nothing of a campaign or from a mailbox that a person has paused", () => {
    const paused = demo.campaigns.find(({ status }) => status === "paused");
    const ofCampaign = demo.journeys.filter(({ campaign }) => campaign === paused).flatMap((one) => one.messages);
    expect(Math.max(...ofCampaign.map(({ sentAt }) => sentAt))).toBeLessThan(paused?.pausedAt ?? 0);
    const fromPaused = messages.filter(({ mailbox }) => mailbox.isPaused).map(({ sentAt }) => sentAt);
    expect(fromPaused.length).toBeGreaterThan(50);
    expect(Math.max(...fromPaused)).toBeLessThan(now.getTime() - 4 * dayMs);
  });
});
