export type GuardState = "healthy" | "watch" | "throttled" | "paused" | "probation";

/** Share of a daily cap that the guard's states leave (SPEC §4), as throttles do; probation is a quota, not a factor. */
export const guardFactors: Readonly<Record<GuardState, number>> = {
  healthy: 1,
  watch: 1,
  throttled: 0.5,
  probation: 1,
  paused: 0,
};

/** So long a follow-up waits for its mailbox before another takes over (SPEC §5). */
export const followupWaitMs = 72 * 3_600_000;

/** Mailbox steps between two cycles; a pool that 7 divides would come back to the same mailbox (SPEC §5). */
export const cycleStride = 7;

/** A score that slows instead of stopping counts as the lowest of its band, so the default threshold of 40 adds nothing to it. */
export const lowestUnpausedScore = 40;
