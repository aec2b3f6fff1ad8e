/** A queued run that the job runner has not begun by then is given up: its event was lost, and the next request may start anew. */
export const queuedGiveUpMinutes = 10;

/** A run that has not ended by then died with its process: the longest job (a re-contact of 143,000) takes a few minutes. */
export const runningGiveUpMinutes = 60;

/** Longest error text kept with a run. */
export const maxErrorLength = 500;

/** Prospects whose next send is worked out again in one transaction. */
export const recomputeBatch = 1_000;
