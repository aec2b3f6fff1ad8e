import type { PassOverReason, SendReason } from "#lib/shared/reasons.ts";
import { nextWindowStart, type WindowSettings } from "./send-window.ts";
import type { ProspectPlace } from "./time-zone.ts";

type ClosedReason = SendReason | "engine_off";

export type DueFacts = {
  /** why nothing is planned at all */
  closed: ClosedReason | null;
  /** why a run that began now could queue nothing */
  usedUp: PassOverReason | null;
  slotEnd: Date;
  dayEnd: Date;
  place: ProspectPlace;
  settings: WindowSettings;
};

/** `until`: when the prospect may be planned again; null when that is not known. */
export type DueObstacle = { reason: PassOverReason | ClosedReason; until: Date | null };

/** What keeps somebody due from being planned now, and until when; null when the next run may take it. */
export function dueObstacle({ closed, usedUp, ...facts }: DueFacts, now: Date): DueObstacle | null {
  const opening = (from: Date) => nextWindowStart(facts.place, facts.settings, from);
  if (closed) return { reason: closed, until: null };
  if (usedUp === "no_sendable_mailbox") return { reason: usedUp, until: null };
  if (usedUp) return { reason: usedUp, until: opening(usedUp === "slot_allowance" ? facts.slotEnd : facts.dayEnd) };
  const opens = opening(now);
  return opens > now ? { reason: "outside_window", until: opens } : null;
}
