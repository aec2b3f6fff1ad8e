import { dueCountLimit } from "#lib/sequencing/policy/thresholds.ts";
import type { CommandCenter } from "../contract.ts";

export type EngineFacts = {
  isActive: boolean;
  isPaused: boolean;
  hasPostalAddress: boolean;
  activeMailboxes: number;
  /** why not one of them may send, caps aside; null when at least one may */
  allStoppedBy: "health" | "unread_reputation" | null;
  dailyLimit: number;
  reservedToday: number;
  /** every mailbox that may send is at its cap of the day, or its domain's */
  areCapsUsedUp: boolean;
  /** prospects that are due, counted where the day is used up; at most `dueCountLimit` */
  waiting: number;
  /** start of the next sending day in words: "Jun 11, 2026, 08:00 CDT" */
  goesOn: string;
  /** of the tenant's own zone; a prospect elsewhere may still be inside theirs */
  isWindowOpen: boolean;
  /** when that window opens next, in words as `goesOn`; means nothing while it is open */
  opens: string;
};

type EngineState = Pick<CommandCenter["engine"], "state" | "sentence">;

/** Is the engine sending, and if not, why: the first obstacle in the order in which a person would clear them. */
export function engineState(facts: EngineFacts): EngineState {
  if (!facts.isActive) return { state: "off", sentence: "The engine is off: nothing is planned or sent." };
  if (facts.isPaused) return { state: "paused", sentence: "The kill switch is on: nothing is planned or sent." };
  if (!facts.hasPostalAddress)
    return {
      state: "no_postal_address",
      sentence: "No postal address in the settings: the law requires one in every message, so nothing is sent.",
    };
  if (facts.activeMailboxes === 0)
    return { state: "no_mailbox", sentence: "No active mailbox: add one or turn one on." };
  if (facts.allStoppedBy !== null) return { state: "no_sender", sentence: stoppedSentence(facts) };
  if (facts.reservedToday >= facts.dailyLimit) return { state: "limit_reached", sentence: limitSentence(facts) };
  if (facts.areCapsUsedUp) return { state: "day_used_up", sentence: capsSentence(facts) };
  if (!facts.isWindowOpen)
    return { state: "window_closed", sentence: `The send window is closed until ${facts.opens}.` };
  return { state: "sending", sentence: "The engine is sending." };
}

function stoppedSentence({ allStoppedBy, activeMailboxes }: EngineFacts): string {
  if (allStoppedBy === "unread_reputation") return "Reputation cannot be read: nothing is planned until it can.";
  if (activeMailboxes === 1)
    return "The only active mailbox may not send: it, its domain or its connection is stopped.";
  return `None of ${inWords(activeMailboxes)} active mailboxes may send: they, their domains or connections are stopped.`;
}

function limitSentence(facts: EngineFacts): string {
  if (facts.dailyLimit === 0) return "The daily limit is 0: nothing is sent.";
  return `Today's limit of ${inWords(facts.dailyLimit)} messages is used up: ${whatWaits(facts)}`;
}

function capsSentence(facts: EngineFacts): string {
  if (facts.reservedToday === 0) return "The limits of mailboxes and domains leave no room for a message today.";
  return `Today's room for ${inWords(facts.reservedToday)} messages is used up: ${whatWaits(facts)}`;
}

function whatWaits({ waiting, goesOn }: EngineFacts): string {
  if (waiting === 0) return `planning goes on ${goesOn}.`;
  if (waiting === 1) return `1 due prospect waits until ${goesOn}.`;
  return `${waiting >= dueCountLimit ? "at least " : ""}${inWords(waiting)} due prospects wait until ${goesOn}.`;
}

const inWords = (count: number) => count.toLocaleString("en-US");
