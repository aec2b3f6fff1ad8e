import { allForYear } from "@18f/us-federal-holidays";
import { dayMs } from "#lib/shared/zone-clock.ts";

const memo = new Map<number, ReadonlySet<number>>();

function holidaysAround(year: number): ReadonlySet<number> {
  let days = memo.get(year);
  if (!days) {
    // New Year's Day on a Saturday is kept on 31 December of the year before
    const dates = [...allForYear(year), ...allForYear(year + 1)].map((holiday) => holiday.dateString);
    days = new Set(dates.map((date) => Date.parse(`${date}T00:00:00Z`) / dayMs));
    memo.set(year, days);
  }
  return days;
}

/** Is this day (counted since 1970-01-01) a US federal holiday, or the weekday on which one is kept? */
export function isFederalHoliday(day: number): boolean {
  return holidaysAround(new Date(day * dayMs).getUTCFullYear()).has(day);
}
