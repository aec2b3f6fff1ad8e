import { closedHours, futureToleranceMs, windowHours } from "./thresholds.ts";

const hourMs = 3_600_000;

/** Hours since 1970-01-01T00:00Z: the name of an hour bucket. */
export function epochHourOf(at: Date): number {
  return Math.floor(at.getTime() / hourMs);
}

export function startOfEpochHour(epochHour: number): Date {
  return new Date(epochHour * hourMs);
}

/** The hours of the window at `now`, newest (open) first: 25 of them. */
export function windowHoursAt(now: Date): number[] {
  const open = epochHourOf(now);
  return Array.from({ length: windowHours }, (_, age) => open - age);
}

/** When an event is taken to have happened: a claim of more than 10 minutes ahead means now. */
export function effectiveTime(occurredAt: Date, now: Date): Date {
  return occurredAt.getTime() - now.getTime() > futureToleranceMs ? now : occurredAt;
}

/** The hour an event is counted in, or null when it is older than the window: it is history then, not reputation. */
export function bookingHour(occurredAt: Date, now: Date): number | null {
  return countedHour(effectiveTime(occurredAt, now), now);
}

/**
 * The hour in which an event with this time is counted: `at` as it is stored, whatever `now` makes of it. Another process' clock may
 * be ahead of ours, and a post that waited is older than what was stored meanwhile. Null when it is older than the window.
 */
export function countedHour(at: Date, now: Date): number | null {
  const hour = epochHourOf(at);
  return hour < epochHourOf(now) - closedHours ? null : hour;
}
