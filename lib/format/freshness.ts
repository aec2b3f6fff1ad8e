/** How fresh polled data is: `neutral` in time, `warn` two intervals old or not refreshed, `bad` five intervals old. */
export type FreshnessTone = "neutral" | "warn" | "bad";

const LATE_INTERVALS = 2;
const STALE_INTERVALS = 5;

/** Judges the age of data that is asked for every `intervalMs`. */
export function freshnessTone(ageMs: number, intervalMs: number, lastRefreshFailed: boolean): FreshnessTone {
  if (ageMs > STALE_INTERVALS * intervalMs) return "bad";
  return lastRefreshFailed || ageMs > LATE_INTERVALS * intervalMs ? "warn" : "neutral";
}
