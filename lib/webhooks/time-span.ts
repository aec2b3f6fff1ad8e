/** The first and the last of some times: bounds that keep other months' partitions out of a statement. */
export function timeSpan(times: readonly Date[]): { earliest: Date; latest: Date } {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    earliest = Math.min(earliest, time.getTime());
    latest = Math.max(latest, time.getTime());
  }
  return { earliest: new Date(earliest), latest: new Date(latest) };
}
