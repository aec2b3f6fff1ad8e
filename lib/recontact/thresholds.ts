/** Prospects looked at in one transaction: short locks, and a crash loses one batch of work. */
export const recontactBatch = 1_000;

/** Batches under way at once: one writes its rows while the other finds out who is silent. */
export const recontactLanes = 2;

/** No setting allows more cycles than this (lib/settings/contract.ts); lower maxima may come after higher ones. */
export const highestCycle = 13;

/** The first messages of a returned prospect wait for this age of verification at most, as planning asks (SPEC §6). */
export const verificationMaxAgeDays = 7;

export const recycledWindowDays = 30;
export const forecastDays = 30;
/** Conversion is told for messages of the last 90 days: pages must not slow down with the age of the tenant. */
export const conversionDays = 90;
