import { isInsideSendWindow, nextWindowStart, type WindowSettings } from "#lib/sequencing/policy/send-window.ts";
import { slotMs } from "#lib/sequencing/policy/thresholds.ts";
import type { ProspectPlace } from "#lib/sequencing/policy/time-zone.ts";
import { instantsOfLocalTime, localTimeOf } from "#lib/shared/zone-clock.ts";
import type { Random } from "../random.ts";

const secondMs = 1_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/**
 * A new tenant must be alive at any hour, so its last days went around the clock as it does from now on; before that it kept
 * office hours, as a customer would. The audit log has the change.
 */
const aroundTheClockDays = 3;
/** Re-contact rested that long, so that somebody is ready to come back when the demo begins. The audit log has it, too. */
export const recontactRestDays = 2;

/**
 * The engine was off for the last hours, and is switched on when the demo begins: follow-ups and first messages have become due. The
 * audit log has that, too.
 */
const engineRestHours = 12;
export const engineOffSince = (now: number) => now - engineRestHours * hourMs;

export const tenantZone = "America/Chicago";

/** What the tenant's settings were before it sent around the clock: the defaults. */
export const officeHours: WindowSettings = {
  send_hours_start: "08:00",
  send_hours_end: "18:00",
  send_timezone: tenantZone,
  send_weekdays_only: true,
  holidays_enabled: true,
  own_holidays: [],
};

export const aroundTheClockSince = (now: number) => now - aroundTheClockDays * dayMs;

/** May a message leave for this place at `at` by the settings of that time? */
export function isOpen(place: ProspectPlace, at: number, now: number): boolean {
  return at >= aroundTheClockSince(now) || isInsideSendWindow(place, officeHours, new Date(at));
}

/**
 * When a message that is due at `due` leaves: in the half hour that the next run of the sequencer plans; where the window is closed
 * then, spread over the next day that is open.
 */
export function sendMoment(random: Random, place: ProspectPlace, due: number, now: number): number {
  const run = runFor(random, place, due, now);
  const moment = run + random.between(3, slotMs / secondMs - 20) * secondMs;
  return isOpen(place, moment, now) ? moment : run + 3 * secondMs;
}

function runFor(random: Random, place: ProspectPlace, due: number, now: number): number {
  const run = Math.ceil(due / slotMs) * slotMs;
  if (isOpen(place, run, now)) return run;
  const open = nextWindowStart(place, officeHours, new Date(run)).getTime();
  const later = open + random.between(0, 18) * slotMs;
  const chosen = isOpen(place, later, now) ? later : open;
  const since = Math.ceil(aroundTheClockSince(now) / slotMs) * slotMs;
  return chosen < since ? chosen : since + random.between(0, 24) * slotMs;
}

/** The sequencer's run that planned a message: it begins with the half hour. */
export function plannedAt(sentAt: number): number {
  return Math.floor(sentAt / slotMs) * slotMs + 2 * secondMs;
}

/** The first 05:00 of the tenant's day from `at` on: the daily re-contact run. */
export function recontactRunAfter(at: number): number {
  const { day } = localTimeOf(tenantZone, at);
  const runs = [day, day + 1].flatMap((one) => instantsOfLocalTime(tenantZone, one, 5 * 60));
  return (runs.find((run) => run >= at) ?? at) + 2 * secondMs;
}

/** The daily check of the domains. */
export const domainCheckMinute = 4 * 60 + 20;

/** When the last such check that has ended looked at the domains: half a second after it was asked for, and ended within two. */
export function domainsCheckedAt(now: number): number {
  const asked = domainCheckMinute * 60_000;
  return Math.floor((now - asked - 2 * secondMs) / dayMs) * dayMs + asked + secondMs / 2;
}

/** The check that found a DKIM record gone, some weeks ago, and the one by hand that found it again. */
export const authLostAt = (now: number) => Math.floor(now / dayMs - 33) * dayMs + domainCheckMinute * 60_000;
export const authFoundAt = (now: number) => authLostAt(now) + 9 * hourMs;
