/** Hours added to the step's base delay, and what counts as opening at once (SPEC §6, the plan's five tiers). */
export const cadence = {
  oftenOpenedCount: 3,
  oftenOpenedHours: -18,
  clickedHours: -12,
  openedAtOnceHours: -12,
  openedAtOnceMs: 3_600_000,
  neverOpenedHours: 24,
  /** on top of neverOpenedHours once two messages went unopened */
  neverOpenedTwiceHours: 24,
  minFollowupDelayHours: 36,
} as const;

/** A first message goes only to an address checked within a week: older answers are the ones that bounce (SPEC §6). */
export const verificationMaxAgeMs = 7 * 86_400_000;

/** While a message of the step is on its way, the prospect is looked at again this long after it was due to leave. */
export const openSendRecheckMs = 3_600_000;

export const slotMs = 1_800_000;

/** A row that no healthy mailbox can take is tried again after this: often enough to follow a resume, rare enough not to spin. */
export const unhealthyRetryMs = 3_600_000;

/** Real providers see at least this between two messages of a mailbox, whatever the settings say (SPEC §6). */
export const minRealGapSeconds = 60;

/** ≥ 2 hard bounces in 24 h cool a recipient domain, ≥ 2 in 90 days block it, one keeps first touches away (SPEC §7). */
export const recipientDomain = { coolingMs: 86_400_000, memoryMs: 90 * 86_400_000, blockingBounces: 2 } as const;

/** Rows planned in one transaction: short enough that the tenant's capacity is never held for long. */
export const planningBatchRows = 200;

/** Fewer rows cost as much as these: a batch is a dozen statements, whatever it plans. */
export const smallestBatchRows = 25;

/** Rows looked at in one run. What is left stays due, first in line, for the next half hour. */
export const maxRowsPerRun = 20_000;

/** Rows told that nothing can be sent at all (every mailbox unhealthy), in one run. */
export const maxTurnedAwayPerRun = 5_000;

/** Due rows are counted up to here; beyond it the run says "at least". */
export const dueCountLimit = 10_000;

/** Human engagements of a trade in a state before a day part is preferred, and the longest it makes anybody wait (SPEC §6). */
export const minEngagements = 30;
export const smartTimingMaxWaitMs = 86_400_000;

/** Emails that day parts are judged by: habits of a season, and a cost that does not grow with the tenant's age. */
export const dayPartWindowMs = 90 * 86_400_000;
/** What was sent later than this may yet be opened: it would count as not answered. */
export const dayPartSettledMs = 86_400_000;
