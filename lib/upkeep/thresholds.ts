/**
 * Whole months that raw events are kept: a re-contact cycle is 90 days and there are at most four more by default, so the mail of a
 * prospect's last year can still be explained event by event; the ledger keeps every effect for good.
 */
export const keptEventMonths = 13;

/** Months after which an event's payload goes: support cases and provider disputes are over, and it names addresses and clients. */
export const keptPayloadMonths = 6;
/** Months before that which are looked at again, so that an outage of the job leaves nothing behind. */
export const payloadCatchUpMonths = 2;

/** Partitions made ahead: a quarter. The check wants less, so that it speaks up only when the job has failed for weeks. */
export const monthsMadeAhead = 4;
export const monthsWantedAhead = 3;
/** Months a partition may outlive its time before somebody should know: its counts were not rolled up. */
export const overdueMonths = 2;

/** Days that rows of these kinds are kept. */
export const keptDays = {
  /** runs: the jobs page shows the latest; a quarter's trouble can be looked back on */
  jobRuns: 90,
  /** events nobody could read: a provider's change of format is noticed and mended within weeks */
  quarantined: 90,
  /** rows of an import's report; the prospects and the import's counts stay */
  importRows: 180,
  /** capacity used: only today and the days ahead decide anything, a quarter explains a question */
  capacity: 90,
  /** answers kept for repeats of a request: they are good for a day */
  idempotency: 2,
} as const;

/**
 * Sign-in leftovers: sessions and one-time codes stay a day past their end, counters of tries two days past the last one;
 * invitations and links to a new password a month, for questions about who came in by which. The audit log keeps the rest.
 */
export const signInGraceMs = { expired: 86_400_000, tries: 2 * 86_400_000, accessLinks: 30 * 86_400_000 } as const;

/** Rows of one transaction: some tens of milliseconds of locks. What is left after so many batches goes the next day. */
export const batchRows = 2_000;
export const mostBatches = 500;

/** Secrets sealed anew in one transaction: a person who saves one of these rows meanwhile waits some milliseconds. */
export const resealBatchRows = 100;
