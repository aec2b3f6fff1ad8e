/** How long a claim or a hand-over may take before its owner is taken for dead (SPEC §7). Far above the longest hand-over (2 min). */
export const leaseMs = 10 * 60_000;

/** Tries of one step against a provider that refuses for the moment; the last one is final (SPEC §7). */
export const maxProviderTries = 3;

/** Back-off after a passing refusal without Retry-After, doubled with every try. */
export const retryBackoffMs = 15 * 60_000;

/** Longest Retry-After that is honoured as given. */
export const maxRetryAfterMs = 24 * 3_600_000;

/** A row whose claims keep dying (the process ends in the middle every time) is given up after so many. */
export const maxClaims = 5;

/** Failures to write an acceptable text until the prospect is set aside (SPEC §2). */
export const maxGenerationFailures = 3;

/** So long a prospect whose text could not be written rests before it is tried again. */
export const generationRestMs = 24 * 3_600_000;

/** A queued row this late was not delivered to a worker: it is published again (SPEC §10). */
export const republishAfterMs = 5 * 60_000;

/** A queued row this late has missed its moment: planned again with its spacing instead of sent in a burst (GOALS, "Inngest away two hours"). */
export const missedAfterMs = 30 * 60_000;

/** Rows that one reconciler transaction takes. */
export const reconcileBatch = 500;

/** Hand-over may start this much before scheduled_at: clocks of runner and database differ a little. */
export const earlyToleranceMs = 2_000;

/** Waits between tries to write down what the provider said, in ms: a conflict is over at once, a restart of Postgres in seconds. */
export const recordRetriesMs = [50, 500, 3_000];

/** So much of what a provider said is kept, in characters. */
export const maxDetailLength = 500;
