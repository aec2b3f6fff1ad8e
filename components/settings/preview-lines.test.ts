import { describe, expect, it } from "vitest";
import type { SettingsPreview } from "#lib/settings/contract-preview.ts";
import { previewLines, sampleText } from "./preview-lines.ts";

const nothing: SettingsPreview = { next_sends: null, returns: null, senders: null, day: null, uncounted: [] };
const still = {
  looked_at: 9,
  is_complete: true,
  due_within_day: { before: 4, after: 4 },
  earlier: 0,
  later: 0,
  held: [],
};
const texts = (preview: Partial<SettingsPreview>) => previewLines({ ...nothing, ...preview }).map((line) => line.text);

describe("the effects of a change in words", () => {
  it.each([
    { name: "nothing that can be counted", preview: {}, expected: [] },
    { name: "nobody's next email", preview: { next_sends: still }, expected: [] },
    {
      name: "prospects let go",
      preview: { next_sends: { ...still, held: [{ reason: "engagement_gate", before: 1_204, after: 0 }] } },
      expected: ["1,204 prospects fewer held: held by the engagement gate (1,204 → 0)"],
    },
    {
      name: "more held, and some later",
      preview: {
        next_sends: { ...still, later: 1, held: [{ reason: "no_consent", before: 0, after: 1 }] },
      },
      expected: ["1 prospect more held: no consent recorded (0 → 1)", "1 next email later"],
    },
    {
      name: "who is due soon",
      preview: { next_sends: { ...still, due_within_day: { before: 4, after: 12 } } },
      expected: ["Due in the next 24 hours: 4 → 12 prospects"],
    },
    {
      name: "returns",
      preview: { returns: { eligible_now: { before: 3, after: 3 }, within_30_days: { before: 9, after: 40 } } },
      expected: ["May come back from re-contact now: 3, as before", "Return in the next 30 days: 9 → 40"],
    },
    {
      name: "mailboxes",
      preview: { senders: { total: 36, before: 30, after: 28 } },
      expected: ["Mailboxes that may send, of 36: 30 → 28"],
    },
    {
      name: "a limit below what went out",
      preview: { day: { reserved: 50, limit: { before: 100, after: 20 } } },
      expected: ["50 emails planned or sent today: the limit leaves 0 more"],
    },
  ])("$name", ({ preview, expected }) => {
    expect(texts(preview)).toEqual(expected);
  });
});

it("says what the counts rest on when not everybody was looked at", () => {
  expect(sampleText({ ...nothing, next_sends: still })).toBeNull();
  expect(sampleText({ ...nothing, next_sends: { ...still, looked_at: 7_500, is_complete: false } })).toBe(
    "Counts of prospects are of the 7,500 looked at: those due soonest, and some that are held.",
  );
});
