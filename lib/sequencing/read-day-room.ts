import type { Tx } from "#lib/db/types.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { type LoadedSenders, loadSenders } from "#lib/sending/load-senders.ts";
import { listCapacityUse } from "#lib/sending/repo-capacity.ts";
import type { Settings } from "#lib/settings/contract.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { DayBook } from "./day-book.ts";
import { dayAllowance, type RunFrame, runAllowance, runFrame } from "./planning-state.ts";

export type DayRoom = {
  /** messages that may still be planned today */
  left: number;
  /** why a run that began now could queue nothing; null when it could */
  usedUp: PassOverReason | null;
  /** ends of the half hour and of the calendar day in send_timezone */
  slotEnd: Date;
  dayEnd: Date;
  /** when the first paused mailbox is back by itself; null when none is */
  backAt: Date | null;
  /** what that rests on */
  frame: RunFrame;
  senders: LoadedSenders;
};

/** How much the sequencer may still plan, by its own count: tenant limit, caps, warm-up and health (SPEC §5, §6). */
export async function readDayRoom(
  tx: Tx,
  tenantId: string,
  { settings, health, now }: { settings: Settings; health: HealthMaps | "unavailable"; now: Date },
): Promise<DayRoom> {
  const frame = runFrame(tenantId, settings, now, calendarDay(settings.send_timezone, now));
  const senders = await loadSenders(tx, tenantId, { settings, health, now });
  const book = new DayBook(await listCapacityUse(tx, tenantId, frame.day, []));
  return {
    left: dayAllowance(frame, senders, book),
    usedUp: runAllowance(frame, senders, book).usedUp,
    slotEnd: frame.slot.end,
    dayEnd: frame.dayEnd,
    backAt: firstBack(senders),
    frame,
    senders,
  };
}

function firstBack({ pool }: LoadedSenders): Date | null {
  const moments = pool.active.flatMap(({ backAt }) => backAt?.getTime() ?? []);
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}
