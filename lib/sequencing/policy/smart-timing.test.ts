import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageFacts, sendFacts, testSettings } from "#lib/testing/sequencing-facts.ts";
import { dayParts } from "./day-parts.ts";
import { nextSend } from "./next-send.ts";
import { isInsideSendWindow, nextWindowStart } from "./send-window.ts";
import { momentInDayPart } from "./smart-timing.ts";

const chicago = { zip: "62701", stateCode: "IL" };
const office = testSettings({ send_hours_start: "08:00", send_hours_end: "18:00", send_weekdays_only: true });
const dayMs = 86_400_000;
const part = (index: number) => dayParts[index] as (typeof dayParts)[number];

describe("momentInDayPart", () => {
  // 2026-06-10 is a Wednesday; Chicago is at UTC−5
  it.each<[string, string, number, string | null]>([
    ["later today", "2026-06-10T14:00:00Z", 3, "2026-06-10T20:00:00.000Z"],
    ["tomorrow, when it is over today", "2026-06-10T20:30:00Z", 1, "2026-06-11T14:00:00.000Z"],
    ["in it already", "2026-06-10T15:10:00Z", 1, null],
    [
      "from the window's opening, when the part begins before it",
      "2026-06-10T20:30:00Z",
      0,
      "2026-06-11T13:00:00.000Z",
    ],
    ["never, when the window is closed throughout", "2026-06-10T15:00:00Z", 4, null],
    ["not over a weekend", "2026-06-12T20:30:00Z", 1, null],
    ["after the weekend, when it opens then", "2026-06-15T13:00:00Z", 2, "2026-06-15T17:00:00.000Z"],
  ])("%s", (_, opening, index, expected) => {
    expect(momentInDayPart(chicago, office, new Date(opening), part(index))?.toISOString() ?? null).toBe(expected);
  });

  it("goes by the wall clock across the change to summer time", () => {
    const settings = testSettings();
    // Saturday 15:30 in Chicago; the clocks go forward at 2:00 on Sunday, 8 March
    const at = momentInDayPart(chicago, settings, new Date("2026-03-07T21:30:00Z"), part(1));
    expect(at?.toISOString()).toBe("2026-03-08T14:00:00.000Z");
  });

  it("opens in both zones of a place that has two", () => {
    const place = { zip: null, stateCode: "TN" };
    const at = momentInDayPart(place, office, new Date("2026-06-10T20:30:00Z"), part(0));
    expect(at === null || isInsideSendWindow(place, office, at)).toBe(true);
  });
});

describe("nextSend with smart timing", () => {
  const settings = { ...office, smart_timing_enabled: true };
  const bestDayParts = new Map([["hvac il", { ...part(3), engaged: 40, sent: 90 }]]);
  const tenant = { transportsInUse: [{ isSimulated: true, isLocal: true }], bestDayParts };
  const dueAt = new Date("2026-06-10T14:00:00Z");
  const followup = (change = {}) =>
    sendFacts(dueAt, {
      status: "contacted",
      step: 1,
      lastEmailSentAt: new Date(dueAt.getTime() - 72 * 3_600_000),
      cycleMessages: [messageFacts({ sentAt: new Date(dueAt.getTime() - 72 * 3_600_000) })],
      ...change,
    });
  const preferred = "2026-06-10T20:00:00.000Z";
  const at = (now: Date, facts = followup(), given = settings) => {
    const next = nextSend(facts, given, tenant, now);
    return next.kind === "send" ? [next.at.toISOString(), next.dayPart?.from ?? null] : next;
  };

  it("moves the email into the part, and says which", () => {
    expect(at(dueAt)).toEqual([preferred, 15]);
    expect(at(new Date(dueAt.getTime() - 3 * dayMs))).toEqual([preferred, 15]);
    expect(at(new Date("2026-06-10T14:00:00Z"), sendFacts(dueAt))).toEqual([preferred, 15]);
  });

  it("moves nothing when it is off, or for another trade or state", () => {
    const due = [dueAt.toISOString(), null];
    expect(at(dueAt, followup(), { ...settings, smart_timing_enabled: false })).toEqual(due);
    expect(at(dueAt, followup({ tradeType: "solar" }))).toEqual(due);
    expect(at(dueAt, followup({ tradeType: null }))).toEqual(due);
    expect(at(dueAt, followup({ place: { zip: "62701", stateCode: "WI" } }))).toEqual(due);
  });

  it("waits once: from the chosen moment on the email is due, in the part and after it", () => {
    for (const later of ["2026-06-10T20:00:00Z", "2026-06-10T22:00:00Z"]) {
      expect(at(new Date(later))).toEqual([preferred, 15]);
    }
    expect(at(new Date("2026-06-11T03:00:00Z"))).toEqual(["2026-06-11T13:00:00.000Z", null]);
    expect(at(new Date("2026-06-11T14:00:00Z"))).toEqual([preferred, 15]);
  });

  it("is never earlier than due, never later than 24 h after the first open moment, always inside the window", () => {
    const start = Date.parse("2026-01-01T00:00:00Z");
    const moments = fc.integer({ min: start, max: start + 365 * dayMs }).map((ms) => new Date(ms));
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 4 }), fc.constantFrom("IL", "TN", "FL"), (due, index, state) => {
        const place = { zip: null, stateCode: state };
        const best = new Map([[`hvac ${state.toLowerCase()}`, { ...part(index), engaged: 40, sent: 90 }]]);
        const next = nextSend(sendFacts(due, { place }), settings, { ...tenant, bestDayParts: best }, due);
        if (next.kind !== "send") throw new Error(next.kind);
        const opening = nextWindowStart(place, settings, due).getTime();
        expect(next.at.getTime()).toBeGreaterThanOrEqual(opening);
        expect(next.at.getTime() - opening).toBeLessThanOrEqual(dayMs);
        expect(isInsideSendWindow(place, settings, next.at)).toBe(true);
      }),
    );
  });
});
