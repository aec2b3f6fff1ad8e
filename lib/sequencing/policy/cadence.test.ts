import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CadenceFacts, cadenceTiers, followupDelay, requiredFollowupDelayHours } from "./cadence.ts";

const sentAt = new Date("2026-06-10T16:00:00Z");
const minutesLater = (minutes: number) => new Date(sentAt.getTime() + minutes * 60_000);
const silent: CadenceFacts = {
  emailOpenCount: 0,
  hasClicked: false,
  hasOpened: false,
  step: 1,
  lastSentAt: sentAt,
  lastDeliveredAt: minutesLater(1),
  lastOpenedAt: null,
};

describe("requiredFollowupDelayHours at base 72", () => {
  it.each([
    ["three opens: tier 1", { emailOpenCount: 3, hasOpened: true }, 54, "opened_often"],
    [
      "three opens and a click: still tier 1",
      { emailOpenCount: 4, hasClicked: true, hasOpened: true },
      54,
      "opened_often",
    ],
    ["two opens and a click: tier 2", { emailOpenCount: 2, hasClicked: true, hasOpened: true }, 60, "clicked"],
    [
      "opened 60 minutes after delivery: tier 3",
      { emailOpenCount: 1, hasOpened: true, lastOpenedAt: minutesLater(61) },
      60,
      "opened_at_once",
    ],
    [
      "opened 61 minutes after delivery: tier 4",
      { emailOpenCount: 1, hasOpened: true, lastOpenedAt: minutesLater(62) },
      72,
      "opened",
    ],
    [
      "no delivery notice: from sending",
      { hasOpened: true, lastDeliveredAt: null, lastOpenedAt: minutesLater(60) },
      60,
      "opened_at_once",
    ],
    ["an earlier message opened: tier 4", { emailOpenCount: 1, hasOpened: true, step: 2 }, 72, "opened"],
    ["never opened after one message: tier 5", {}, 96, "never_opened"],
    ["never opened after two", { step: 2 }, 120, "never_opened_twice"],
    [
      "opened, and nobody knows when it was sent: tier 4",
      { hasOpened: true, lastSentAt: null, lastDeliveredAt: null, lastOpenedAt: minutesLater(1) },
      72,
      "opened",
    ],
    ["open count missing counts as 0", { emailOpenCount: undefined }, 96, "never_opened"],
    ["open count null counts as 0", { emailOpenCount: null, hasClicked: true }, 60, "clicked"],
  ])("%s", (_name, facts, hours, tier) => {
    expect(requiredFollowupDelayHours({ ...silent, ...facts }, 72)).toBe(hours);
    expect(followupDelay({ ...silent, ...facts }, 72).tier).toBe(tier);
  });
});

it("is one table for value, explanation and documentation", () => {
  expect(cadenceTiers.map(({ id, label, addedHours }) => [id, label, addedHours])).toEqual([
    ["opened_often", "Opened 3 times or more", -18],
    ["clicked", "Clicked", -12],
    ["opened_at_once", "Opened within an hour of receipt", -12],
    ["opened", "Opened", 0],
    ["never_opened_twice", "Never opened, two messages or more", 48],
    ["never_opened", "Never opened", 24],
  ]);
});

it("meets at the floor for tiers 1 to 3 at base 48, and says so for tier 1", () => {
  const often = followupDelay({ ...silent, emailOpenCount: 3 }, 48);
  expect(often).toMatchObject({ hours: 36, isAtFloor: true });
  expect(followupDelay({ ...silent, hasClicked: true }, 48)).toMatchObject({ hours: 36, isAtFloor: false });
  expect(requiredFollowupDelayHours({ ...silent, emailOpenCount: 3 }, 48, 12)).toBe(30);
});

const facts = fc.record({
  emailOpenCount: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
  hasClicked: fc.boolean(),
  hasOpened: fc.boolean(),
  step: fc.integer({ min: 1, max: 6 }),
  lastSentAt: fc.constant(sentAt),
  lastDeliveredAt: fc.constant(null),
  lastOpenedAt: fc.option(fc.integer({ min: 0, max: 300 }).map(minutesLater), { nil: null }),
});

describe("properties", () => {
  const base = fc.integer({ min: 12, max: 720 });
  it("is never below the floor, grows with the base, and the last tier takes everything", () => {
    fc.assert(
      fc.property(facts, base, base, fc.integer({ min: 12, max: 168 }), (fact, a, b, floor) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(requiredFollowupDelayHours(fact, low, floor)).toBeGreaterThanOrEqual(floor);
        expect(requiredFollowupDelayHours(fact, low, floor)).toBeLessThanOrEqual(
          requiredFollowupDelayHours(fact, high, floor),
        );
      }),
    );
    expect(cadenceTiers.at(-1)?.applies(silent)).toBe(true);
  });

  it("never waits longer for somebody who opened more often", () => {
    fc.assert(
      fc.property(facts, base, (fact, hours) => {
        const keener = { ...fact, emailOpenCount: (fact.emailOpenCount ?? 0) + 1 };
        expect(requiredFollowupDelayHours(keener, hours)).toBeLessThanOrEqual(requiredFollowupDelayHours(fact, hours));
      }),
    );
  });
});
