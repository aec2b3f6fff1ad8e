import { instantsOfLocalTime, localTimeOf } from "#lib/shared/zone-clock.ts";

/** The instant at which the calendar day of `now`, or so many days before it, began in `zone`; where clocks jump over midnight, the instant they jump. */
export function startOfDay(zone: string, now: Date, daysBefore = 0): Date {
  const { day } = localTimeOf(zone, now.getTime());
  const [first = now.getTime()] = instantsOfLocalTime(zone, day - daysBefore, 0);
  return new Date(first);
}
