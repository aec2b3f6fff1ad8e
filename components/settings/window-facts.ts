/** The send window as it stands in the form. */
export type WindowDraft = {
  start: string;
  end: string;
  zone: string;
  weekdaysOnly: boolean;
  hasHolidays: boolean;
  /** tenant's own, "2026-12-24" */
  closedDays: readonly string[];
};

export const DAY_MINUTES = 1_440;
export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const WEEKEND = 5;

/** Minutes since midnight of "08:30"; null when it is no time of a day. */
export function minutesOf(time: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time.trim()) ?? [];
  if (hours === undefined) return null;
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= DAY_MINUTES ? total : null;
}

type Clock = { minute: number; weekday: number; date: string };

/** What the clock and calendar show in a zone; `weekday` counts from Monday. null for a zone that does not exist. */
export function clockIn(zone: string, at: number): Clock | null {
  try {
    const parts = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      weekday: "short",
    }).formatToParts(at);
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
    return {
      minute: Number(of("hour")) * 60 + Number(of("minute")),
      weekday: WEEKDAYS.findIndex((day) => of("weekday").startsWith(day)),
      date: `${of("year")}-${of("month")}-${of("day")}`,
    };
  } catch {
    return null;
  }
}

export const isOpenDay = (draft: WindowDraft, weekday: number) => !(draft.weekdaysOnly && weekday >= WEEKEND);

/** Whether mail may leave now to somebody in the send zone; null when the form does not hold a window. Federal holidays are not known here. */
export function isOpenNow(draft: WindowDraft, at: number): boolean | null {
  const [start, end, clock] = [minutesOf(draft.start), minutesOf(draft.end), clockIn(draft.zone, at)];
  if (start === null || end === null || clock === null || start >= end) return null;
  const isInside = clock.minute >= start && clock.minute < end;
  return isInside && isOpenDay(draft, clock.weekday) && !draft.closedDays.includes(clock.date);
}

/** How many minutes later a clock in `zone` shows than one in `from`, within half a day either way. */
export function minutesAhead(zone: string, from: string, at: number): number {
  const [there, here] = [clockIn(zone, at), clockIn(from, at)];
  if (!there || !here) return 0;
  const ahead = there.minute - here.minute;
  return ahead > DAY_MINUTES / 2 ? ahead - DAY_MINUTES : ahead < -DAY_MINUTES / 2 ? ahead + DAY_MINUTES : ahead;
}

/** "08:30" of minutes since midnight, also of those of the day before or after. */
export function clockText(minutes: number): string {
  const within = minutes === DAY_MINUTES ? minutes : ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

/** The window in a sentence. */
export function windowSentence(draft: WindowDraft): string | null {
  const [start, end] = [minutesOf(draft.start), minutesOf(draft.end)];
  if (start === null || end === null || start >= end) return null;
  const days = draft.weekdaysOnly ? "Monday to Friday" : "Every day";
  const hours = end - start === DAY_MINUTES ? "at any hour" : `from ${clockText(start)} to ${clockText(end)}`;
  const own = draft.closedDays.length > 0 ? "your own days off" : null;
  const closed = [draft.hasHolidays ? "US federal holidays" : null, own].filter((text) => text !== null);
  return `${days} ${hours}${closed.length > 0 ? `, except ${closed.join(" and ")}` : ""}, by the prospect's own clock.`;
}
