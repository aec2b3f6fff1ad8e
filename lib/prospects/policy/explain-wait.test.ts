import { describe, expect, it } from "vitest";
import type { NextExplanation } from "./explain-next.ts";
import { explainWait, type WaitFacts } from "./explain-wait.ts";

const now = new Date("2026-06-10T16:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const delay = { hours: 72, tier: "never_opened", label: "Never opened", isAtFloor: false } as const;
const next = (change: Partial<NextExplanation> = {}): NextExplanation => ({
  kind: "scheduled",
  isDue: false,
  at: hours(48),
  reason: null,
  sentence: "Step 2 is next.",
  short: null,
  clears: null,
  waitsFor: null,
  ...change,
});
const settings: WaitFacts["settings"] = {
  is_active: true,
  sequencer_paused: false,
  send_hours_start: "08:00",
  send_hours_end: "18:00",
};
const wait = (change: Partial<WaitFacts> = {}) =>
  explainWait(
    {
      next: next(),
      lastEmailSentAt: hours(-24),
      delay,
      timing: null,
      zone: "America/Chicago",
      settings,
      ...change,
    },
    now,
  );

describe("why then", () => {
  it.each<[string, Partial<WaitFacts>, string | null]>([
    ["the cadence", {}, "Follow-ups wait 72 h after the last email (never opened)."],
    [
      "the cadence and the window",
      { next: next({ at: hours(60) }) },
      "Follow-ups wait 72 h after the last email (never opened). It then takes the next moment inside the send window, 08:00 to 18:00.",
    ],
    [
      "the day part that is answered best",
      {
        next: next({ at: hours(50) }),
        timing: { from: 12, until: 15, engaged: 212, sent: 640, trade: "hvac", state: "TX" },
      },
      "Follow-ups wait 72 h after the last email (never opened). Smart timing waits until 13:00 local: hvac businesses in TX answer best to emails sent between 12:00 and 15:00 (212 of 640 were opened or clicked).",
    ],
    [
      "the shortest wait",
      { delay: { ...delay, hours: 36, isAtFloor: true }, next: next({ at: hours(12) }) },
      "Follow-ups wait 36 h after the last email (never opened, the shortest that is allowed).",
    ],
    [
      "a follow-up that is due",
      { next: next({ isDue: true, at: hours(-1) }), lastEmailSentAt: hours(-80) },
      "Follow-ups wait 72 h after the last email (never opened).",
    ],
    [
      "a first message to come",
      { delay: null, lastEmailSentAt: null },
      "First messages leave inside the send window, 08:00 to 18:00 at the prospect's place.",
    ],
    [
      "a follow-up that is due and waits for another day",
      { next: next({ isDue: true, at: hours(20) }), lastEmailSentAt: hours(-80) },
      "Follow-ups wait 72 h after the last email (never opened).",
    ],
    [
      "a first message that is due",
      { delay: null, next: next({ isDue: true, at: now }) },
      "First messages leave in order, as far as daily limits and mailboxes have room.",
    ],
    ["on its way", { next: next({ kind: "queued" }) }, "Everything is checked once more right before it leaves."],
    ["held", { next: next({ kind: "held", at: null }) }, null],
    ["over", { next: next({ kind: "ended", at: null }) }, null],
    ["no moment known", { next: next({ at: null }) }, null],
  ])("%s", (_name, change, because) => expect(wait(change).because).toBe(because));
});

describe("why nothing today", () => {
  it.each<[string, Partial<WaitFacts>, string | RegExp | null]>([
    ["it comes on a later day", {}, /^Follow-ups wait/],
    ["it comes today", { next: next({ at: hours(2) }) }, null],
    ["it is due", { next: next({ isDue: true, at: hours(-2) }) }, null],
    [
      "it is due, and today's room is used up",
      { next: next({ isDue: true, at: hours(20), sentence: "Step 2 is due and waits." }) },
      "Step 2 is due and waits.",
    ],
    ["it is due, and waits for the next half hour", { next: next({ isDue: true, at: hours(0.5) }) }, null],
    ["today in UTC, tomorrow at the prospect's place", { next: next({ at: hours(13.5) }) }, /^Follow-ups wait/],
    ["tomorrow in UTC, today at the prospect's place", { next: next({ at: hours(9) }) }, null],
    ["held", { next: next({ kind: "held", at: null, sentence: "Replied: step 2 waits." }) }, "Replied: step 2 waits."],
    ["over", { next: next({ kind: "ended", at: null, sentence: "Won." }) }, "Won."],
    ["the engine is off", { settings: { ...settings, is_active: false } }, /engine is off/],
    [
      "the kill switch is on, though it is due",
      { next: next({ at: hours(-2) }), settings: { ...settings, sequencer_paused: true } },
      /kill switch is on/,
    ],
  ])("%s", (_name, change, said) => {
    const { notToday } = wait(change);
    if (said instanceof RegExp) expect(notToday).toMatch(said);
    else expect(notToday).toBe(said);
  });
});
