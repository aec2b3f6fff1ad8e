import { describe, expect, it } from "vitest";
import type { SettingsPreview } from "#lib/settings/contract-preview.ts";
import { engineWarning, previewLines, sampleText } from "./preview-lines.ts";

const nothing: SettingsPreview = {
  next_sends: null,
  engine: null,
  returns: null,
  senders: null,
  day: null,
  budget: null,
  uncounted: [],
};
const due = { before: 4, after: 4, newly: 0, no_longer: 0 };
const still = {
  looked_at: 9,
  is_complete: true,
  due_within_day: due,
  earlier: 0,
  later: 0,
  held: [],
  held_otherwise: [],
};
const some = { ...still, looked_at: 20_000, is_complete: false };
const lines = (preview: Partial<SettingsPreview>) => previewLines({ ...nothing, ...preview });

const stopped = { before: null, after: "no_postal_address", waiting: 3 } as const;

type Case = { name: string; preview: Partial<SettingsPreview>; expected: [text: string, leadsTo: string | null][] };

const cases: Case[] = [
  { name: "nothing that can be counted", preview: {}, expected: [] },
  { name: "nobody's next email", preview: { next_sends: still }, expected: [] },
  {
    name: "prospects let go",
    preview: {
      next_sends: {
        ...still,
        held: [{ reason: "engagement_gate", before: 1_204, after: 0, newly: 0, released: 1_204 }],
      },
    },
    expected: [
      ["1,204 prospects no longer on hold: Held by the engagement gate (1,204 → 0)", "released engagement_gate"],
    ],
  },
  {
    name: "some held and others let go for one reason, and one later",
    preview: {
      next_sends: { ...still, later: 1, held: [{ reason: "no_consent", before: 2, after: 2, newly: 1, released: 1 }] },
    },
    expected: [
      ["1 prospect no longer on hold: No consent recorded (2, no change)", "released no_consent"],
      ["1 prospect put on hold: No consent recorded (2, no change)", "newly_held no_consent"],
      ["1 next email moves later", "later"],
    ],
  },
  {
    name: "prospects who stay on hold for another reason, apart from those put on hold",
    preview: {
      next_sends: {
        ...still,
        held: [{ reason: "no_consent", before: 0, after: 2_414, newly: 1_259, released: 0 }],
        held_otherwise: [{ reason: "no_consent", instead_of: "engagement_gate", count: 1_155 }],
      },
    },
    expected: [
      ["1,259 prospects put on hold: No consent recorded (0 → 2,414)", "newly_held no_consent"],
      [
        "1,155 prospects still on hold: No consent recorded instead of Held by the engagement gate",
        "held_otherwise no_consent engagement_gate",
      ],
    ],
  },
  {
    name: "some of very many prospects: the overview's count, and what is changed at least",
    preview: {
      next_sends: {
        ...some,
        due_within_day: { before: 5_000, after: 5_040, newly: 40, no_longer: 0 },
        later: 7,
        held: [{ reason: "engagement_gate", before: 120_393, after: null, newly: 0, released: 5_000 }],
        held_otherwise: [{ reason: "no_consent", instead_of: "engagement_gate", count: 3 }],
      },
    },
    expected: [
      [
        "At least 5,000 prospects no longer on hold: Held by the engagement gate (120,393 held now)",
        "released engagement_gate",
      ],
      [
        "At least 3 prospects still on hold: No consent recorded instead of Held by the engagement gate",
        "held_otherwise no_consent engagement_gate",
      ],
      ["At least 40 more prospects due in the next 24 hours", "newly_due"],
      ["At least 7 next emails move later", "later"],
    ],
  },
  {
    name: "everything stopping for very many prospects",
    preview: { engine: { ...stopped, waiting: 0 }, next_sends: some },
    expected: [["At least 4 prospects due in the next 24 hours will get no email", "due"]],
  },
  {
    name: "what acts on the emails of very many prospects",
    preview: { next_sends: some, uncounted: ["booking_url"] },
    expected: [["Applies to every email from now on: at least 4 prospects due in the next 24 hours", "due"]],
  },
  {
    name: "who is due soon",
    preview: { next_sends: { ...still, due_within_day: { before: 4, after: 11, newly: 8, no_longer: 1 } } },
    expected: [
      ["8 more prospects due in the next 24 hours (4 → 11)", "newly_due"],
      ["1 prospect no longer due in the next 24 hours (4 → 11)", "no_longer_due"],
    ],
  },
  {
    name: "returns",
    preview: {
      returns: {
        eligible_now: { before: 3, after: 3, newly: 0, no_longer: 0 },
        within_30_days: { before: 9, after: 40 },
      },
    },
    expected: [["40 prospects will return in the next 30 days (9 → 40)", "returning"]],
  },
  {
    name: "who may return now",
    preview: {
      returns: {
        eligible_now: { before: 3, after: 2, newly: 0, no_longer: 1 },
        within_30_days: { before: 9, after: 9 },
      },
    },
    expected: [
      ["1 prospect no longer eligible for re-contact now (3 → 2)", "no_longer_eligible"],
      ["9 prospects will return in the next 30 days (9, no change)", "returning"],
    ],
  },
  {
    name: "mailboxes",
    preview: { senders: { total: 36, before: 30, after: 28, newly: 0, no_longer: 2 } },
    expected: [["2 mailboxes will stop sending (can send: 30 → 28, of 36)", "stopped_sending"]],
  },
  {
    name: "mailboxes as before",
    preview: { senders: { total: 36, before: 30, after: 30, newly: 0, no_longer: 0 } },
    expected: [["Mailboxes that can send: 30, no change, of 36", "/mailboxes"]],
  },
  {
    name: "a limit below what went out",
    preview: { day: { reserved: 50, limit: { before: 100, after: 20 } } },
    expected: [["50 emails planned or sent today; the new limit leaves room for 0 more", "/queue"]],
  },
  {
    name: "a budget that is nearly spent",
    preview: { budget: { spent: 8.5, alert_at: { before: null, after: 8 } } },
    expected: [["$8.50 spent this month; over the alert at $8.00", null]],
  },
  {
    name: "everything stopping without a postal address",
    preview: { engine: stopped, next_sends: still, uncounted: ["company_address"] },
    expected: [
      ["4 prospects due in the next 24 hours will get no email", "due"],
      ["3 emails in the queue will not be sent", "/queue?status=open"],
    ],
  },
  {
    name: "what acts on emails from now on",
    preview: { next_sends: still, uncounted: ["booking_url"] },
    expected: [["Applies to every email from now on: 4 prospects due in the next 24 hours", "due"]],
  },
];

