import type { HoldReason } from "#lib/shared/reasons.ts";
import type { NextSend } from "./next-send.ts";

type Count = { before: number; after: number };

/** Counts of prospects under two settings. */
export type NextSendComparison = {
  looked_at: number;
  /** false: there are more open prospects than were looked at, so every count is of these alone */
  is_complete: boolean;
  /** whose next email falls into the next 24 hours */
  due_within_day: Count;
  /** whose next email moves by a minute or more */
  earlier: number;
  later: number;
  /** held prospects by reason */
  held: Map<HoldReason, Count>;
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export function emptyComparison(isComplete: boolean): NextSendComparison {
  return {
    looked_at: 0,
    is_complete: isComplete,
    due_within_day: { before: 0, after: 0 },
    earlier: 0,
    later: 0,
    held: new Map(),
  };
}

/** Adds one prospect, decided twice, to the counts. */
export function tallyNextSends(
  comparison: NextSendComparison,
  { before, after }: { before: NextSend; after: NextSend },
  now: Date,
): void {
  comparison.looked_at += 1;
  for (const [side, next] of [["before", before] as const, ["after", after] as const]) {
    if (next.kind === "hold") countHeld(comparison, next.reason)[side] += 1;
    if (next.kind === "send" && next.at.getTime() < now.getTime() + dayMs) comparison.due_within_day[side] += 1;
  }
  if (before.kind !== "send" || after.kind !== "send") return;
  // what is overdue goes out at once under both: only what lies ahead can move
  const moved = Math.max(after.at.getTime(), now.getTime()) - Math.max(before.at.getTime(), now.getTime());
  if (moved >= minuteMs) comparison.later += 1;
  if (moved <= -minuteMs) comparison.earlier += 1;
}

function countHeld({ held }: NextSendComparison, reason: HoldReason): Count {
  const count = held.get(reason) ?? { before: 0, after: 0 };
  held.set(reason, count);
  return count;
}
