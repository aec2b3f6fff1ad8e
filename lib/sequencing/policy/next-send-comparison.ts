import type { HoldReason } from "#lib/shared/reasons.ts";
import type { NextSend } from "./next-send.ts";

type Count = { before: number; after: number };
type HeldCount = Count & {
  /** held for this reason after, and not held before */
  newly: number;
  /** held for this reason before, and not held after */
  released: number;
};
/** Held under both settings, after for `reason` and before for another. */
type OtherHold = { reason: HoldReason; instead_of: HoldReason };

/** What is next for one prospect under two settings. */
export type NextSendPair = { before: NextSend; after: NextSend };

/** Counts of prospects under two settings. */
export type NextSendComparison = {
  looked_at: number;
  /** false: there are more open prospects than were looked at: every count is of these alone, and so "at least" */
  is_complete: boolean;
  /** whose next email falls into the next 24 hours */
  due_within_day: Count & { newly: number; no_longer: number };
  /** whose next email moves by a minute or more */
  earlier: number;
  later: number;
  /** held prospects by reason */
  held: Map<HoldReason, HeldCount>;
  held_otherwise: (OtherHold & { count: number })[];
};

/** What a change does to a prospect's next email; `due`: it falls into the next 24 hours afterwards. */
export type NextSendEffect =
  | { kind: "due" | "newly_due" | "no_longer_due" | "earlier" | "later" }
  | { kind: "newly_held" | "released"; reason: HoldReason }
  | ({ kind: "held_otherwise" } & OtherHold);

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export function emptyComparison(isComplete: boolean): NextSendComparison {
  return {
    looked_at: 0,
    is_complete: isComplete,
    due_within_day: { before: 0, after: 0, newly: 0, no_longer: 0 },
    earlier: 0,
    later: 0,
    held: new Map(),
    held_otherwise: [],
  };
}

/** Every effect that a change has on one prospect: what is counted, and by what the people of a count are found. */
export function nextSendEffects({ before, after }: NextSendPair, now: Date): NextSendEffect[] {
  const effects: NextSendEffect[] = [];
  const [wasDue, isDue] = [isDueWithinDay(before, now), isDueWithinDay(after, now)];
  if (isDue) effects.push({ kind: "due" });
  if (isDue && !wasDue) effects.push({ kind: "newly_due" });
  if (wasDue && !isDue) effects.push({ kind: "no_longer_due" });
  const held = holdEffect(holdOf(before), holdOf(after));
  if (held) effects.push(held);
  const moved = movedMs({ before, after }, now);
  if (moved >= minuteMs) effects.push({ kind: "later" });
  if (moved <= -minuteMs) effects.push({ kind: "earlier" });
  return effects;
}

/** Of holds there is one effect at most: who is held under both settings is neither let go nor put on hold. */
function holdEffect(was: HoldReason | null, is: HoldReason | null): NextSendEffect | null {
  if (was === is) return null;
  if (was === null) return is && { kind: "newly_held", reason: is };
  return is === null ? { kind: "released", reason: was } : { kind: "held_otherwise", reason: is, instead_of: was };
}

/** Adds one prospect, decided twice, to the counts. */
export function tallyNextSends(comparison: NextSendComparison, pair: NextSendPair, now: Date): void {
  comparison.looked_at += 1;
  const due = comparison.due_within_day;
  if (isDueWithinDay(pair.before, now)) due.before += 1;
  for (const side of ["before", "after"] as const) {
    const reason = holdOf(pair[side]);
    if (reason !== null) countHeld(comparison, reason)[side] += 1;
  }
  for (const effect of nextSendEffects(pair, now)) {
    if (effect.kind === "due") due.after += 1;
    else if (effect.kind === "newly_due") due.newly += 1;
    else if (effect.kind === "no_longer_due") due.no_longer += 1;
    else if (effect.kind === "newly_held") countHeld(comparison, effect.reason).newly += 1;
    else if (effect.kind === "released") countHeld(comparison, effect.reason).released += 1;
    else if (effect.kind === "held_otherwise") countHeldOtherwise(comparison, effect);
    else comparison[effect.kind] += 1;
  }
}

const isDueWithinDay = (next: NextSend, now: Date) => next.kind === "send" && next.at.getTime() < now.getTime() + dayMs;
const holdOf = (next: NextSend) => (next.kind === "hold" ? next.reason : null);

/** What is overdue goes out at once under both: only what lies ahead can move. */
function movedMs({ before, after }: NextSendPair, now: Date): number {
  if (before.kind !== "send" || after.kind !== "send") return 0;
  return Math.max(after.at.getTime(), now.getTime()) - Math.max(before.at.getTime(), now.getTime());
}

function countHeld({ held }: NextSendComparison, reason: HoldReason): HeldCount {
  const count = held.get(reason) ?? { before: 0, after: 0, newly: 0, released: 0 };
  held.set(reason, count);
  return count;
}

function countHeldOtherwise({ held_otherwise: counts }: NextSendComparison, { reason, instead_of }: OtherHold): void {
  const count = counts.find((one) => one.reason === reason && one.instead_of === instead_of);
  if (count) count.count += 1;
  else counts.push({ reason, instead_of, count: 1 });
}
