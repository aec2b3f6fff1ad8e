const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** One-sided 95 %: the guard acts on what is proved, and a twentieth of false alarms is what we accept (SPEC §4). */
export const z = 1.645;

/** Windows of the guard: the open hour and so many closed hours before it (SPEC §4). A day reacts, a month remembers. */
export const windowHours = { "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;

/**
 * Lower bounds at which a scope is slowed or stopped, and how many messages it takes at least (SPEC §4). Bounces: providers warn at
 * 5 %; complaints: Gmail and Yahoo ask for less than 0.3 %; blocked is a verdict on the sender, so it takes more of them.
 */
export const lines = {
  complained: { throttled: 0.001, paused: 0.003, atLeast: 2 },
  bounced: { throttled: 0.02, paused: 0.05, atLeast: 3 },
  blocked: { throttled: 0.1, paused: 0.3, atLeast: 5 },
} as const;

/** Watch begins at this share of a throttle line; under it a scope is calm (SPEC §4). */
export const watchShare = 0.5;

/** So long under half the line before full speed returns: a whole day, so that no hour of the day decides alone (SPEC §4). */
export const calmMs = dayMs;

/** The account breaker of a connection, on 24 h: the provider's account is at risk (SPEC §4). */
export const breaker = {
  complained: { paused: 0.005, atLeast: 10 },
  bounced: { paused: 0.1, atLeast: 10 },
} as const;

/** Rest of the first pause; a domain's reputation recovers more slowly than a mailbox's (SPEC §4). */
export const restMs = { mailbox: dayMs, domain: 2 * dayMs } as const;
export const longestRestMs = 14 * dayMs;
/** A pause within so long after a resume is a relapse (SPEC §4). */
export const relapseMs = 30 * dayMs;
/** This pause in a row is one too many for a clock to end (SPEC §4). */
export const personsPause = 4;

/** Probation: a fifth of the cap, at least 5; doubled after every 20 clean sends, up to half the cap (SPEC §4). */
export const quota = { share: 0.2, minimum: 5, cleanSends: 20, topShare: 0.5 } as const;
/** Probation ends when the bounce rate is proved to be under the line that pauses (SPEC §4). */
export const passingBounceRate = lines.bounced.paused;
/** A complaint trails its message by days: so long must the domain be without any (SPEC §4). */
export const cleanDaysMs = 7 * dayMs;

/** The score looks back over the open hour and 24 closed ones: so long after a resume it still sees what was before. */
export const scoreMemoryMs = 25 * hourMs;

/**
 * Trouble is judged in the process that took it. A flood of it may take a tenth of one connection, however long judging takes; alone,
 * judging takes some milliseconds. No rest is longer than the job runner may take (SPEC §10: 2–5 s).
 */
export const judgeRest = { timesAsLong: 9, leastMs: 100, mostMs: 5_000 } as const;

/** A provider's post is answered after so long in any case: what it brought is stored, and providers give up after some seconds. */
export const answerWaitsMs = 2_000;
