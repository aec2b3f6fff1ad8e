import type { Settings } from "#lib/settings/contract.ts";
import { instantsOfLocalTime, localTimeOf, minutesOf } from "#lib/shared/zone-clock.ts";
import { isSendDay, type WindowSettings } from "./send-window.ts";
import { minRealGapSeconds, slotMs } from "./thresholds.ts";
import type { Transport } from "./transport.ts";

export type Slot = { start: Date; end: Date };

/** The half hour that `at` lies in. */
export function slotOf(at: Date): Slot {
  const start = Math.floor(at.getTime() / slotMs) * slotMs;
  return { start: new Date(start), end: new Date(start + slotMs) };
}

/**
 * Half hours of the tenant's sending day that are left, the present one included, at least 1 (SPEC §6). The day ends when the window
 * closes in `send_timezone`; for prospects further west it then lasts until midnight.
 */
export function remainingHalfHours(settings: WindowSettings, at: Date): number {
  const { day } = localTimeOf(settings.send_timezone, at.getTime());
  const closing = instantsOfLocalTime(settings.send_timezone, day, minutesOf(settings.send_hours_end)).at(-1) ?? 0;
  const isOpenLater = isSendDay(settings, day) && closing > at.getTime();
  const until = isOpenLater ? closing : endOfDay(settings.send_timezone, at).getTime();
  return Math.max(1, Math.ceil((until - slotOf(at).start.getTime()) / slotMs));
}

/** Midnight that ends the calendar day of `at` in `zone`. */
export function endOfDay(zone: string, at: Date): Date {
  const { day } = localTimeOf(zone, at.getTime());
  const midnights = instantsOfLocalTime(zone, day + 1, 0).filter((midnight) => midnight > at.getTime());
  return new Date(midnights[0] ?? at.getTime() + 86_400_000);
}

/**
 * Messages that a run may still queue in this half hour (SPEC §6): an even share of what the day has left.
 * `remaining`: allowance of the day not used yet; `slotUsed`: what this half hour queued before.
 */
export function slotAllowance(remaining: number, slotUsed: number, halfHours: number): number {
  return Math.max(0, Math.min(remaining, Math.ceil((remaining + slotUsed) / halfHours) - slotUsed));
}

/** Places among a run's first messages that are kept for returned prospects, rounded up (SPEC §6: `recontact_share`). */
export function returnedPlaces(places: number, share: number): number {
  // 20 × 0.55 is 11.000000000000002 in floating point: that is no twelfth place.
  return Math.ceil(Number((places * share).toFixed(6)));
}

export type PacingSettings = Pick<Settings, "pacing" | "send_gap_min_seconds" | "send_gap_max_seconds">;

/** May a mailbox send its whole share at once? Only where no mail leaves the machine. */
export function isImmediate(settings: PacingSettings, { isLocal }: Transport): boolean {
  return settings.pacing === "immediate" && isLocal;
}

/** Milliseconds between two messages of a mailbox; `fraction` 0…1 places it within the settings' range. */
export function sendGapMs(settings: PacingSettings, { isLocal }: Transport, fraction: number): number {
  const floor = isLocal ? 0 : minRealGapSeconds;
  const least = Math.max(floor, settings.send_gap_min_seconds);
  const most = Math.max(least, settings.send_gap_max_seconds);
  return Math.round((least + (most - least) * fraction) * 1_000);
}

/** A fraction 0…1 from the random end of a row's id: the same row always falls on the same moment. */
export function jitterOf(id: string): number {
  return Number.parseInt(id.slice(-8), 16) / 0x1_0000_0000;
}

export type SpreadFacts = {
  now: Date;
  /** end of what may be planned into: the half hour's, or the day's if that comes first */
  end: Date;
  /** messages this run spaces out, and how many it has placed */
  expected: number;
  placed: number;
  jitter: number;
};

/** The moment for the next of a run's messages: evenly over the rest of the half hour, off by less than one interval. */
export function spreadMoment({ now, end, expected, placed, jitter }: SpreadFacts): Date {
  const interval = (end.getTime() - now.getTime()) / Math.max(1, expected);
  return new Date(Math.min(Math.floor(now.getTime() + interval * (placed + jitter)), end.getTime() - 1));
}
