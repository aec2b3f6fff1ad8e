import type { PlannedDomain, PlannedSender } from "#lib/sending/load-senders.ts";
import type { Room } from "#lib/sending/policy/choose-sender.ts";
import type { CapacityClaim } from "#lib/sending/reserve-capacity.ts";
import type { DayBook } from "./day-book.ts";
import { type RunFrame, slotKey } from "./planning-state.ts";
import { isImmediate, jitterOf, sendGapMs, spreadMoment } from "./policy/pacing.ts";
import { isInsideSendWindow, nextWindowStart } from "./policy/send-window.ts";
import type { ProspectPlace } from "./policy/time-zone.ts";
import { usedUp } from "./used-up.ts";

/** Where a run's messages stand: what is placed, and when each mailbox is last in use. */
export type Timetable = {
  book: DayBook;
  /** messages of this run to be spread, and how many of them are placed */
  expected: number;
  placed: number;
  /** the half hour's share, what it queued before this run included */
  slotCap: number;
  lastScheduled: Map<string, Date>;
};

/** Is there room for this message with this mailbox today, and when? Caps of mailbox and domain first, then share, gap and window. */
export function findRoom(
  sender: PlannedSender,
  domain: Pick<PlannedDomain, "cap" | "isProbation"> | undefined,
  message: { id: string; place: ProspectPlace },
  frame: RunFrame,
  table: Timetable,
): Room {
  const opening = (from: Date) => nextWindowStart(message.place, frame.settings, from);
  const full = usedUp(sender, domain, table.book);
  if (full) return { reason: full, retryAt: opening(frame.dayEnd) };
  const atOnce = isImmediate(frame.settings, sender.transport);
  if (!atOnce && table.book.used("slot", slotKey(frame)) >= table.slotCap) {
    return { reason: "slot_allowance", retryAt: opening(frame.slot.end) };
  }
  const scheduledAt = momentFor(sender, message.id, atOnce, frame, table);
  if (scheduledAt >= horizonOf(atOnce, frame)) return { reason: "send_gap", retryAt: opening(frame.slot.end) };
  if (!isInsideSendWindow(message.place, frame.settings, scheduledAt)) {
    return { reason: "outside_window", retryAt: opening(scheduledAt) };
  }
  return { scheduledAt };
}

/** What one message counts for beside the day's claims. */
export function slotClaim(sender: PlannedSender, frame: RunFrame): CapacityClaim[] {
  return isImmediate(frame.settings, sender.transport)
    ? []
    : [{ kind: "slot", key: slotKey(frame), count: 1, cap: null }];
}

function horizonOf(atOnce: boolean, { slot, dayEnd }: RunFrame): Date {
  return atOnce || dayEnd < slot.end ? dayEnd : slot.end;
}

function momentFor(sender: PlannedSender, id: string, atOnce: boolean, frame: RunFrame, table: Timetable): Date {
  const { now, settings } = frame;
  const jitter = jitterOf(id);
  const last = table.lastScheduled.get(sender.mailboxId) ?? sender.lastScheduledAt;
  const free = last === null ? 0 : last.getTime() + sendGapMs(settings, sender.transport, jitter);
  const { expected, placed } = table;
  const wanted = atOnce ? now : spreadMoment({ now, end: horizonOf(atOnce, frame), expected, placed, jitter });
  return new Date(Math.max(wanted.getTime(), free));
}
