import { localTimeOf } from "#lib/shared/zone-clock.ts";
import type { Random } from "../random.ts";
import { dayMs, hourMs, plannedAt, tenantZone } from "./calendar.ts";
import type { DemoJourney } from "./journey.ts";

const secondMs = 1_000;
const firstImportDaysAgo = 398;
/** Rows that a batch of an import works off in a second, about. */
const rowsPerSecond = 400;

/** When files of prospects came in, oldest first, in epoch ms: one a week on a weekday, one while the engine was off, one just now. */
export function importTimes(random: Random, now: number): number[] {
  const times = [now - 4 * hourMs, now - 25 * secondMs];
  for (let daysAgo = 1.5; daysAgo < firstImportDaysAgo; daysAgo += 7)
    times.unshift(onWeekday(now - daysAgo * dayMs) - random.between(0, 90) * secondMs);
  return times;
}

/** A person uploads: on a weekend it was the Friday before. */
export function onWeekday(at: number): number {
  const weekday = (localTimeOf(tenantZone, at).day + 4) % 7;
  if (weekday === 6) return at - dayMs;
  return weekday === 0 ? at - 2 * dayMs : at;
}

/** The import that brought a prospect, by its place in `times`: the last one before the first message. */
export function importOf({ person, messages, status }: DemoJourney, times: readonly number[]): number {
  const first = messages[0]?.sentAt;
  if (first !== undefined)
    return Math.max(
      0,
      times.findLastIndex((at) => at <= first - hourMs),
    );
  const latest = times.length - 2;
  // who has no address of its own came some time
  if (status !== "cold") return (person.index * 7) % latest;
  return person.index % 3 === 0 ? latest + 1 : latest;
}

/** When an import of so many rows ended. */
export function importEnd(at: number, rows: number): number {
  return at + Math.ceil(rows / rowsPerSecond + 1) * secondMs;
}

/** So long after the upload the job that an import asks for has verified its addresses. */
export const verifiedAfterMs = 30 * secondMs;

/** When the address was verified last; null while that is still to come. */
export function verifiedAt({ importedAt, resets }: DemoJourney, now: number): number | null {
  const reset = resets.at(-1);
  // a reset of 05:00 is verified before the run of 05:30
  if (reset !== undefined) return plannedAt(reset + hourMs / 2);
  return importedAt + verifiedAfterMs < now ? importedAt + verifiedAfterMs : null;
}
