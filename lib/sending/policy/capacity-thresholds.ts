import type { Throttle } from "#lib/reputation/types.ts";

export type GuardState = "healthy" | "watch" | "throttled" | "paused" | "probation";

/** The throttle that leaves of a daily cap what the guard's state does: 0.5 while throttled (SPEC §4); probation is a quota, no factor. */
export const guardThrottles: Readonly<Record<GuardState, Throttle>> = {
  healthy: "normal",
  watch: "normal",
  throttled: "reduced",
  probation: "normal",
  paused: "paused",
};

/** So long a follow-up waits for its mailbox before another takes over (SPEC §5). */
export const followupWaitMs = 72 * 3_600_000;

/** Mailbox steps between two cycles; a pool that 7 divides would come back to the same mailbox (SPEC §5). */
export const cycleStride = 7;

/** A score that slows instead of stopping counts as the lowest of its band, so the default threshold of 40 adds nothing to it. */
export const lowestUnpausedScore = 40;
