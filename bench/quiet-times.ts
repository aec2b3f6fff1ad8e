import type { QuietMs } from "./disturbances.ts";

const minuteMs = 60_000;

/** Parts of a soak, in milliseconds. */
export type SoakTimes = {
  /** code gets warm and tables get their first rows */
  leadInMs: number;
  /** compared with each other, at both ends */
  endMs: number;
  /** a process's memory settles before its growth is measured */
  settleMs: number;
  /** growth of memory is measured for so long at least, in the process that lives last */
  slopeMs: number;
  quiet: QuietMs;
};

/** How a soak of `lengthMs` is divided: of 15 minutes the last process has two to settle and three in which its memory is measured. */
export function soakTimes(lengthMs: number): SoakTimes {
  const endMs = Math.min(minuteMs, lengthMs / 6);
  const settleMs = Math.min(2 * minuteMs, lengthMs / 7);
  const slopeMs = lengthMs / 5;
  const startMs = Math.min(minuteMs / 2, lengthMs / 30);
  const quiet = { first: 2.5 * endMs, last: startMs + settleMs + slopeMs };
  return { leadInMs: endMs, endMs, settleMs, slopeMs, quiet };
}
