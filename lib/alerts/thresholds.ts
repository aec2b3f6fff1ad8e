const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Nothing sent for so long although there was something to send the whole time: four runs of the sequencer. */
export const noSendsMs = 2 * hourMs;
/**
 * So long there may be no trace of anything to send in between: who is due is queued for up to half an hour later, and cancelled half an
 * hour and a turn of the reconciler after that.
 */
export const noWorkMs = 75 * minuteMs;

/**
 * Bounces of 24 hours against the usual rate of the four weeks before. Under 50 messages or 5 bounces a rate says nothing; 2 % is
 * what a list in order stays under, so nothing below it is a surge; over 5 % providers act (SPEC §4).
 */
export const surge = {
  minSent: 50,
  minBounced: 5,
  floorRate: 0.02,
  times: 2,
  /** ends under so many times the usual rate */
  calmTimes: 1.5,
  criticalRate: 0.05,
  /** messages of four weeks that make a usual rate; with fewer, the floor stands for it */
  minUsualSent: 200,
  usualDays: 28,
} as const;

/** Providers report deliveries within minutes; 20 messages without a word for four hours is a webhook that does not work. */
export const silence = { minSends: 20, afterMs: 4 * hourMs, graceMs: hourMs } as const;

/** Runs that a schedule may miss: one is lost in a restart, two in a bad moment. */
export const missedRuns = 3;
/** A daily job that missed one day is late; the next day says whether it stands still. */
export const missedDailyRuns = 2;
/** A failed run that no later run has made good by then is told of; jobs of five minutes mend themselves before. */
export const failedRunMs = 10 * minuteMs;
/** The evaluation runs every five minutes; a longer hole means that nothing ran, and absent runs of that time prove nothing. */
export const evaluatorGapMs = 16 * minuteMs;

/** A process looks at the job runner so often. */
export const watchEveryMs = minuteMs;
/** It says nothing before it has looked for so long: after a restart of everything the job runner needs its turns first. */
export const watchGraceMs = 20 * minuteMs;
/** Looks further apart than this leave a hole: the machine slept, or Postgres was away and no run could begin. */
export const watchGapMs = 5 * minuteMs;

/** A provider's event settles an unknown send within the day, or never. */
export const unknownSendMs = 24 * hourMs;

/** So many addresses without any answer, and none with one: the resolver is at fault and not the recipients. */
export const dnsMinUnknown = 5;
export const dnsMemoryMs = 6 * hourMs;

/** Alerts listed at once where all open ones are shown. */
export const maxShownOpen = 200;

/** Waiting times after the first, second, … failed attempt; together a day, as Standard Webhooks advises. */
export const retryDelaysMs = [1, 5, 30, 2 * 60, 5 * 60, 8 * 60, 8 * 60].map((minutes) => minutes * minuteMs);
/** A receiver that asks for more time gets it, but a day later the news is old. */
export const maxRetryAfterMs = 24 * hourMs;
/** An endpoint that has taken nothing for so long is switched off (Standard Webhooks: five days). */
export const endpointFailingMs = 5 * 24 * hourMs;
/** An attempt whose process died is tried again after this; longer than all attempts of a run take. */
export const attemptLeaseMs = 10 * minuteMs;
/** Rows of one run; the rest goes with the next. */
export const deliveriesPerRun = 100;
export const concurrentDeliveries = 8;
export const webhookTimeoutMs = 10_000;
/** Of an answer's body this much is kept for the log, in characters. */
export const keptAnswerLength = 500;
/** So long both secrets of a rotation sign. */
export const secretOverlapMs = 24 * hourMs;
/** Mails that only tell of ends wait for each other; any other mail takes them along. */
export const digestMs = hourMs;

/** Closed alerts and deliveries are kept for so long; nobody looks further back, and the audit log keeps who did what. */
export const keptAlertsMs = 180 * 24 * hourMs;
export const keptDeliveriesMs = 30 * 24 * hourMs;
/** A person presses the test button now and then; a script must not use it to knock at others' doors. */
export const testRateLimit = { name: "webhook-test", max: 10, windowSeconds: 60 };
