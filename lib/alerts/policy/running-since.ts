import { evaluatorGapMs } from "../thresholds.ts";

/** Since when evaluations (newest first) have followed each other without a hole: before that, nothing may have run at all. */
export function runningSince(evaluations: readonly Date[], now: Date): Date {
  let since = now;
  for (const at of evaluations) {
    if (since.getTime() - at.getTime() > evaluatorGapMs) break;
    since = at;
  }
  return since;
}
