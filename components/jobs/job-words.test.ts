import { describe, expect, it } from "vitest";
import type { JobRunView } from "#lib/jobs/contract.ts";
import { askedBy, describeCounts, mainCounts, runStatusWord, splitCounts, tookText } from "./job-words.ts";

describe("runStatusWord", () => {
  it.each([
    ["queued", "neutral"],
    ["succeeded", "ok"],
    ["failed", "bad"],
  ] as const)("%s → %s", (status, tone) => expect(runStatusWord(status).tone).toBe(tone));
});

describe("describeCounts", () => {
  it("writes counts and reasons, and leaves out what did not happen", () => {
    const counts = { due: 1200, queued: 0, not_due: 3, passed_over: { mailbox_cap: 4, domain_cap: 0 } };
    expect(describeCounts(counts)).toEqual([
      "1,200 due",
      "3 not due",
      "4 passed over: mailbox used its cap for the day",
    ]);
  });
  it("says what the health guard changed, and why", () => {
    const counts = { judged: 12, changed: { bounce_rate: 2, rest_over: 1 } };
    expect(describeCounts(counts)).toEqual(["12 judged", "2 × Too many bounces", "1 × Back after its rest"]);
  });
  it("says whom a run passed over, and why", () => {
    expect(describeCounts({ due: 3, passed_over: { domain_cap: 2, send_gap: 0 } })).toEqual([
      "3 due",
      "2 passed over: sending domain used its cap for the day",
    ]);
  });
  it("says why a run left people due, in place of the bare figure", () => {
    const counts = { due: 1059, queued: 765, left_due: 284, left_due_because: { domain_cap: 280, campaign_cap: 4 } };
    expect(describeCounts(counts)).toEqual([
      "1,059 due",
      "765 queued",
      "280 left due: sending domain used its cap for the day",
      "4 left due: campaign used its limit for the day",
    ]);
    expect(describeCounts({ left_due: 284 })).toEqual(["284 left due"]);
    expect(describeCounts({ left_due: 0, left_due_because: {} })).toEqual([]);
  });
  it("calls those whom re-contact returned so, as every page does", () => {
    expect(describeCounts({ reset: 16, exhausted: 2, returned: 3 })).toEqual([
      "16 returned",
      "2 exhausted",
      "3 no longer exhausted",
    ]);
    const { figures } = splitCounts({ reset: 16, exhausted: 2, returned: 0 });
    expect(figures).toEqual([
      { name: "Returned", count: 16 },
      { name: "Exhausted", count: 2 },
      { name: "No longer exhausted", count: 0 },
    ]);
  });
  it("has nothing to say about no counts", () => expect(describeCounts({})).toEqual([]));
});

it.each([
  [{ due: 1059, queued: 765, left_due: 284, passed_over: { domain_cap: 10 } }, "1,059 due, 765 queued, 284 left due"],
  [{ checked: 0, valid: 4, invalid: 3, unknown: 2, later: 1 }, "4 valid, 3 invalid, 2 unknown"],
  [{ due: 0, passed_over: {} }, ""],
])("main counts of %j: %s", (counts, text) => expect(mainCounts(counts as JobRunView["counts"])).toBe(text));

describe("splitCounts", () => {
  it("keeps figures apart from reasons, most first, and says what ends each", () => {
    const counts = { due: 9, passed_over: { domain_cap: 1, mailbox_cap: 4, send_gap: 0 }, held: { send_gap: 0 } };
    expect(splitCounts(counts)).toEqual({
      figures: [{ name: "Due", count: 9 }],
      groups: [
        {
          name: "Passed over",
          hint: expect.stringContaining("who have it now"),
          rows: [
            expect.objectContaining({
              reason: "mailbox_cap",
              count: 4,
              clears: "the next sending day",
              href: "/prospects?passed_over_for=mailbox_cap",
            }),
            expect.objectContaining({
              reason: "domain_cap",
              label: "Sending domain used its cap for the day",
              count: 1,
            }),
          ],
        },
      ],
    });
  });
});

it("names the group of those that a run left due", () => {
  const { groups } = splitCounts({ left_due: 284, left_due_because: { tenant_cap: 284 } });
  expect(groups).toMatchObject([
    { name: "Left due because", rows: [{ label: "Daily limit used up", clears: "the next sending day", count: 284 }] },
  ]);
});

it.each([
  ["ann@example.test", "manual", "ann@example.test"],
  [null, "schedule", "its schedule"],
  [null, "event", "an event"],
] as const)("%s, %s was started by %s", (requested_by, trigger, text) =>
  expect(askedBy({ requested_by, trigger })).toBe(text),
);

it.each([
  ["2026-06-10T10:00:00Z", "2026-06-10T10:01:30Z", "1 min"],
  ["2026-06-10T10:00:00Z", null, "–"],
  [null, null, "–"],
])("from %s to %s took %s", (started_at, finished_at, text) =>
  expect(tookText({ started_at, finished_at })).toBe(text),
);
