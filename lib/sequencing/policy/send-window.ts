import type { Settings } from "#lib/settings/contract.ts";
import { dayText, instantsOfLocalTime, localTimeOf, minutesOf } from "#lib/shared/zone-clock.ts";
import { isFederalHoliday } from "./holidays.ts";
import { type ProspectPlace, zonesOfProspect } from "./time-zone.ts";

export type WindowSettings = Pick<
  Settings,
  "send_hours_start" | "send_hours_end" | "send_weekdays_only" | "holidays_enabled" | "own_holidays" | "send_timezone"
>;

/** Longer than every holiday a tenant may name, one after the other, with the weekends between them. */
const lookAheadDays = 200;
/** Rounds in which two zones agree on an hour; they open at most an hour apart. */
const agreementRounds = 2 * lookAheadDays;

/** Is this day (counted since 1970-01-01) one on which mail may leave? */
export function isSendDay(settings: WindowSettings, day: number): boolean {
  const weekday = (day + 4) % 7;
  if (settings.send_weekdays_only && (weekday === 0 || weekday === 6)) return false;
  if (settings.holidays_enabled && isFederalHoliday(day)) return false;
  return !(settings.own_holidays.length > 0 && isOwnHoliday(settings, day));
}

function isOwnHoliday({ own_holidays }: WindowSettings, day: number): boolean {
  const text = dayText(day);
  return own_holidays.some(({ date }) => date === text);
}

function isOpenIn(zone: string, settings: WindowSettings, at: number): boolean {
  const { day, minute } = localTimeOf(zone, at);
  if (minute < minutesOf(settings.send_hours_start) || minute >= minutesOf(settings.send_hours_end)) return false;
  return isSendDay(settings, day);
}

/** First instant after `at`, when it is closed, at which the window is open in `zone`. */
function nextOpenIn(zone: string, settings: WindowSettings, at: number): number | null {
  const start = minutesOf(settings.send_hours_start);
  const today = localTimeOf(zone, at).day;
  for (let day = today; day <= today + lookAheadDays; day += 1) {
    const opening = instantsOfLocalTime(zone, day, start).find((t) => t > at && isOpenIn(zone, settings, t));
    if (opening !== undefined) return opening;
  }
  return null;
}

function nextOpenInAll(zones: readonly string[], settings: WindowSettings, at: number): number | null {
  let candidate = at;
  for (let round = 0; round < agreementRounds; round += 1) {
    const closed = zones.find((zone) => !isOpenIn(zone, settings, candidate));
    if (closed === undefined) return candidate;
    const next = nextOpenIn(closed, settings, candidate);
    if (next === null) return null;
    candidate = next;
  }
  return null;
}

/** The zones that decide for a place: both of a two-zone place, unless their windows never overlap. */
function decidingZones(place: ProspectPlace, settings: WindowSettings, at: number): readonly string[] {
  const { zones } = zonesOfProspect(place, settings.send_timezone);
  if (zones.length === 1 || nextOpenInAll(zones, settings, at) !== null) return zones;
  return zones.slice(0, 1);
}

/** May mail reach the prospect's place at `at`? Wall clock there within the hours, on a send day (SPEC §6). */
export function isInsideSendWindow(place: ProspectPlace, settings: WindowSettings, at: Date): boolean {
  return decidingZones(place, settings, at.getTime()).every((zone) => isOpenIn(zone, settings, at.getTime()));
}

/** The first instant from `at` on (possibly `at` itself) that lies inside the prospect's send window. */
export function nextWindowStart(place: ProspectPlace, settings: WindowSettings, at: Date): Date {
  const open = nextOpenInAll(decidingZones(place, settings, at.getTime()), settings, at.getTime());
  if (open === null)
    throw new RangeError("the send window never opens: send_hours_start must be before send_hours_end");
  return new Date(open);
}
