import { instantsOfLocalTime, localTimeOf } from "#lib/shared/zone-clock.ts";
import type { BestDayPart } from "./day-parts.ts";
import { isInsideSendWindow, nextWindowStart, type WindowSettings } from "./send-window.ts";
import { smartTimingMaxWaitMs } from "./thresholds.ts";
import { type ProspectPlace, zonesOfProspect } from "./time-zone.ts";

/**
 * The first open moment of the preferred day part from `opening` on, where that is later than `opening` and at most 24 h away; null
 * where `opening` lies in the part already, the window is closed throughout the part, or the wait would be longer (SPEC §6).
 */
export function momentInDayPart(
  place: ProspectPlace,
  settings: WindowSettings,
  opening: Date,
  part: Pick<BestDayPart, "from" | "until">,
): Date | null {
  const zone = zonesOfProspect(place, settings.send_timezone).zones[0];
  const { day, minute } = localTimeOf(zone, opening.getTime());
  if (minute >= part.from * 60 && minute < part.until * 60) return null;
  const start = instantOf(zone, minute < part.from * 60 ? day : day + 1, part.from);
  const open = isInsideSendWindow(place, settings, start) ? start : nextWindowStart(place, settings, start);
  const isInPart = open < instantOf(zone, localTimeOf(zone, start.getTime()).day, part.until);
  return isInPart && open.getTime() - opening.getTime() <= smartTimingMaxWaitMs ? open : null;
}

function instantOf(zone: string, day: number, hour: number): Date {
  return new Date(instantsOfLocalTime(zone, day, hour * 60)[0] ?? 0);
}
