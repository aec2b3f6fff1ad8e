import type { Tone } from "#components/ui/tone.ts";
import type { HistoryAnswer, Measured } from "#lib/history/contract.ts";

type RateRow = {
  sum: "bounce" | "complaint" | "block" | "open";
  line: keyof HistoryAnswer["lines"];
  label: string;
  digits: number;
  /** the line is a floor: trouble lies under it */
  isFloor: boolean;
};

export const RATES: readonly RateRow[] = [
  { sum: "bounce", line: "bounce_rate", label: "Hard bounces", digits: 1, isFloor: false },
  { sum: "complaint", line: "complaint_rate", label: "Complaints", digits: 2, isFloor: false },
  { sum: "block", line: "blocked_rate", label: "Blocked", digits: 1, isFloor: false },
  { sum: "open", line: "open_rate", label: "Opens", digits: 1, isFloor: true },
];

type LineValue = HistoryAnswer["lines"]["bounce_rate"];

/** Where a measured rate stands to its lines: proved to be past one, perhaps past one, or clear of both. */
export function rateVerdict(
  measured: Measured | null,
  line: LineValue,
  isFloor: boolean,
): { tone: Tone; label: string } {
  if (measured === null) return { tone: "neutral", label: "Nothing measured" };
  if (line === null) return { tone: "neutral", label: "No line" };
  const { throttled, paused } = line;
  const [proved, possible] = isFloor ? [measured.upper, measured.lower] : [measured.lower, measured.upper];
  const isPast = (rate: number, limit: number | null) => limit !== null && (isFloor ? rate < limit : rate >= limit);
  if (isPast(proved, paused)) return { tone: "bad", label: "Past the line that stops" };
  if (isPast(proved, throttled)) return { tone: "warn", label: "Past the line that slows" };
  if (isPast(measured.rate, throttled ?? paused)) return { tone: "info", label: "Over it, not proved" };
  if (isPast(possible, paused)) return { tone: "info", label: "Too few to tell" };
  return { tone: "ok", label: "Clear" };
}
