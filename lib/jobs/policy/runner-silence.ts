/** Jobs run every five minutes: three of them are missing then, and one more is given for a restart. */
const silentMs = 20 * 60_000;

/** Does the job runner do nothing, though it once did? `lastBegunAt`: when a run of a frequent job last began, null before the first. */
export function isRunnerSilent<At extends Date | null>(lastBegunAt: At, now: Date): lastBegunAt is At & Date {
  return lastBegunAt !== null && now.getTime() - lastBegunAt.getTime() > silentMs;
}
