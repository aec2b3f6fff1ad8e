import { type GuardCounts, type GuardWindows, windowNames } from "#lib/health/policy/assess.ts";

/** Counts of a scope; what is not named is zero. */
export function guardCounts(change: Partial<GuardCounts> = {}): GuardCounts {
  return { sent: 0, bounced: 0, complained: 0, blocked: 0, ...change };
}

/** The same counts in every window, or other ones in those named. */
export function guardWindows(all: Partial<GuardCounts>, change: Partial<GuardWindows> = {}): GuardWindows {
  const same = Object.fromEntries(windowNames.map((name) => [name, guardCounts(all)]));
  return { ...same, ...change } as GuardWindows;
}