describe("the effects of a change in words, each with where it leads", () => {
  it.each(cases)("$name", ({ preview, expected }) => {
    const told = lines(preview).map(({ text, effect, href }) => {
      return [text, effect ? Object.values(effect).join(" ") : (href ?? null)];
    });
    expect(told).toEqual(expected);
  });
});

it.each([
  { engine: stopped, expected: "All sending stops. Every email must carry a postal address." },
  {
    engine: { ...stopped, before: "engine_off" },
    expected: "Nothing can be sent. Every email must carry a postal address.",
  },
  { engine: { ...stopped, before: "engine_off", after: null }, expected: "Sending starts." },
  { engine: { ...stopped, after: "engine_off" }, expected: "All sending stops." },
  { engine: { ...stopped, before: "no_postal_address", after: "engine_off" }, expected: undefined },
  { engine: null, expected: undefined },
] as const)("the engine: $expected", ({ engine, expected }) => {
  expect(engineWarning({ ...nothing, engine })?.text).toBe(expected);
});

it("says what the counts rest on when not everybody was looked at", () => {
  expect(sampleText({ ...nothing, next_sends: still })).toBeNull();
  expect(sampleText({ ...nothing, next_sends: some })).toBe(
    "There are too many prospects to look at each. Counted among 20,000: those due soonest, and the first added of those on hold.",
  );
});
