/** A calendar month in UTC, as partitions are cut: from its first moment up to the first of the next. */
export type Month = { name: string; from: Date; until: Date };

/** The month `offset` months after the one of `at`. */
export function monthOf(at: Date, offset = 0): Month {
  const start = (months: number) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
  const from = start(offset);
  return { name: `email_events_${from.toISOString().slice(0, 7).replace("-", "_")}`, from, until: start(offset + 1) };
}

/** The month of a partition's name; null for the default one. */
export function monthOfPartition(name: string): Month | null {
  const found = /^email_events_(\d{4})_(\d{2})$/.exec(name);
  return found ? monthOf(new Date(`${found[1]}-${found[2]}-01T00:00:00Z`)) : null;
}

/** The first moment whose events are kept, when whole months are. */
export function keptFrom(now: Date, months: number): Date {
  return monthOf(now, -months).from;
}
