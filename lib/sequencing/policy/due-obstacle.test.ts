import { expect, it } from "vitest";
import { testSettings } from "#lib/testing/sequencing-facts.ts";
import { type AwaitedMailbox, type DueFacts, type DueObstacle, dueObstacle } from "./due-obstacle.ts";

// Wednesday, 11:05 in Chicago
const now = new Date("2026-06-10T16:05:00Z");
const facts: DueFacts = {
  closed: null,
  usedUp: null,
  own: null,
  backAt: null,
  slotEnd: new Date("2026-06-10T16:30:00Z"),
  dayEnd: new Date("2026-06-11T05:00:00Z"),
  place: { zip: null, stateCode: "IL" },
  settings: testSettings({ send_hours_start: "08:00", send_hours_end: "18:00", send_timezone: "America/Chicago" }),
};
const morning = new Date("2026-06-11T13:00:00Z");
const awaited = (backAt: Date | null): AwaitedMailbox => ({
  mailboxId: "m",
  fromEmail: "box@a.test",
  backAt,
  takeOverAt: new Date("2026-06-12T16:00:00Z"),
});
const paused = (backAt: Date | null) => ({
  reason: "domain_paused" as const,
  retryAt: new Date("2026-06-10T17:05:00Z"),
  waitsFor: awaited(backAt),
});
const night = new Date("2026-06-11T03:00:00Z");
const inHawaii = { zip: "96813", stateCode: "HI" };

it.each<[string, Partial<DueFacts>, DueObstacle | null]>([
  ["nothing", {}, null],
  ["the engine stands", { closed: "engine_paused", usedUp: "tenant_cap" }, { reason: "engine_paused", until: null }],
  ["the limit of the day", { usedUp: "tenant_cap" }, { reason: "tenant_cap", until: morning }],
  ["the caps of the domains", { usedUp: "domain_cap" }, { reason: "domain_cap", until: morning }],
  ["the half hour", { usedUp: "slot_allowance" }, { reason: "slot_allowance", until: facts.slotEnd }],
  ["no mailbox", { usedUp: "no_sendable_mailbox" }, { reason: "no_sendable_mailbox", until: null }],
  // 06:05 there: opens at 8
  ["the window", { place: inHawaii }, { reason: "outside_window", until: new Date("2026-06-10T18:00:00Z") }],
  [
    "the half hour, and the window at the prospect's place",
    { usedUp: "slot_allowance", place: inHawaii },
    { reason: "slot_allowance", until: new Date("2026-06-10T18:00:00Z") },
  ],
  [
    "its mailbox, until the window after the rest, whatever the day has left",
    { own: paused(night), usedUp: "tenant_cap" },
    { reason: "domain_paused", until: morning, waitsFor: awaited(night) },
  ],
  [
    "its mailbox, until another takes over where the rest is longer",
    { own: paused(new Date("2026-06-20T16:00:00Z")) },
    {
      reason: "domain_paused",
      until: awaited(null).takeOverAt,
      waitsFor: awaited(new Date("2026-06-20T16:00:00Z")),
    },
  ],
  [
    "its mailbox, and nobody knows until when it rests",
    { own: paused(null), usedUp: "no_sendable_mailbox" },
    { reason: "domain_paused", until: awaited(null).takeOverAt, waitsFor: awaited(null) },
  ],
  [
    "the engine before its mailbox",
    { own: paused(night), closed: "engine_off" },
    { reason: "engine_off", until: null },
  ],
  [
    "no mailbox until the first is back",
    { usedUp: "no_sendable_mailbox", backAt: night },
    { reason: "no_sendable_mailbox", until: morning },
  ],
  [
    "its own mailbox's cap, where others have room",
    { own: { reason: "mailbox_cap", retryAt: morning, waitsFor: null } },
    { reason: "mailbox_cap", until: morning },
  ],
  [
    "no mailbox for this one, where others may send to others",
    { own: { reason: "no_sendable_mailbox", retryAt: morning, waitsFor: null } },
    { reason: "no_sendable_mailbox", until: null },
  ],
])("in the way: %s", (_name, change, expected) => expect(dueObstacle({ ...facts, ...change }, now)).toEqual(expected));
