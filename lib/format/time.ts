const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds as the largest unit that says enough: 12 → "12 s", 5400 → "1 h 30 min", 200000 → "2 d 7 h". */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  if (total < MINUTE) return `${total} s`;
  if (total < HOUR) return `${Math.floor(total / MINUTE)} min`;
  if (total < DAY) return twoUnits(Math.floor(total / HOUR), "h", Math.floor((total % HOUR) / MINUTE), "min");
  const days = Math.floor(total / DAY);
  return days >= 14 ? `${days} d` : twoUnits(days, "d", Math.floor((total % DAY) / HOUR), "h");
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** How far an instant lies from `nowMs`: "in 3 h 10 min", "12 s ago", "now" within two seconds. */
export function formatRelative(instantMs: number, nowMs: number): string {
  const seconds = (instantMs - nowMs) / 1000;
  if (Math.abs(seconds) < 2) return "now";
  return seconds > 0 ? `in ${formatDuration(seconds)}` : `${formatDuration(-seconds)} ago`;
}

/**
 * Instant as date, time and named zone: "Nov 22, 2026, 11:19 CST".
 * @param zone IANA zone; without it the reader's own.
 */
export function formatDateTime(instantMs: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-US", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
    timeZoneName: "short",
  }).format(instantMs);
}

/** Time of day of an instant with its zone, for what is of today: "11:19 CST". */
export function formatClock(instantMs: number, zone?: string): string {
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat("en-US", { ...parts, timeZone: zone }).format(instantMs);
}

/** Calendar day of an instant: "Nov 22, 2026". */
export function formatDay(instantMs: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: zone }).format(instantMs);
}

/** Calendar day of an instant where its year is plain: "Nov 22". */
export function formatMonthDay(instantMs: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: zone }).format(instantMs);
}
