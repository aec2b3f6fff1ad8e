import { expect, it } from "vitest";
import { loadedSenders, plannedSender } from "#lib/testing/planning-facts.ts";
import { paused } from "#lib/testing/sender-choice.ts";
import { DayBook } from "./day-book.ts";
import { dayUsedUp } from "./used-up.ts";

const a1 = plannedSender(1, "a");
const a2 = plannedSender(2, "a");
const b3 = plannedSender(3, "b");
const used = (kind: string, key: string, count: number) => ({ kind, key, used: count });
const full = (n: number) => used("mailbox", plannedSender(n, "").mailboxId, 40);

it.each<[string, Parameters<typeof loadedSenders>, { kind: string; key: string; used: number }[], string | null]>([
  ["room", [{ a: 500, b: 500 }, a1, a2, b3], [full(1), full(2)], null],
  ["no mailbox is fit", [{ a: 500 }, plannedSender(1, "a", paused)], [], "no_sendable_mailbox"],
  ["no mailbox at all", [{}], [], "no_sendable_mailbox"],
  ["the tenant's limit, whatever its mailboxes have left", [{ a: 500 }, a1], [used("tenant", "", 100)], "tenant_cap"],
  ["mailboxes", [{ a: 500 }, a1, a2], [full(1), full(2)], "mailbox_cap"],
  ["a domain", [{ a: 25 }, a1, a2], [used("domain", "a", 25)], "domain_cap"],
  ["two mailboxes by their domain, one by itself", [{ a: 0, b: 500 }, a1, a2, b3], [full(3)], "domain_cap"],
  [
    "the quota of a probation",
    [{ a: 500 }, plannedSender(1, "a", { isProbation: true, cap: 0 })],
    [],
    "probation_quota",
  ],
  ["one that may not send has no say", [{ a: 0, b: 500 }, plannedSender(1, "a", paused), b3], [full(3)], "mailbox_cap"],
])("used up: %s", (_name, senders, uses, expected) => {
  expect(dayUsedUp(100, loadedSenders(...senders), new DayBook(uses))).toBe(expected);
});
