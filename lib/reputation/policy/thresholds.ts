import type { Throttle } from "../types.ts";

/** Every number of the score, as SPEC §3 gives it (taken over from the older system, where they were tuned). */
export const scoring = {
  /** below this many sends rates say little: only gross trouble counts */
  warmupSends: 50,
  warmupSampleSends: 20,
  /** matured hours are believed from this many sends on */
  maturedSampleSends: 20,
  pausingComplaintRate: 0.005,
  pausingBounceRate: 0.18,
  elevatedBounceRate: 0.12,
  pausingOpenRate: 0.03,
  lowOpenRate: 0.05,
  lowOpenRateSends: 100,
  modestOpenRate: 0.08,
  goodOpenRate: 0.15,
  expectedDeliveryRate: 0.95,
  recoveryBounceRate: 0.13,
  recoveryBlockedRate: 0.1,
  recoveryScore: 40,
} as const;

/** What a throttle leaves of a daily cap. */
export const throttleFactors: Readonly<Record<Throttle, number>> = {
  normal: 1,
  reduced: 0.5,
  critical: 0.25,
  paused: 0,
};

/** In the chooser a score pause needs at least this much evidence (SPEC §3: literal pauses would stop healthy domains on 11 % of days). */
export const standingPause = { complaints: 2, bounces: 3 } as const;

/** Window: the open hour and the closed hours before it. */
export const closedHours = 24;
export const windowHours = closedHours + 1;
/** Hours that ended at least 60 minutes ago begin two before the open one. */
export const maturedAfterHours = 2;

/** Counters that could not be read again are believed this long, at a reduced rate (GOALS, faults). */
export const snapshotLifeMs = 5 * 60_000;

/** An event that claims to be later than this is taken to have happened now (provider clocks drift). */
export const futureToleranceMs = 10 * 60_000;

/** Tries of the drift check to find an hour standing still: under full traffic only the open hour is written all the time. */
export const driftAttempts = 5;

/**
 * The hourly roll-up. It counts the last day again every time, because notices trail their messages, and hours of the last 30 days (as
 * far as the guard looks) when a message of theirs changed since the run before: providers retry for three days. Hours are kept for 400
 * days: longer than raw events, so that days can be added up again in another time zone; what is older lives on as days. A transaction
 * counts a day at most: a month of a large tenant is millions of rows.
 */
export const rollUp = {
  guardHours: 30 * 24 + 1,
  keptHours: 400 * 24,
  recountedHours: 24,
  lateHours: 2,
  batchHours: 24,
} as const;
