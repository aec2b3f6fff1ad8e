import { wilsonLower } from "#lib/health/policy/wilson.ts";
import { minEngagements } from "./thresholds.ts";

/** The five parts of a local day, by their hours (SPEC §6). What is sent or read at night belongs to none. */
export const dayParts = [
  { from: 6, until: 9 },
  { from: 9, until: 12 },
  { from: 12, until: 15 },
  { from: 15, until: 18 },
  { from: 18, until: 21 },
] as const;

/** Of one trade in one state, by day part: emails sent in it, and how many of these a person opened or clicked. */
export type DayPartAnswers = { sent: readonly number[]; engaged: readonly number[] };

/** Local hours, and the answers to what was sent in them. */
export type BestDayPart = { from: number; until: number; engaged: number; sent: number };

/**
 * The day part to prefer, or null with fewer than 30 human engagements in all. Best is the part whose emails are answered most
 * surely: the highest lower bound (Wilson) of engaged ÷ sent. Plain counts would favour the part in which most was sent anyway, and
 * the bare rate one in which a handful was. Of equal ones the earlier.
 */
export function bestDayPart({ sent, engaged }: DayPartAnswers): BestDayPart | null {
  if (engaged.reduce((sum, count) => sum + count, 0) < minEngagements) return null;
  let best: BestDayPart | null = null;
  let bestBound = 0;
  for (const [index, hours] of dayParts.entries()) {
    const part = { ...hours, engaged: engaged[index] ?? 0, sent: sent[index] ?? 0 };
    const bound = wilsonLower(part.engaged, part.sent);
    if (bound <= bestBound) continue;
    best = part;
    bestBound = bound;
  }
  return best;
}

/** How a trade in a state is looked up, whatever the spelling; null where either is not known. */
export function audienceOf(tradeType: string | null, stateCode: string | null): string | null {
  const [trade, state] = [folded(tradeType), folded(stateCode)];
  return trade === "" || state === "" ? null : `${trade} ${state}`;
}

function folded(text: string | null): string {
  return (text ?? "").trim().toLowerCase();
}
