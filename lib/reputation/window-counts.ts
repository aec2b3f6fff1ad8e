import type { HourReading } from "./counter-store.ts";
import { epochHourOf } from "./policy/booking-hour.ts";
import { maturedAfterHours } from "./policy/thresholds.ts";

/** Sums over the window by slot (scope × 7 + metric); slots past the end are 0. Never changed once made. */
export type WindowCounts = {
  total: Float64Array;
  /** of the hours that ended at least 60 minutes ago */
  matured: Float64Array;
  /** differs whenever a count may differ */
  version: string;
};

type Hour = { version: string; counts: Uint32Array };

/** A process's copy of the hours of one tenant: what is asked for again is only what changed. */
export type HourCopies = {
  generation: number | null;
  hours: ReadonlyMap<number, Hour>;
  maturedVersion: string;
  window: WindowCounts;
};

/** What of a copy may still be right, as the reader of Redis wants it. */
export function knownVersions(copies: HourCopies | undefined) {
  const versions = new Map<number, string>();
  for (const [hour, { version }] of copies?.hours ?? []) versions.set(hour, version);
  return { generation: copies?.generation ?? null, versions };
}

/** The copy after a reading of every hour of the window at `now`; sums that cannot have changed are taken over. */
export function mergeReading(
  previous: HourCopies | undefined,
  reading: { generation: number | null; hours: readonly HourReading[] },
  now: Date,
): HourCopies {
  const hours = new Map<number, Hour>();
  for (const { epochHour, version, counts } of reading.hours) {
    if (version === "") continue;
    const kept = counts ?? previous?.hours.get(epochHour)?.counts;
    if (kept) hours.set(epochHour, { version, counts: kept });
  }
  const firstFresh = epochHourOf(now) - maturedAfterHours + 1;
  const maturedHours = [...hours].filter(([hour]) => hour < firstFresh);
  const freshHours = [...hours].filter(([hour]) => hour >= firstFresh);
  const maturedVersion = `${reading.generation}${versionOf(maturedHours)}`;
  const version = `${maturedVersion}|${versionOf(freshHours)}`;
  if (previous?.window.version === version) return { ...previous, hours };
  const isMaturedSame = previous?.maturedVersion === maturedVersion;
  const matured = isMaturedSame ? previous.window.matured : sumOf(maturedHours, new Float64Array(0));
  return {
    generation: reading.generation,
    hours,
    maturedVersion,
    window: { matured, total: sumOf(freshHours, matured), version },
  };
}

function versionOf(hours: [number, Hour][]): string {
  return hours.map(([hour, { version }]) => ` ${hour}.${version}`).join("");
}

function sumOf(hours: [number, Hour][], start: Float64Array): Float64Array {
  const length = hours.reduce((longest, [, hour]) => Math.max(longest, hour.counts.length), start.length);
  const sums = new Float64Array(length);
  sums.set(start);
  for (const [, { counts }] of hours) {
    for (let slot = 0; slot < counts.length; slot += 1) sums[slot] = (sums[slot] as number) + (counts[slot] as number);
  }
  return sums;
}
