import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testSettings } from "#lib/testing/sequencing-facts.ts";
import {
  endOfDay,
  isImmediate,
  jitterOf,
  remainingHalfHours,
  sendGapMs,
  slotAllowance,
  slotOf,
  spreadMoment,
} from "./pacing.ts";

const office = testSettings({ send_hours_start: "08:00", send_hours_end: "18:00", send_weekdays_only: true });
const local = { isLocal: true, isSimulated: true };
const real = { isLocal: false, isSimulated: false };

it("cuts the day into half hours", () => {
  const slot = slotOf(new Date("2026-06-10T16:29:59.999Z"));
  expect([slot.start.toISOString(), slot.end.toISOString()]).toEqual([
    "2026-06-10T16:00:00.000Z",
    "2026-06-10T16:30:00.000Z",
  ]);
});

describe("remainingHalfHours", () => {
  it.each([
    ["at opening", "2026-06-10T13:00:00Z", 20],
    ["within the first half hour", "2026-06-10T13:20:00Z", 20],
    ["an hour before opening, for the east", "2026-06-10T12:00:00Z", 22],
    ["the last half hour", "2026-06-10T22:30:00Z", 1],
    ["after closing, for the west: until midnight", "2026-06-10T23:00:00Z", 12],
    ["Saturday: until midnight", "2026-06-13T16:00:00Z", 26],
  ])("%s", (_name, at, expected) => {
    expect(remainingHalfHours(office, new Date(at))).toBe(expected);
  });

  it("counts a window until 24:00, also on the day that is 23 hours long", () => {
    expect(remainingHalfHours(testSettings(), new Date("2026-06-10T05:00:00Z"))).toBe(48);
    expect(remainingHalfHours(testSettings(), new Date("2026-03-08T06:00:00Z"))).toBe(46);
  });
});

it("ends the day at local midnight", () => {
  expect(endOfDay("America/Chicago", new Date("2026-06-10T16:00:00Z")).toISOString()).toBe("2026-06-11T05:00:00.000Z");
  expect(endOfDay("America/Chicago", new Date("2026-06-11T05:00:00Z")).toISOString()).toBe("2026-06-12T05:00:00.000Z");
});

describe("slotAllowance", () => {
  it.each([
    ["even share, rounded up", 50, 0, 20, 3],
    ["what this half hour queued counts", 48, 2, 20, 1],
    ["share used", 47, 3, 20, 0],
    ["last half hour: all of it", 7, 3, 1, 7],
    ["nothing left", 0, 3, 5, 0],
  ])("%s", (_name, remaining, used, halfHours, expected) => {
    expect(slotAllowance(remaining, used, halfHours)).toBe(expected);
  });

  it("uses up the day's allowance exactly, however often a half hour is run", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000 }), fc.integer({ min: 1, max: 48 }), (total, halfHours) => {
        let remaining = total;
        for (let left = halfHours; left >= 1; left -= 1) {
          const first = slotAllowance(remaining, 0, left);
          expect(slotAllowance(remaining - first, first, left)).toBe(0);
          remaining -= first;
        }
        expect(remaining).toBe(0);
      }),
    );
  });
});

describe("gaps", () => {
  it("spans the settings' range", () => {
    expect([0, 0.5, 1].map((fraction) => sendGapMs(testSettings(), real, fraction))).toEqual([60_000, 90_000, 120_000]);
  });

  it("is never under a minute on a real connection, and may be none on this machine", () => {
    const none = testSettings({ send_gap_min_seconds: 0, send_gap_max_seconds: 0 });
    expect(sendGapMs(none, real, 0.7)).toBe(60_000);
    expect(sendGapMs(none, local, 0.7)).toBe(0);
  });

  it("lets only local connections send at once", () => {
    const immediate = testSettings({ pacing: "immediate" });
    expect([isImmediate(immediate, local), isImmediate(immediate, real), isImmediate(testSettings(), local)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("spreadMoment", () => {
  it.each([
    { expected: 3, placed: 0, jitter: 0, at: "16:00:00.000" },
    { expected: 3, placed: 1, jitter: 0, at: "16:10:00.000" },
    { expected: 3, placed: 2, jitter: 0.5, at: "16:25:00.000" },
    { expected: 1, placed: 0, jitter: 0.5, at: "16:15:00.000" },
    { expected: 0, placed: 0, jitter: 0.25, at: "16:07:30.000" },
    { expected: 7, placed: 1, jitter: 0, at: "16:04:17.142" },
    { expected: 3, placed: 3, jitter: 0, at: "16:29:59.999" },
    { expected: 3, placed: 90, jitter: 0.9, at: "16:29:59.999" },
  ])("number $placed of $expected, jitter $jitter: $at", ({ at, ...place }) => {
    const halfHour = { now: new Date("2026-06-10T16:00:00Z"), end: new Date("2026-06-10T16:30:00Z") };
    expect(spreadMoment({ ...halfHour, ...place }).toISOString()).toBe(`2026-06-10T${at}Z`);
  });

  it("spaces messages over the rest of the half hour, in order and inside it", () => {
    const now = new Date("2026-06-10T16:05:00Z");
    const end = new Date("2026-06-10T16:30:00Z");
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.uuid(), { minLength: 2, maxLength: 2 }),
        (expected, ids) => {
          const moment = (placed: number, id: string) =>
            spreadMoment({ now, end, expected, placed, jitter: jitterOf(id) });
          const [first = "", second = ""] = ids;
          expect(moment(0, first).getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(moment(expected - 1, second).getTime()).toBeLessThan(end.getTime());
          expect(moment(1, second).getTime()).toBeGreaterThanOrEqual(moment(0, first).getTime());
        },
      ),
    );
  });
});
