import type { HealthScopeKind } from "../types.ts";
import { longestRestMs, personsPause, relapseMs, restMs } from "./thresholds.ts";

/** Which pause in a row one that begins now is: counted on when the last resume is at most 30 days ago (SPEC §4). */
export function pauseNumber(last: { pauseCount: number; resumedAt: Date | null }, now: Date): number {
  const isRelapse = last.resumedAt !== null && now.getTime() - last.resumedAt.getTime() <= relapseMs;
  return isRelapse ? last.pauseCount + 1 : 1;
}

/**
 * How long a pause lasts in ms: 24 h (mailbox) or 48 h (domain), doubled for every one before it in a row, at most 14 days. Null: a
 * person ends it, as the fourth in a row and every pause of a connection (SPEC §4).
 */
export function pauseRestMs(kind: HealthScopeKind, number: number): number | null {
  if (kind === "connection" || number >= personsPause) return null;
  return Math.min(longestRestMs, restMs[kind] * 2 ** (number - 1));
}
