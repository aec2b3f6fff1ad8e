import type { PassOverReason, SendReason } from "#lib/shared/reasons.ts";
import { nextWindowStart, type WindowSettings } from "./send-window.ts";
import type { ProspectPlace } from "./time-zone.ts";

type ClosedReason = SendReason | "engine_off";

/** The mailbox of the cycle, which cannot send at present. */
export type AwaitedMailbox = {
  mailboxId: string;
  fromEmail: string;
  /** when its pauses have ended by themselves; null when that is not known */
  backAt: Date | null;
  /** from when another mailbox may go on in its place */
  takeOverAt: Date;
};

/** Why planning would not take the prospect itself now, and when it would look again. */
export type OwnObstacle = { reason: PassOverReason; retryAt: Date; waitsFor: AwaitedMailbox | null };

export type DueFacts = {
  /** why nothing is planned at all */
  closed: ClosedReason | null;
  /** why a run that began now could queue nothing */
  usedUp: PassOverReason | null;
  /** what planning says of this one; null when it would take it */
  own: OwnObstacle | null;
  /** when the first paused mailbox is back, where none may send now */
  backAt: Date | null;
  slotEnd: Date;
  dayEnd: Date;
  place: ProspectPlace;
  settings: WindowSettings;
};

/** `until`: when the prospect may be planned again; null when that is not known. */
export type DueObstacle =
  | { reason: PassOverReason | ClosedReason; until: Date | null; waitsFor?: undefined }
  | MailboxObstacle;

/** It waits for the mailbox of its cycle. */
export type MailboxObstacle = { reason: PassOverReason; until: Date; waitsFor: AwaitedMailbox };

/** What keeps somebody due from being planned now, and until when; null when the next run may take it. */
export function dueObstacle({ closed, usedUp, own, ...facts }: DueFacts, now: Date): DueObstacle | null {
  const opening = (from: Date) => nextWindowStart(facts.place, facts.settings, from);
  if (closed) return { reason: closed, until: null };
  if (own?.waitsFor) {
    const { backAt, takeOverAt } = own.waitsFor;
    const until = opening(backAt && backAt < takeOverAt ? backAt : takeOverAt);
    return { reason: own.reason, until, waitsFor: own.waitsFor };
  }
  if (usedUp === "no_sendable_mailbox") return { reason: usedUp, until: facts.backAt && opening(facts.backAt) };
  if (usedUp) return { reason: usedUp, until: opening(usedUp === "slot_allowance" ? facts.slotEnd : facts.dayEnd) };
  const opens = opening(now);
  if (opens > now) return { reason: "outside_window", until: opens };
  if (!own) return null;
  return { reason: own.reason, until: own.reason === "no_sendable_mailbox" ? null : own.retryAt };
}
