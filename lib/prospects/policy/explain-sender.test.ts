import { describe, expect, it } from "vitest";
import { explainPassedOver, explainSender } from "./explain-sender.ts";

const id = "0191e8c0-0000-7000-8000-000000000001";
const first = { step: 1, continuesThread: false, previousFromEmail: null };
const skipped = (reason: string, ...from_emails: string[]) => ({
  reason,
  count: from_emails.length,
  from_emails,
  scores: from_emails.map(() => 30),
});
const decision = (change: object = {}) => ({
  kind: "selected",
  mailbox: { id, from_email: "ann@a.test", domain: "a.test", score: 88.5 },
  passed_over: [],
  scheduled_at: "2026-06-10T16:00:00.000Z",
  local_time: "2026-06-10 11:00",
  time_zone: "America/Chicago",
  delay: { hours: 72, tier: "never_opened", label: "Never opened" },
  ...change,
});

describe("why this mailbox", () => {
  it.each([
    ["the first in turn", {}, first, /^It was next in turn/],
    [
      "one passed over",
      { passed_over: [skipped("mailbox_cap", "b@a.test")] },
      first,
      /first that could send: 1 mailbox was passed over/,
    ],
    [
      "several passed over, for two reasons",
      { passed_over: [skipped("mailbox_cap", "b@a.test", "c@a.test"), skipped("domain_paused", "d@b.test")] },
      first,
      /3 mailboxes were passed over/,
    ],
    [
      "a follow-up of the same mailbox",
      {},
      { step: 2, continuesThread: true, previousFromEmail: "ann@a.test" },
      /follow-ups stay with their mailbox/,
    ],
    [
      "a follow-up that another mailbox took over",
      { passed_over: [skipped("mailbox_paused", "bob@a.test")] },
      { step: 2, continuesThread: false, previousFromEmail: "bob@a.test" },
      /^bob@a.test, which sent the step before, could not go on \(mailbox paused/,
    ],
    [
      "a follow-up that moves on with every step",
      {},
      { step: 2, continuesThread: false, previousFromEmail: "bob@a.test" },
      /^It was next in turn/,
    ],
  ])("%s", (_name, change, place, why) => {
    expect(explainSender(decision(change), place)?.why).toMatch(why);
  });

  it("tells mailbox, score, delay, and every reason in words", () => {
    expect(explainSender(decision({ passed_over: [skipped("mailbox_cap", "b@a.test")] }), first)).toMatchObject({
      mailbox: { id, fromEmail: "ann@a.test", domain: "a.test", score: 88.5 },
      scheduledAt: "2026-06-10T16:00:00.000Z",
      delay: { hours: 72, label: "Never opened" },
      passedOver: [
        {
          reason: "mailbox_cap",
          label: "Mailbox used its cap for the day",
          count: 1,
          mailboxes: [{ from_email: "b@a.test", score: 30 }],
        },
      ],
    });
  });

  it("older records without scores are explained as far as they go", () => {
    const old = decision({
      mailbox: { id, from_email: "ann@a.test", domain: "a.test" },
      passed_over: [{ reason: "mailbox_cap", count: 7, from_emails: ["b@a.test"] }],
      delay: null,
    });
    expect(explainSender(old, first)).toMatchObject({
      mailbox: { score: null },
      delay: null,
      passedOver: [{ count: 7, mailboxes: [{ from_email: "b@a.test", score: null }] }],
    });
  });

  it.each([null, "selected", {}, { kind: "none" }, { kind: "selected" }, decision({ mailbox: null })])(
    "%j is no choice",
    (stored) => expect(explainSender(stored, first)).toBeNull(),
  );
});

describe("who was passed over", () => {
  it("of a decision for nobody", () => {
    const none = { kind: "none", reason: "mailbox_cap", passed_over: [skipped("mailbox_cap", "b@a.test")] };
    expect(explainPassedOver(none)).toMatchObject([{ reason: "mailbox_cap", count: 1 }]);
  });

  it.each([null, 7, {}, { passed_over: "x" }])("nobody, by %j", (stored) =>
    expect(explainPassedOver(stored)).toEqual([]),
  );
});
