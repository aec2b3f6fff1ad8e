import { instantsOfLocalTime, localTimeOf } from "#lib/sequencing/policy/zone-clock.ts";

/** The instant at which the calendar day of `now` began in `zone`; where clocks jump over midnight, the instant they jump. */
export function startOfDay(zone: string, now: Date): Date {
  const { day } = localTimeOf(zone, now.getTime());
  const [first = now.getTime()] = instantsOfLocalTime(zone, day, 0);
  return new Date(first);
}
