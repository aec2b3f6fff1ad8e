import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { BulkItem, BulkMailboxBody } from "#lib/mailboxes/contract-bulk.ts";
import type { MailboxRow } from "./health-rows.ts";

export type BulkAction = BulkMailboxBody["action"];

const mailboxes = (count: number) => formatPlural(count, "mailbox", "mailboxes");

type Words = {
  title: string;
  confirm: string;
  willBe: string;
  isSo: string;
  reason: string;
  /** what has become of a mailbox, and what was so before */
  done: string;
  before: string;
};

/** What each action is called, what becomes of a mailbox, and what those are that it leaves alone. */
export const BULK_WORDS: Record<BulkAction, Words> = {
  pause: {
    title: "Pause",
    confirm: "Pause",
    willBe: "will be paused",
    isSo: "paused by a person already",
    reason: "Why they are paused",
    done: "paused",
    before: "paused already",
  },
  resume: {
    title: "Resume",
    confirm: "Resume",
    willBe: "will be resumed",
    isSo: "not paused",
    reason: "Why they can send again",
    done: "resumed",
    before: "not paused",
  },
  daily_limit: {
    title: "Set the daily limit of",
    confirm: "Set the limit",
    willBe: "will get the limit",
    isSo: "at this limit already",
    reason: "",
    done: "set to the limit",
    before: "at the limit already",
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

/** What has become of one mailbox. */
export function outcomeWord(action: BulkAction, outcome: BulkItem["outcome"]): string {
  if (outcome === "not_found") return "no longer in use";
  return outcome === "changed" ? BULK_WORDS[action].done : BULK_WORDS[action].before;
}

/** What has happened, in counts; what happened to none is left out. */
export function outcomeText(action: BulkAction, items: readonly BulkItem[]): string {
  const parts = (["changed", "unchanged", "not_found"] as const).flatMap((outcome) => {
    const count = items.filter((item) => item.outcome === outcome).length;
    return count === 0 ? [] : [`${formatCount(count)} ${outcomeWord(action, outcome)}`];
  });
  return `${parts.join(", ")}.`;
}

/** What the undo of a pause is offered under, and what is said after it. */
export const undoWords = {
  paused: (count: number) => `${mailboxes(count)} ${count === 1 ? "is" : "are"} paused.`,
  resumed: (count: number) => `${mailboxes(count)} resumed.`,
};
