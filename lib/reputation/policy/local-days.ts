import { dayText, instantsOfLocalTime, localTimeOf } from "#lib/shared/zone-clock.ts";
import type { LocalDay } from "../types.ts";
import { startOfEpochHour } from "./booking-hour.ts";

const hourMs = 3_600_000;

/** The calendar days in `zone` of these hours, earliest first. An hour belongs to the day it begins on. */
export function localDaysOf(zone: string, epochHours: Iterable<number>): LocalDay[] {
  const days = new Set<number>();
  for (const hour of epochHours) days.add(localTimeOf(zone, startOfEpochHour(hour).getTime()).day);
  return [...days].sort((a, b) => a - b).map((day) => localDay(zone, day));
}

/** Every calendar day from the one of `firstHour` to the one of `lastHour`, both included. */
export function localDaysBetween(zone: string, firstHour: number, lastHour: number): LocalDay[] {
  const dayOf = (hour: number) => localTimeOf(zone, startOfEpochHour(hour).getTime()).day;
  const [first, last] = [dayOf(firstHour), dayOf(lastHour)];
  return Array.from({ length: last - first + 1 }, (_, i) => localDay(zone, first + i));
}

/** The calendar day of `epochHour` and those before it, `count` of them, earliest first. */
export function lastLocalDays(zone: string, epochHour: number, count: number): LocalDay[] {
  const last = localTimeOf(zone, startOfEpochHour(epochHour).getTime()).day;
  return Array.from({ length: count }, (_, i) => localDay(zone, last - count + 1 + i));
}

function localDay(zone: string, day: number): LocalDay {
  return { day: dayText(day), firstHour: firstHourOf(zone, day), endHour: firstHourOf(zone, day + 1) };
}

/** The first hour that begins on the day; midnight falls within an hour where a zone is half an hour off. */
function firstHourOf(zone: string, day: number): number {
  return Math.ceil((instantsOfLocalTime(zone, day, 0)[0] as number) / hourMs);
}
