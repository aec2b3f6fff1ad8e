/** Addresses verified in one transaction: names of one batch are looked up together. */
export const verifyBatch = 500;

/** Domains asked at the same time. */
export const concurrentLookUps = 20;

/** Rows looked at in one run; what is left is first in line in the next. */
export const maxPerRun = 20_000;
