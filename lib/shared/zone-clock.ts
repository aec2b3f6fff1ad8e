import { tzOffset } from "@date-fns/tz/tzOffset";

const minuteMs = 60_000;
const quarterHourMs = 15 * minuteMs;
export const dayMs = 86_400_000;

/** Offsets only ever change on a quarter hour, so one look-up serves all instants of it. */
const offsetMemo = new Map<string, Map<number, number>>();
const memoLimit = 2_000;

/** Minutes that local time in `zone` is ahead of UTC at `at` (ms since the epoch). */
function offsetMinutes(zone: string, at: number): number {
  const quarter = Math.floor(at / quarterHourMs);
  let known = offsetMemo.get(zone);
  if (!known || known.size > memoLimit) {
    known = new Map();
    offsetMemo.set(zone, known);
  }
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = tzOffset(zone, new Date(quarter * quarterHourMs));
    known.set(quarter, offset);
  }
  return offset;
}

/** A wall clock: `day` counts days since 1970-01-01, `minute` is 0…1439 with fractions for seconds. */
export type LocalTime = { day: number; minute: number };

/** What a wall clock in `zone` shows at `at` (ms since the epoch). */
export function localTimeOf(zone: string, at: number): LocalTime {
  const local = at + offsetMinutes(zone, at) * minuteMs;
  const day = Math.floor(local / dayMs);
  return { day, minute: (local - day * dayMs) / minuteMs };
}

/**
 * The instants at which a wall clock in `zone` shows `minute` (whole, 0…1440) of `day`, earliest first: one; two when clocks go back over it;
 * and when they jump over it, the instant they jump.
 */
export function instantsOfLocalTime(zone: string, day: number, minute: number): number[] {
  const wall = day * dayMs + minute * minuteMs;
  const before = wall - offsetMinutes(zone, wall - dayMs) * minuteMs;
  const after = wall - offsetMinutes(zone, wall + dayMs) * minuteMs;
  const showing = [...new Set([before, after])].filter((at) => at + offsetMinutes(zone, at) * minuteMs === wall);
  return showing.length > 0 ? showing : [jumpOver(zone, wall, Math.min(before, after), Math.max(before, after))];
}

/** The first instant in (low, high], whole minutes, whose wall clock is past `wall`. */
function jumpOver(zone: string, wall: number, low: number, high: number): number {
  let [from, to] = [low, high];
  while (to - from > minuteMs) {
    const middle = from + Math.ceil((to - from) / 2 / minuteMs) * minuteMs;
    if (middle + offsetMinutes(zone, middle) * minuteMs > wall) to = middle;
    else from = middle;
  }
  return to;
}

/** `2026-06-10` for a day counted since 1970-01-01. */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The calendar day that `at` falls on in `zone`, as `2026-06-10`. */
export function calendarDay(zone: string, at: Date): string {
  return dayText(localTimeOf(zone, at.getTime()).day);
}

/** `2026-06-10 14:05` as a wall clock in `zone` shows it. */
export function localTimeText(zone: string, at: Date): string {
  const { day, minute } = localTimeOf(zone, at.getTime());
  const whole = Math.floor(minute);
  return `${dayText(day)} ${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

/** Minutes since midnight of `08:30`; 1440 for `24:00`. */
export function minutesOf(timeOfDay: string): number {
  const colon = timeOfDay.indexOf(":");
  return Number(timeOfDay.slice(0, colon)) * 60 + Number(timeOfDay.slice(colon + 1));
}
