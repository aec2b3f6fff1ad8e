import { describe, expect, it } from "vitest";
import { frameOf, plannedSender, runAt, timetable } from "#lib/testing/planning-facts.ts";
import { findRoom, slotClaim } from "./find-room.ts";

const office = { send_hours_start: "08:00", send_hours_end: "18:00", send_weekdays_only: true };
const simulator = plannedSender(1, "a");
const provider = plannedSender(1, "a", { transport: { isSimulated: false, isLocal: false } });
const chicago = { zip: "60601", stateCode: "IL" };
/** The end of an id places a message within its interval: 0 at its start, f at its end. */
const message = (end: "0" | "8" | "f", place: { zip: string | null; stateCode: string | null } = chicago) => ({
  id: `01980000-0000-7000-8000-0000${end.repeat(8)}`,
  place,
});
const used = (kind: string, key: string, n: number) => [{ kind, key, used: n }];
const find = (
  sender: typeof simulator,
  table = timetable(),
  settings = {},
  { now = runAt, domain = { cap: 500, isProbation: false }, asked = message("0") } = {},
) => findRoom(sender, domain, asked, frameOf({ ...office, ...settings }, now), table);

describe("caps come first, and wait for the next sending day", () => {
  const tomorrow = new Date("2026-06-11T13:00:00Z");
  it.each([
    ["the mailbox's", simulator, timetable(used("mailbox", simulator.mailboxId, 40)), "mailbox_cap"],
    ["the domain's", simulator, timetable(used("domain", "a", 500)), "domain_cap"],
    [
      "a probation's",
      { ...simulator, cap: 8, isProbation: true },
      timetable(used("mailbox", simulator.mailboxId, 8)),
      "probation_quota",
    ],
    ["a mailbox that may nothing today", { ...simulator, cap: 0 }, timetable(), "mailbox_cap"],
    [
      "the mailbox's before its domain's",
      simulator,
      timetable([...used("mailbox", simulator.mailboxId, 41), ...used("domain", "a", 500)]),
      "mailbox_cap",
    ],
  ])("%s", (_name, sender, table, reason) => {
    expect(find(sender, { ...table, slotCap: 0 })).toEqual({ reason, retryAt: tomorrow });
  });

  it("the quota of its domain's probation", () => {
    const [table, domain] = [timetable(used("domain", "a", 24)), { cap: 24, isProbation: true }];
    expect(find(simulator, table, {}, { domain })).toEqual({ reason: "probation_quota", retryAt: tomorrow });
  });

  it("leave the last place free", () => {
    expect(find(simulator, timetable(used("mailbox", simulator.mailboxId, 39)))).toHaveProperty("scheduledAt");
    expect(find(simulator, timetable(used("domain", "a", 499)))).toHaveProperty("scheduledAt");
  });

  it("over a weekend: until Monday", () => {
    const friday = new Date("2026-06-12T16:05:00Z");
    const table = timetable(used("mailbox", simulator.mailboxId, 40));
    expect(find(simulator, table, {}, { now: friday })).toMatchObject({ retryAt: new Date("2026-06-15T13:00:00Z") });
  });
});

describe("the half hour", () => {
  const slot = "2026-06-10T16:00:00.000Z";
  it("has a share: the next one goes on", () => {
    const table = timetable(used("slot", slot, 10));
    expect(find(provider, table)).toEqual({ reason: "slot_allowance", retryAt: new Date("2026-06-10T16:30:00Z") });
    expect(find(provider, timetable(used("slot", slot, 9)))).toHaveProperty("scheduledAt");
  });

  it("does not bind a local mailbox that sends at once", () => {
    const table = timetable(used("slot", slot, 10));
    expect(find(simulator, table, { pacing: "immediate" })).toEqual({ scheduledAt: runAt });
    expect(find(provider, table, { pacing: "immediate" })).toMatchObject({ reason: "slot_allowance" });
  });

  it.each([
    ["the first, at its interval's start", 0, "0", "2026-06-10T16:05:00.000Z"],
    ["the first, in the middle of its interval", 0, "8", "2026-06-10T16:06:20.000Z"],
    ["the fifth", 4, "0", "2026-06-10T16:15:00.000Z"],
    ["the last", 9, "0", "2026-06-10T16:27:30.000Z"],
  ] as const)("is shared evenly: %s", (_name, placed, end, expected) => {
    const room = find(provider, timetable([], { placed }), {}, { asked: message(end) });
    if (!("scheduledAt" in room)) throw new Error("there is room");
    expect(Math.abs(room.scheduledAt.getTime() - Date.parse(expected))).toBeLessThanOrEqual(1_000);
  });
});

