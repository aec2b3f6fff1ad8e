import { formatRate } from "#lib/format/number.ts";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";

export type RateLines = EmailHealthAnswer["lines"];

/** The measured column of a grid and what it is judged by. */
const LINE_OF: Readonly<Record<string, { line: keyof RateLines; digits: number; isFloor: boolean }>> = {
  bounced: { line: "bounce_rate", digits: 0, isFloor: false },
  complained: { line: "complaint_rate", digits: 1, isFloor: false },
  opened: { line: "open_rate", digits: 0, isFloor: true },
};

/** "slows 2 %", "stops 5 %": for the head of a column. */
export function lineNote(column: string, lines: RateLines): readonly string[] | undefined {
  const known = LINE_OF[column];
  if (!known) return undefined;
  const { throttled, paused } = lines[known.line];
  const under = known.isFloor ? "under " : "";
  return [`slows ${under}${formatRate(throttled, known.digits)}`, `stops ${under}${formatRate(paused, known.digits)}`];
}

export type PastLine = { tone: "warn" | "bad"; text: string };

/** How the rate of a column stands to its lines; null on the right side of both, where nothing was measured, or without lines. */
export function pastLine(column: string, rate: number | null, lines: RateLines | undefined): PastLine | null {
  const known = LINE_OF[column];
  if (!known || !lines || rate === null) return null;
  const { throttled, paused } = lines[known.line];
  const isPast = (limit: number) => (known.isFloor ? rate < limit : rate >= limit);
  const said = (limit: number) => `${known.isFloor ? "under" : "over"} ${formatRate(limit, known.digits)}`;
  if (isPast(paused)) return { tone: "bad", text: said(paused) };
  return isPast(throttled) ? { tone: "warn", text: said(throttled) } : null;
}
