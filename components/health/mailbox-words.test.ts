import { describe, expect, it } from "vitest";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { mailboxDraft } from "./mailbox-draft.ts";
import { contestedFields, mailboxChangeLines, rebasedDraft } from "./mailbox-words.ts";

const mailbox = (change: Partial<MailboxView> = {}) =>
  ({
    from_email: "ann@mail.test",
    from_name: "Ann Lee",
    sender_name: "Ann",
    reply_to_email: null,
    daily_limit: 40,
    provider_connection_id: "c1",
    is_active: true,
    open_tracking: true,
    click_tracking: true,
    ...change,
  }) as MailboxView;

const nameOf = (id: string) => ({ c1: "Relay", c2: "Backup" })[id];
const line = { by: "Ben", at: "2026-06-10T12:00:00Z" };

describe("mailboxChangeLines", () => {
  it("says every field with both sides, in the form's words and order", () => {
    const before = { is_active: true, daily_limit: 40, provider_connection_id: "c1", reply_to_email: null };
    const after = { is_active: false, daily_limit: 1_200, provider_connection_id: "c9", reply_to_email: "b@x.test" };
    expect(mailboxChangeLines({ ...line, before, after }, nameOf)).toEqual([
      "Replies go to: none → b@x.test",
      "Daily limit: 40 → 1,200",
      "Connection: Relay → another connection",
      "In use: on → off",
    ]);
  });
  it.each([
    ["archived it", { before: { from_email: "ann@mail.test" }, after: null }],
    ["brought it back from the archive", { before: null, after: { from_email: "ann@mail.test", daily_limit: 40 } }],
  ])("%s", (text, sides) => expect(mailboxChangeLines({ ...line, ...sides }, nameOf)).toEqual([text]));
});

describe("two who edit", () => {
  const base = mailbox();
  const draft = { ...mailboxDraft(base, ""), daily_limit: "50", from_name: "Ann" };

  it("decide only on what both changed, and differently", () => {
    const current = mailbox({ daily_limit: 60, from_name: "Ann", open_tracking: false, provider_connection_id: "c2" });
    expect(contestedFields(draft, base, current, nameOf)).toEqual([{ label: "Daily limit", stored: "60", mine: "50" }]);
  });

  it("keep each what they alone changed", () => {
    const current = mailbox({ daily_limit: 60, open_tracking: false });
    expect(rebasedDraft(draft, base, current)).toEqual({
      ...mailboxDraft(base, ""),
      daily_limit: "50",
      from_name: "Ann",
      open_tracking: false,
    });
  });
});