describe("the gap after a mailbox's last message", () => {
  it.each([
    ["at the range's start", "0", "2026-06-10T16:21:00.000Z"],
    ["in its middle", "8", "2026-06-10T16:21:32.000Z"],
    ["at its end", "f", "2026-06-10T16:22:00.000Z"],
  ] as const)("lasts 60 to 120 s: %s", (_name, end, expected) => {
    const sender = { ...provider, lastScheduledAt: new Date("2026-06-10T16:20:00Z") };
    const room = find(sender, timetable(), {}, { asked: message(end) });
    if (!("scheduledAt" in room)) throw new Error("there is room");
    expect(Math.abs(room.scheduledAt.getTime() - Date.parse(expected))).toBeLessThan(3_000);
  });

  it("counts from what this run gave the mailbox, not from what was stored", () => {
    const lastScheduled = new Map([[provider.mailboxId, new Date("2026-06-10T16:25:00Z")]]);
    const sender = { ...provider, lastScheduledAt: new Date("2026-06-10T16:00:00Z") };
    expect(find(sender, timetable([], { lastScheduled }))).toEqual({ scheduledAt: new Date("2026-06-10T16:26:00Z") });
  });

  it("that reaches into the next half hour leaves the message to it", () => {
    const sender = { ...provider, lastScheduledAt: new Date("2026-06-10T16:29:00Z") };
    expect(find(sender)).toEqual({ reason: "send_gap", retryAt: new Date("2026-06-10T16:30:00Z") });
    const atOnce = { ...simulator, lastScheduledAt: new Date("2026-06-10T16:29:00Z") };
    expect(find(atOnce, timetable(), { pacing: "immediate" })).toEqual({
      scheduledAt: new Date("2026-06-10T16:30:00Z"),
    });
  });

  it("never takes a message over midnight: its capacity is of this day", () => {
    const now = new Date("2026-06-11T04:50:00Z");
    const late = { send_hours_end: "24:00" };
    const sender = { ...simulator, lastScheduledAt: new Date("2026-06-11T04:59:30Z") };
    expect(find(sender, timetable(), { ...late, pacing: "immediate" }, { now })).toMatchObject({ reason: "send_gap" });
    expect(find(sender, timetable(), late, { now })).toEqual({
      reason: "send_gap",
      retryAt: new Date("2026-06-11T13:00:00Z"),
    });
  });
});

it("ends with the day where that ends within the half hour, as in zones a quarter hour off", () => {
  const kathmandu = { send_timezone: "Asia/Kathmandu", send_hours_end: "24:00" };
  const asked = message("0", { zip: null, stateCode: null });
  const at = { now: new Date("2026-06-10T18:05:00Z"), asked };
  const busyUntil = (time: string) => ({ ...provider, lastScheduledAt: new Date(time) });
  expect(find(busyUntil("2026-06-10T18:13:00Z"), timetable(), kathmandu, at)).toHaveProperty("scheduledAt");
  expect(find(busyUntil("2026-06-10T18:14:00Z"), timetable(), kathmandu, at)).toMatchObject({ reason: "send_gap" });
});

describe("the prospect's window", () => {
  it("that closes before the message's moment sends it to the next opening", () => {
    const closing = { send_hours_end: "11:10" };
    const late = timetable([], { placed: 5 });
    expect(find(provider, late, closing)).toEqual({
      reason: "outside_window",
      retryAt: new Date("2026-06-11T13:00:00Z"),
    });
    expect(find(provider, timetable(), closing)).toHaveProperty("scheduledAt");
  });

  it("is that of the prospect's place", () => {
    const closing = { send_hours_end: "12:00" };
    expect(find(provider, timetable(), closing, { asked: message("0", { zip: "10001", stateCode: "NY" }) })).toEqual({
      reason: "outside_window",
      retryAt: new Date("2026-06-11T12:00:00Z"),
    });
    expect(
      find(provider, timetable(), closing, { asked: message("0", { zip: "90001", stateCode: "CA" }) }),
    ).toHaveProperty("scheduledAt");
  });
});

it("counts only what is spread for the half hour", () => {
  const claim = [{ kind: "slot", key: "2026-06-10T16:00:00.000Z", count: 1, cap: null }];
  expect(slotClaim(provider, frameOf())).toEqual(claim);
  expect(slotClaim(provider, frameOf({ pacing: "immediate" }))).toEqual(claim);
  expect(slotClaim(simulator, frameOf({ pacing: "immediate" }))).toEqual([]);
});
