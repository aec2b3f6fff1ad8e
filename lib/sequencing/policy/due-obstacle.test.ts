import { expect, it } from "vitest";
import { testSettings } from "#lib/testing/sequencing-facts.ts";
import { type DueFacts, type DueObstacle, dueObstacle } from "./due-obstacle.ts";

// Wednesday, 11:05 in Chicago
const now = new Date("2026-06-10T16:05:00Z");
const facts: DueFacts = {
  closed: null,
  usedUp: null,
  slotEnd: new Date("2026-06-10T16:30:00Z"),
  dayEnd: new Date("2026-06-11T05:00:00Z"),
  place: { zip: null, stateCode: "IL" },
  settings: testSettings({ send_hours_start: "08:00", send_hours_end: "18:00", send_timezone: "America/Chicago" }),
};
const morning = new Date("2026-06-11T13:00:00Z");
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
])("in the way: %s", (_name, change, expected) => expect(dueObstacle({ ...facts, ...change }, now)).toEqual(expected));
