import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { BulkItem, BulkMailboxBody } from "#lib/mailboxes/contract-bulk.ts";
import type { MailboxRow } from "./health-rows.ts";

export type BulkAction = BulkMailboxBody["action"];

const mailboxes = (count: number) => formatPlural(count, "mailbox", "mailboxes");

type Words = { title: string; confirm: string; willBe: string; isSo: string; reason: string };

/** What each action is called, what becomes of a mailbox, and what those are that it leaves alone. */
export const BULK_WORDS: Record<BulkAction, Words> = {
  pause: {
    title: "Pause",
    confirm: "Pause",
    willBe: "will be paused",
    isSo: "paused by a person already",
    reason: "Why they are paused",
  },
  resume: {
    title: "Resume",
    confirm: "Resume",
    willBe: "will be resumed",
    isSo: "not paused",
    reason: "Why they can send again",
  },
  daily_limit: {
    title: "Set the daily limit of",
    confirm: "Set the limit",
    willBe: "will get the limit",
    isSo: "at this limit already",
    reason: "",
  },
};

export function bulkTitle(action: BulkAction, count: number): string {
  return `${BULK_WORDS[action].title} ${mailboxes(count)}`;
}

/** Whether the action would change this mailbox, as far as is known before it is done. */
export function wouldChange(action: BulkAction, row: MailboxRow, limit: number): boolean {
  if (action === "resume") return row.state === "paused";
  if (action === "daily_limit") return row.place?.daily_limit !== limit;
  return row.state !== "paused" || row.state_reason !== "paused_by_person";
}

/** What is going to happen, in counts. */
export function forecastText(action: BulkAction, rows: readonly MailboxRow[], limit: number): string {
  const changing = rows.filter((row) => wouldChange(action, row, limit)).length;
  const words = BULK_WORDS[action];
  const rest = rows.length - changing;
  const same = rest === 0 ? "" : ` ${formatCount(rest)} ${rest === 1 ? "is" : "are"} ${words.isSo}.`;
  return `${mailboxes(changing)} ${words.willBe}.${same}`;
}

const OUTCOMES: Record<BulkItem["outcome"], string> = {
  changed: "changed",
  unchanged: "so already",
  not_found: "no longer there",
};

export function outcomeWord(outcome: BulkItem["outcome"]): string {
  return OUTCOMES[outcome];
}

/** What has happened, in counts; what happened to none is left out. */
export function outcomeText(items: readonly BulkItem[]): string {
  const parts = (["changed", "unchanged", "not_found"] as const).flatMap((outcome) => {
    const count = items.filter((item) => item.outcome === outcome).length;
    return count === 0 ? [] : [`${formatCount(count)} ${OUTCOMES[outcome]}`];
  });
  return `${parts.join(", ")}.`;
}
